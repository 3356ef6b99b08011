"""How the city is organized: lines of work with their branches, classes of departments, bodies set up for a time."""

from biaochi_sdk import Field, Kind, Of, Step, follows, our_reading, published

from biaochi_laixi import sources as s
from biaochi_laixi.committees import BODIES
from biaochi_laixi.organ import CLASSES

OFFICE = "work_committee"
BODY = Field("body", "机构类别", "choice", tuple((key, one.title()) for key, one in BODIES.steps.items()))

LINE = Kind(
    key="work_line",
    title=published("党支部建在工作线上", s.STRUCTURE),
    noun="list",
    subjects=("DEPARTMENT",),
    opening=Step(
        key="draw",
        title="划定工作线",
        to="drawn",
        by=OFFICE,
        fields=(Field("line", "工作线"), Field("branch", "建在其上的党支部", "organization", optional=True)),
    ),
    steps=(
        Step(
            key="close", title="撤销工作线", to="closed", origins=("drawn",), by=OFFICE, closes=True, replaces=("draw",)
        ),
    ),
    follows=(follows("lines", at="draw", amount=1, case=Of("code")),),
    states=(("drawn", "已划定"), ("closed", "已撤销")),
)
"""A line of work and the branch that sits on it: branches are counted in the registry, lines here."""

GUIDANCE = Kind(
    key="guidance_class",
    title=published("分类指导", s.STRUCTURE),
    noun="document",
    subjects=("DEPARTMENT",),
    once_per="year",
    opening=Step(
        key="classify",
        title="归类",
        to="classified",
        by=OFFICE,
        fields=(
            Field("class", "类别", "choice", tuple((key, one.title()) for key, one in CLASSES.steps.items())),
            Field("key", "“一把钥匙”：怎样指导", optional=True),
        ),
    ),
    follows=(follows("kind", at="classify", choice=Of("class")),),
    states=(("classified", "已归类"),),
)

BODY_SET_UP = Kind(
    key="body",
    title=published("单设功能机构和工作专班", s.STRUCTURE),
    noun="document",
    subjects=("WORK_COMMITTEE",),
    opening=Step(key="set_up", title="成立", to="set_up", by=OFFICE, fields=(BODY,)),
    steps=(Step(key="end", title="撤销", to="ended", origins=("set_up",), by=OFFICE, closes=True),),
    follows=(
        follows("functional", at="set_up", only=("body", ("functional",)), amount=1),
        follows("task_forces", at="set_up", only=("body", ("task_force",)), amount=1),
    ),
    states=(("set_up", "运行中"), ("ended", "已撤销")),
)

TEMPORARY = Kind(
    key="temporary_set_up",
    title=published("同步成立临时党组织", s.STRUCTURE),
    noun="document",
    subjects=("TEMPORARY",),
    once_per="year",
    opening=Step(
        key="set_up",
        title="成立",
        to="set_up",
        by=OFFICE,
        fields=(BODY, Field("since", "机构成立日期", "day")),
    ),
    follows=(
        follows("body", at="set_up", choice=Of("body")),
        follows("late", at="set_up", amount=Of("since", days=True)),
    ),
    states=(("set_up", "已成立"),),
)
"""How late it was set up is counted from the day of its body to its own."""

TEMPORARY_LIFE = Kind(
    key="temporary_life",
    title=our_reading("临时党组织组织生活", s.STRUCTURE),
    noun="activity",
    subjects=("TEMPORARY",),
    opening=Step(
        key="hold", title="开展", to="held", by=OFFICE, fields=(Field("present", "参加党员", "people"),), closes=True
    ),
    follows=(follows("activities", at="hold", amount=1),),
    states=(("held", "已开展"),),
)

KINDS = (LINE, GUIDANCE, BODY_SET_UP, TEMPORARY, TEMPORARY_LIFE)
