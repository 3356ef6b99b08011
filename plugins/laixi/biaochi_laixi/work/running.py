"""Key tasks with a Party and a business side under the six mechanisms (六项机制), and hard problems leaders own."""

from biaochi_sdk import Field, Kind, Step, follows, published

from biaochi_laixi import sources as s

UNIT, CITY, OFFICE = "department", "city_office", "work_committee"

KEY_TASK = Kind(
    key="key_task",
    title=published("年度重点工作", s.CAMPAIGNS),
    noun="task",
    subjects=("DEPARTMENT",),
    opening=Step(
        key="plan",
        title="统筹谋划（同谋划）",
        to="planned",
        by=UNIT,
        fields=(
            Field("business", "业务目标"),
            Field("party", "党建措施"),
            Field("under", "所属要点或专项行动", "item", optional=True),
        ),
    ),
    steps=(
        Step(key="deploy", title="同部署", to="deployed", origins=("planned",), by=UNIT),
        Step(
            key="coordinate",
            title="顶格协调",
            to="coordinated",
            origins=("deployed", "pushed", "listed"),
            by=CITY,
            fields=(Field("coordinator", "协调的市级领导", "person"),),
        ),
        Step(
            key="list_for_supervision",
            title="挂牌督办",
            to="listed",
            origins=("deployed", "pushed", "coordinated"),
            by=CITY,
        ),
        # What the five “-isations” are is not published: what was done is said in words.
        Step(
            key="push",
            title="五化推进（同落实）",
            to="pushed",
            origins=("deployed", "pushed", "coordinated", "listed"),
            by=UNIT,
        ),
        Step(key="inspect", title="督考联动（同检查）", to="inspected", origins=("pushed",), by=OFFICE),
        Step(key="finish", title="限时办结", to="done", origins=("inspected",), by=UNIT, closes=True),
    ),
    due_days=180,
    follows=(follows("key_tasks", at="plan", amount=1), follows("joined", at="inspect", amount=1)),
    succession="passes",
    states=(
        ("planned", "已谋划"),
        ("deployed", "已部署"),
        ("pushed", "推进中"),
        ("coordinated", "顶格协调中"),
        ("listed", "挂牌督办中"),
        ("inspected", "已检查"),
        ("done", "已办结"),
    ),
)
HARD_PROBLEM = Kind(
    key="hard_problem",
    title=published("历史遗留的攻坚克难问题", s.LED),
    noun="problem",
    subjects=("DEPARTMENT",),
    opening=Step(key="own", title="领办", to="owned", by=CITY, fields=(Field("leader", "领办的市级领导", "person"),)),
    steps=(
        Step(key="dispatch", title="调度", to="dispatched", origins=("owned", "dispatched"), by=CITY),
        Step(key="solve", title="办结销号", to="solved", origins=("dispatched",), by=CITY, closes=True),
    ),
    follows=(
        follows("hard_owned", at="own", amount=1),
        follows("owned", at="own", subject="leader", amount=1),
        follows("hard_closed", at="solve", amount=1),
        follows("solved", at="solve", subject="leader", amount=1),
    ),
    succession="passes",
    states=(("owned", "已领办"), ("dispatched", "已调度"), ("solved", "已销号")),
)

KINDS = (KEY_TASK, HARD_PROBLEM)
