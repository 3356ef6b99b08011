"""The duty lists of the four parties: common and individual tasks, 60 to 40, agreed one by one, approved as a whole."""

from biaochi_sdk import Children, Field, Kind, Mark, Of, Proportion, Step, default, follows, published

from biaochi_lanzhou import sources as of

SHARES = (("common", "共性任务"), ("individual", "个性任务"))
POINTS = Field("points", "分值", "number")


def duty_list(key: str, title: Mark, party: str, task: str) -> Kind:
    """The year's list of one party: sixty to forty is of the points of its tasks; a list not so is not approved."""
    return Kind(
        key=key,
        title=title,
        noun="list",
        subjects=(party,),
        once_per="year",
        every="year",
        opening_suffices=True,
        opening=Step(
            key="draft",
            title="拟订",
            to="drafted",
            fields=(Field("key_points", "依据的工作要点", "item", optional=True),),
        ),
        steps=(
            Step(
                key="approve",
                title="批准",
                to="approved",
                origins=("drafted",),
                by="work_committee",
                apart_from="draft",
                signatures=1,
            ),
            Step(key="settle", title="年终销号", to="settled", origins=("approved",), by="work_committee", closes=True),
        ),
        succession="withdrawn",
        states=(("drafted", "拟订中"), ("approved", "已批准"), ("settled", "已销号")),
        proportions=(Proportion("approve", task, "share", (("common", 60), ("individual", 40)), POINTS.key),),
        children=(
            Children("approve", task, states=("agreed",)),
            Children("settle", task, states=("done", "undone")),
        ),
    )


def duty_task(key: str, title: Mark, party: str, above: str, indicators: tuple[str, str]) -> Kind:
    """A task of a list, with its points and day; it counts in the period of that day, as what it was found to be.

    indicators: of common and of individual tasks. Whoever proposes a task does not agree to it, so that nobody chooses
    easy ones for himself.
    """
    return Kind(
        key=key,
        title=title,
        noun="task",
        subjects=(party,),
        parent=above,
        due_days=90,
        opening=Step(
            key="propose",
            title="提出",
            to="proposed",
            under=("drafted",),
            fields=(
                Field("share", "类别", "choice", choices=SHARES),
                POINTS,
                Field("plan", "计划进度", optional=True),
                Field("owner", "责任人", "person", optional=True),
            ),
        ),
        steps=(
            Step(
                key="agree",
                title="审定",
                to="agreed",
                origins=("proposed",),
                by="work_committee",
                apart_from="propose",
                signatures=1,
                under=("drafted",),
                fields=(Field("weight", "难度意见", optional=True),),
            ),
            Step(
                key="report",
                title="报告进度",
                to="agreed",
                origins=("agreed",),
                under=("approved",),
                fields=(Field("progress", "实际进度"),),
            ),
            Step(
                key="finish",
                title="办结验收",
                to="done",
                origins=("agreed",),
                by="work_committee",
                under=("approved",),
                fields=(Field("result", "做了什么"), Field("earned", "得分", "number")),
                closes=True,
            ),
            Step(
                key="miss",
                title="未完成",
                to="undone",
                origins=("agreed",),
                by="work_committee",
                under=("approved",),
                fields=(Field("cause", "原因"),),
                closes=True,
            ),
        ),
        succession="withdrawn",
        follows=tuple(
            follow
            for (share, _), indicator in zip(SHARES, indicators, strict=True)
            for only in (("share", (share,)),)
            for follow in (
                follows(
                    indicator,
                    at="agree",
                    only=only,
                    points=Of("points"),
                    share=share.upper(),
                    falls_on=Of("due_on"),
                ),
                follows(indicator, at="finish", only=only, amount=Of("earned")),
            )
        ),
        states=(("proposed", "待审定"), ("agreed", "已审定"), ("done", "已办结"), ("undone", "未完成")),
    )


LISTS = (
    duty_list("duty_list", published("市直机关党建工作责任清单", of.FIVE_GRIPS), "ORGAN_COMMITTEE", "duty_task"),
    duty_list("branch_list", published("机关党支部抓党建责任清单", of.FOUR_PARTIES), "BRANCH", "branch_task"),
    duty_list(
        "leading_list", published("部门党组抓机关党建责任清单", of.FOUR_PARTIES), "LEADING_GROUP", "leading_task"
    ),
    duty_list("work_list", published("工委抓机关党建责任清单", of.FOUR_PARTIES), "WORK_COMMITTEE", "work_task"),
)
TASKS = (
    duty_task("duty_task", default("责任清单任务", of.OURS), "ORGAN_COMMITTEE", "duty_list", ("common", "individual")),
    duty_task(
        "branch_task",
        default("党支部责任清单任务", of.OURS),
        "BRANCH",
        "branch_list",
        ("branch_common", "branch_individual"),
    ),
    duty_task(
        "leading_task",
        default("党组责任清单任务", of.OURS),
        "LEADING_GROUP",
        "leading_list",
        ("leading_common", "leading_individual"),
    ),
    duty_task(
        "work_task",
        default("工委责任清单任务", of.OURS),
        "WORK_COMMITTEE",
        "work_list",
        ("work_common", "work_individual"),
    ),
)
