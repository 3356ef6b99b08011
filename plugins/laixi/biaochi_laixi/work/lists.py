"""Lists of work by day, week, month, quarter and year with their items, and the duty lists of the three roles."""

from biaochi_sdk import Field, Kind, Mark, Of, Step, follows, published

from biaochi_laixi import sources as s

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
        states=(("issued", "已下达"), ("dispatched", "已调度"), ("done", "已办结")),
    )


KINDS = (
    WORK_LIST,
    item("list_item", published("工作清单事项", s.LISTS), "SECTION", "own", UNIT, "work_list"),
    item("organ_duty", published("单位党组主体责任清单", s.DUTIES), "DEPARTMENT", "duty", OFFICE),
    item("assisting_duty", published("机关党委协助责任清单", s.DUTIES), "ORGAN_COMMITTEE", "duty", OFFICE),
    item("guiding_duty", published("机关工委指导督促责任清单", s.DUTIES), "WORK_COMMITTEE", "duty", OFFICE),
)
