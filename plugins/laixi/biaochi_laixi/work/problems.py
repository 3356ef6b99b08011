"""Inspection rounds (专题调研督导) and the problems they find, one by one, until each is closed."""

from biaochi_sdk import Field, Kind, Step, follows, published

from biaochi_laixi import sources as s

OFFICE, COMMITTEE = "work_committee", "department"
CATEGORIES = (
    ("politics", "政治建设"),
    ("life", "组织生活"),
    ("education", "党员教育管理"),
    ("team", "班子和队伍建设"),
    ("duty", "责任落实"),
    ("service", "服务群众"),
)

ROUND = Kind(
    key="inspection_round",
    title=published("机关党建专题调研督导", s.INSPECTION),
    noun="round",
    subjects=("WORK_COMMITTEE",),
    opening=Step(
        key="begin", title="组建工作班子", to="open", by=OFFICE, fields=(Field("team", "工作班子", "people"),)
    ),
    steps=(
        Step(key="study", title="专题会议研判", to="studied", origins=("open",), by=OFFICE),
        Step(key="conclude", title="整轮办结", to="concluded", origins=("studied",), by=OFFICE, closes=True),
    ),
    states=(("open", "督导中"), ("studied", "已研判"), ("concluded", "已办结")),
)
INSPECTION = Kind(
    key="inspection",
    title=published("全覆盖调研督导", s.INSPECTION),
    noun="inspection",
    subjects=("ORGAN_COMMITTEE",),
    parent="inspection_round",
    once_per="year",
    opening=Step(key="inspect", title="到点督导", to="inspected", by=OFFICE, closes=True),
    follows=(follows("inspected", at="inspect", amount=1),),
    states=(("inspected", "已督导"),),
)
PROBLEM = Kind(
    key="problem",
    title=published("发现问题", s.INSPECTION),
    noun="problem",
    subjects=("ORGAN_COMMITTEE",),
    parent="inspection_round",
    due_days=90,
    opening=Step(
        key="find",
        title="发现",
        to="found",
        by=OFFICE,
        fields=(Field("category", "类别", "choice", CATEGORIES),),
    ),
    steps=(
        Step(key="tell", title="直面反馈", to="told", origins=("found",), by=OFFICE),
        Step(
            key="plan",
            title="制定整改措施",
            to="planned",
            origins=("told",),
            by=COMMITTEE,
            fields=(Field("owner", "责任人"),),
        ),
        Step(key="rectify", title="整改", to="rectified", origins=("planned",), by=COMMITTEE),
        Step(key="return_it", title="验收退回", to="planned", origins=("rectified",), by=OFFICE),
        Step(key="close", title="验收销号", to="closed", origins=("rectified",), by=OFFICE, closes=True),
    ),
    follows=(
        follows("problems", at="find", amount=1),
        follows("told", at="tell", amount=1),
        follows("closed", at="close", amount=1),
    ),
    succession="passes",
    states=(
        ("found", "已发现"),
        ("told", "已反馈"),
        ("planned", "整改中"),
        ("rectified", "待验收"),
        ("closed", "已销号"),
    ),
)

KINDS = (ROUND, INSPECTION, PROBLEM)
