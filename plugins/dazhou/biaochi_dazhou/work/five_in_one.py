"""Five in one (五位一体): lists, dispatches, supervisions, inspections and a review, each dated, owed and on record.

What the performance index counts follows from them: a list's tasks with what they earned, and the marks of each.
"""

from biaochi_sdk import Field, Follow, Kind, Mark, Of, Step, default, follows, our_reading, published

from biaochi_dazhou.sources import FIVE_IN_ONE, INDICES
from biaochi_dazhou.work.limits import CHECKS, EXEMPT, HOURS, MEETINGS

OFFICE = "work_committee"
DEPARTMENTS = ("DEPARTMENT",)
REMINDED = 3
"""Working days before a deadline."""
SUMMED_UP = 3
"""Working days after a month within which its list is summed up."""
CONVENER, RECORD = Field("convener", "召集人", "person"), Field("record", "记录")
POINTS = Field("points", "得分", "number")
HELD = (("held", "已开展"), ("concluded", "已评定"))


def when_excused(indicator: str) -> Follow:
    """Whoever is excused of a period has that on record where the rhythm is judged."""
    return follows(indicator, at="excused", choice="excused")


def scored(key: str, title: Mark, noun: str, cadence: str, indicator: str) -> Kind:
    """An instrument that is held once in each period and scored by who holds it."""
    meeting = noun == "meeting"
    lasted = (Field("hours", "会时", "number", optional=True),) if meeting else ()
    fields = (CONVENER, RECORD, POINTS, *lasted)
    hold = Step(key="hold", title="开展", to="held", by=OFFICE, fields=fields, closes=True)
    return Kind(
        key=key,
        title=title,
        noun=noun,
        subjects=DEPARTMENTS,
        opening=hold,
        once_per=cadence,
        every=cadence,
        remind_working_days=REMINDED,
        exempt=EXEMPT,
        burdens=(MEETINGS, HOURS) if meeting else (CHECKS,),
        follows=(follows(indicator, at="hold", amount=Of("points")), when_excused(f"{indicator}_excused")),
        states=HELD[:1],
    )


def marked(key: str, title: Mark, noun: str, cadence: str, field: Field, indicator: str) -> Kind:
    """An instrument that is held once in each period, and marked by many until it is concluded."""
    hold = Step(key="hold", title="开展", to="held", by=OFFICE, fields=(CONVENER, RECORD, field))
    return Kind(
        key=key,
        title=title,
        noun=noun,
        subjects=DEPARTMENTS,
        opening=hold,
        steps=(Step(key="conclude", title="评定", to="concluded", origins=("held",), by=OFFICE, closes=True),),
        once_per=cadence,
        every=cadence,
        remind_working_days=REMINDED,
        exempt=EXEMPT,
        burdens=(CHECKS,) if noun == "inspection" else (),
        follows=(when_excused(f"{indicator}_excused"),),
        states=HELD,
    )


def mark_of(parent: Kind, key: str, title: Mark, indicator: str) -> Kind:
    """One mark of one rater; a second of the same rater is refused."""
    rater = Field("rater", "评分人", "person")
    return Kind(
        key=key,
        title=title,
        noun="opinion",
        subjects=DEPARTMENTS,
        parent=parent.key,
        opening=Step(key="mark", title="评分", to="marked", under=("held",), fields=(rater, POINTS), closes=True),
        follows=(follows(indicator, at="mark", rater=Of("rater"), amount=Of("points")),),
        unique=("rater",),
        states=(("marked", "已评分"),),
    )


LIST = Kind(
    key="monthly_list",
    title=published("每月制发任务清单", FIVE_IN_ONE),
    noun="list",
    subjects=DEPARTMENTS,
    opening=Step(key="issue", title="制发", to="issued", by=OFFICE, fields=(CONVENER,)),
    steps=(
        Step(
            key="sum_up",
            title="汇总",
            to="summed_up",
            origins=("issued",),
            by=OFFICE,
            fields=(Field("record", "完成情况"),),
            closes=True,
        ),
    ),
    once_per="month",
    every="month",
    due_working_days=SUMMED_UP,
    remind_working_days=REMINDED,
    exempt=EXEMPT,
    follows=(when_excused("list_excused"),),
    succession="withdrawn",
    states=(("issued", "已制发"), ("summed_up", "已汇总")),
)

LIST_ITEM = Kind(
    key="list_item",
    title=our_reading("清单任务", INDICES),
    noun="task",
    subjects=DEPARTMENTS,
    parent=LIST.key,
    opening=Step(
        key="assign",
        title="列入清单",
        to="assigned",
        by=OFFICE,
        fields=(
            Field(
                "part",
                "类别",
                "choice",
                choices=(("task", "任务清单"), ("duty", "履职要求"), ("performance", "党建绩效")),
            ),
            Field("how", "怎么抓"),
            Field("owner", "责任人", "person"),
            Field("worth", "分值", "number"),
        ),
    ),
    steps=(
        Step(
            key="report",
            title="报告进展",
            to="reported",
            origins=("assigned", "reported"),
            fields=(Field("progress", "进展"),),
        ),
        Step(
            key="finish",
            title="办结",
            to="finished",
            origins=("assigned", "reported"),
            by=OFFICE,
            fields=(Field("result", "结果"), Field("earned", "得分", "number")),
            closes=True,
        ),
    ),
    due_days=30,
    follows=(
        follows("task_list", at="assign", points=Of("worth"), share="COMMON"),
        follows("task_list", at="finish", amount=Of("earned")),
    ),
    succession="withdrawn",
    states=(("assigned", "已列入"), ("reported", "办理中"), ("finished", "已办结")),
)

DISPATCH = scored("dispatching", published("双月工作调度", FIVE_IN_ONE), "meeting", "two-months", "dispatch")
SUPERVISION = scored("tracking", published("季度跟踪督办", FIVE_IN_ONE), "inspection", "quarter", "supervision")
FIRST_LINE = marked(
    "delegates_visit",
    published("半年党代表一线视察", FIVE_IN_ONE),
    "inspection",
    "half-year",
    Field("delegates", "视察的党代表", "people"),
    "inspection",
)
REVIEW = marked(
    "reporting",
    published("年终述职评议", FIVE_IN_ONE),
    "report",
    "year",
    Field("mode", "述职方式", "choice", choices=(("on_stage", "现场述职"), ("written", "书面述职"))),
    "review",
)
DELEGATES_MARK = mark_of(FIRST_LINE, "delegates_mark", default("党代表视察评分"), "inspection")
REPORTING_MARK = mark_of(REVIEW, "reporting_mark", default("述职评议评分"), "review")
