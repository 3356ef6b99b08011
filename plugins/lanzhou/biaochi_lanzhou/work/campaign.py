"""The model-organ campaign: nineteen key tasks under six aspects; what was done for one counts once accepted."""

from biaochi_sdk import Field, Kind, Step, follows, published

from biaochi_lanzhou import sources as of

TASKS = tuple((f"task_{number:02}", f"重点任务{number:02}") for number in range(1, 20))

CAMPAIGN_TASK = Kind(
    key="campaign_task",
    title=published("创建模范机关重点任务", of.MODEL_ORGANS),
    noun="task",
    subjects=("ORGAN_COMMITTEE",),
    opening=Step(
        key="take_up",
        title="领办",
        to="under_way",
        by="organ_committee",
        fields=(Field("task", "哪一项", "choice", choices=TASKS), Field("owner", "责任人", "person", optional=True)),
    ),
    steps=(
        Step(
            key="report",
            title="报告完成",
            to="reported",
            origins=("under_way",),
            by="organ_committee",
            fields=(Field("done", "做了什么"),),
        ),
        Step(
            key="accept",
            title="验收",
            to="accepted",
            origins=("reported",),
            by="work_committee",
            apart_from="report",
            signatures=1,
            closes=True,
        ),
        Step(
            key="send_back",
            title="退回",
            to="under_way",
            origins=("reported",),
            by="work_committee",
            fields=(Field("lacking", "还差什么"),),
        ),
    ),
    follows=tuple(follows(key, at="accept", only=("task", (key,)), amount=1) for key, _ in TASKS),
    states=(("under_way", "创建中"), ("reported", "待验收"), ("accepted", "已完成")),
)
