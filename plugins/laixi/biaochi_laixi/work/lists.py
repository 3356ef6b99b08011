"""Lists of work by day, week, month, quarter and year with their items, and the duty lists of the three roles."""

from biaochi_sdk import Field, Kind, Mark, Of, Step, default, follows, our_reading, published

from biaochi_laixi import sources as s
from biaochi_laixi.work.pace import RECORDS

UNIT, OFFICE = "department", "work_committee"
POINTS, EARNED = Field("points", "分值", "number"), Field("earned", "得分", "number")
CADENCES = (("day", "日"), ("week", "周"), ("month", "月"), ("quarter", "季"), ("year", "年"))

WORK_LIST = Kind(
    key="work_list",
    title=published("“日周月季年”工作清单", s.EVALUATION),
    noun="list",
    subjects=("SECTION",),
    opening=Step(
        key="draw_up", title="印发", to="open", by=UNIT, fields=(Field("cadence", "清单", "choice", CADENCES),)
    ),
    steps=(Step(key="end", title="办结", to="ended", origins=("open",), by=UNIT, closes=True),),
    succession="withdrawn",
    states=(("open", "办理中"), ("ended", "已办结")),
)


def item(key: str, title: Mark, subject: str, indicator: str, by: str, parent: str = "") -> Kind:
    """An item of a list: issued with its points, dispatched while it runs, completed with what it earned."""
    return Kind(
        key=key,
        title=title,
        noun="task",
        subjects=(subject,),
        parent=parent,
        due_days=30,
        opening=Step(key="issue", title="下达", to="issued", by=by, fields=(POINTS,)),
        steps=(
            # “日、周、月、季”常态化督查调度: a dispatch is a step with its day, as often as it takes place.
            Step(key="dispatch", title="督查调度", to="dispatched", origins=("issued", "dispatched"), by=by),
            Step(
                key="complete",
                title="办结",
                to="done",
                origins=("issued", "dispatched"),
                by=by,
                fields=(EARNED,),
                closes=True,
            ),
        ),
        follows=(
            follows(indicator, at="issue", points=Of("points"), share="COMMON"),
            follows(indicator, at="complete", amount=Of("earned")),
        ),
        succession="withdrawn",
        states=(("issued", "已下达"), ("dispatched", "已调度"), ("done", "已办结")),
    )


PERSONAL = Kind(
    key="personal_item",
    title=our_reading("个人积分清单事项", s.EVALUATION),
    noun="task",
    subjects=("SECTION",),
    due_days=30,
    opening=Step(key="issue", title="列入", to="issued", by=UNIT, fields=(Field("member", "党员", "person"), POINTS)),
    steps=(Step(key="complete", title="办结", to="done", origins=("issued",), by=UNIT, fields=(EARNED,), closes=True),),
    follows=(
        follows("personal", at="issue", subject="member", points=Of("points"), share="INDIVIDUAL"),
        follows("personal", at="complete", subject="member", amount=Of("earned")),
    ),
    succession="passes",
    states=(("issued", "办理中"), ("done", "已办结")),
)

PROGRESS = Kind(
    key="progress",
    title=default("科室计划与实际进度", s.LIGHT_LINES),
    noun="report",
    subjects=("SECTION",),
    once_per="half-month",
    burdens=(RECORDS,),
    opening=Step(
        key="report",
        title="报告",
        to="reported",
        by=UNIT,
        fields=(Field("planned", "计划进度百分比", "number"), Field("actual", "实际进度百分比", "number")),
        closes=True,
    ),
    follows=(
        follows("planned", at="report", amount=Of("planned")),
        follows("actual", at="report", amount=Of("actual")),
    ),
    states=(("reported", "已报告"),),
)
"""Each half month a section says how far it should be and how far it is, in words too: the light follows."""

TEST = Kind(
    key="political_test",
    title=published("政治素质能力测试", s.EVALUATION),
    noun="round",
    subjects=("DEPARTMENT",),
    once_per="year",
    opening=Step(
        key="sit", title="测试", to="sat", by=OFFICE, fields=(Field("present", "参加人员", "people", optional=True),)
    ),
    steps=(
        Step(
            key="mark",
            title="评卷",
            to="marked",
            origins=("sat",),
            by=OFFICE,
            fields=(Field("points", "平均分", "number"),),
            closes=True,
        ),
    ),
    follows=(follows("political_test", at="mark", amount=Of("points")),),
    states=(("sat", "待评卷"), ("marked", "已评卷")),
)

KINDS = (
    WORK_LIST,
    PERSONAL,
    PROGRESS,
    TEST,
    item("list_item", published("工作清单事项", s.LISTS), "SECTION", "own", UNIT, "work_list"),
    item("organ_duty", published("单位党组主体责任清单", s.DUTIES), "DEPARTMENT", "duty", OFFICE),
    item("assisting_duty", published("机关党委协助责任清单", s.DUTIES), "ORGAN_COMMITTEE", "duty", OFFICE),
    item("guiding_duty", published("机关工委指导督促责任清单", s.DUTIES), "WORK_COMMITTEE", "duty", OFFICE),
)
