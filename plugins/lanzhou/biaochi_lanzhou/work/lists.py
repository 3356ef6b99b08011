"""The duty lists of the four parties: common and individual tasks, 60 to 40, agreed one by one, approved as a whole."""

from biaochi_sdk import Children, Field, Kind, Proportion, Step, default, published

from biaochi_lanzhou import sources as of

PARTIES = ("WORK_COMMITTEE", "LEADING_GROUP", "ORGAN_COMMITTEE", "BRANCH")
SHARES = (("common", "共性任务"), ("individual", "个性任务"))

DUTY_LIST = Kind(
    key="duty_list",
    title=published("市直机关党建工作责任清单", of.FIVE_GRIPS),
    noun="list",
    subjects=PARTIES,
    once_per="year",
    every="year",
    opening_suffices=True,
    opening=Step(
        key="draft", title="拟订", to="drafted", fields=(Field("key_points", "依据的工作要点", "item", optional=True),)
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
    states=(("drafted", "拟订中"), ("approved", "已批准"), ("settled", "已销号")),
    proportions=(Proportion("approve", "duty_task", "share", (("common", 60), ("individual", 40))),),
    children=(
        Children("approve", "duty_task", states=("agreed",)),
        Children("settle", "duty_task", states=("done", "undone")),
    ),
)
"""Sixty to forty is of the number of tasks; a list that is not so is not approved."""

DUTY_TASK = Kind(
    key="duty_task",
    title=default("责任清单任务", of.OURS),
    noun="task",
    subjects=PARTIES,
    parent="duty_list",
    opening=Step(
        key="propose",
        title="提出",
        to="proposed",
        under=("drafted",),
        fields=(
            Field("share", "类别", "choice", choices=SHARES),
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
            title="办结",
            to="done",
            origins=("agreed",),
            under=("approved",),
            fields=(Field("result", "做了什么"),),
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
    states=(("proposed", "待审定"), ("agreed", "已审定"), ("done", "已办结"), ("undone", "未完成")),
)
"""Whoever proposes a task does not agree to it, so that nobody chooses easy ones for himself."""
