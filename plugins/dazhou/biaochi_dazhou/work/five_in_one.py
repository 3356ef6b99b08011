"""Five in one (五位一体): lists, dispatches, supervisions, inspections and a review, each dated and on record."""

from biaochi_sdk import Field, Kind, Mark, Step, our_reading, published

from biaochi_dazhou.sources import FIVE_IN_ONE, INDICES

OFFICE = "work_committee"
DEPARTMENTS = ("DEPARTMENT",)


def held(key: str, title: Mark, noun: str, cadence: str, *more: Field) -> Kind:
    """An instrument that is held once in each period, with its convener and its record."""
    fields = (Field("convener", "召集人", "person"), Field("record", "记录"), *more)
    opening = Step(key="hold", title="开展", to="held", by=OFFICE, fields=fields, closes=True)
    return Kind(
        key=key,
        title=title,
        noun=noun,
        subjects=DEPARTMENTS,
        opening=opening,
        once_per=cadence,
        states=(("held", "已开展"),),
    )


LIST = Kind(
    key="monthly_list",
    title=published("每月制发任务清单", FIVE_IN_ONE),
    noun="list",
    subjects=DEPARTMENTS,
    opening=Step(key="issue", title="制发", to="issued", by=OFFICE, fields=(Field("convener", "召集人", "person"),)),
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
            fields=(Field("result", "结果"),),
            closes=True,
        ),
    ),
    due_days=30,
    states=(("assigned", "已列入"), ("reported", "办理中"), ("finished", "已办结")),
)

DISPATCH = held("dispatching", published("双月工作调度", FIVE_IN_ONE), "meeting", "two-months")
SUPERVISION = held("tracking", published("季度跟踪督办", FIVE_IN_ONE), "inspection", "quarter")
FIRST_LINE = held(
    "delegates_visit",
    published("半年党代表一线视察", FIVE_IN_ONE),
    "inspection",
    "half-year",
    Field("delegates", "视察的党代表", "people"),
)
REVIEW = held(
    "reporting",
    published("年终述职评议", FIVE_IN_ONE),
    "report",
    "year",
    Field("mode", "述职方式", "choice", choices=(("on_stage", "现场述职"), ("written", "书面述职"))),
)
