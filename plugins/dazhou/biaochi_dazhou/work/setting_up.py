"""How departments are set up (三个覆盖) and clusters are led: each office, post and place is set up on a day, once."""

from biaochi_sdk import Field, Kind, Mark, Of, Step, follows, published

from biaochi_dazhou.performance import AREAS, PARTS
from biaochi_dazhou.sources import CLUSTERS, COVERAGES
from biaochi_dazhou.structure import RANKS
from biaochi_dazhou.work.approving import DEPARTMENTS, OFFICE

NUMBER = Field("number", "批准文号", optional=True)


def set_up(key: str, title: Mark, indicator: str) -> Kind:
    """Something that a department has from the day on which it was set up or taken over."""
    return Kind(
        key=key,
        title=title,
        noun="document",
        subjects=DEPARTMENTS,
        once_per="year",
        opening=Step(key="set_up", title="批准", to="set_up", by=OFFICE, fields=(NUMBER,)),
        steps=(
            Step(
                key="end", title="撤销", to="ended", origins=("set_up",), by=OFFICE, closes=True, replaces=("set_up",)
            ),
        ),
        follows=(follows(indicator, at="set_up", choice="present"),),
        states=(("set_up", "已建立"), ("ended", "已撤销")),
    )


PARTY_OFFICE = set_up("party_office", published("设立机关党建办", COVERAGES), "office")
MANAGED = set_up("unified_management", published("直属事业单位党组织归口管理", COVERAGES), "managed")

DEPUTY = Kind(
    key="deputy_post",
    title=published("配备专职机关党委副书记", COVERAGES),
    noun="document",
    subjects=DEPARTMENTS,
    once_per="year",
    opening=Step(
        key="appoint",
        title="配备",
        to="appointed",
        by=OFFICE,
        fields=(
            Field("person", "专职副书记", "person"),
            Field("rank", "职级", "choice", choices=tuple((key, one.title()) for key, one in RANKS.steps.items())),
            NUMBER,
        ),
    ),
    follows=(follows("deputy", at="appoint", choice=Of("rank")),),
    states=(("appointed", "已配备"),),
)

POSTS = Kind(
    key="committee_post",
    title=published("理顺机关工委管理体制", COVERAGES),
    noun="document",
    subjects=("WORK_COMMITTEE",),
    opening=Step(
        key="appoint",
        title="任命",
        to="appointed",
        by="city_office",
        fields=(
            Field(
                "post",
                "职务",
                "choice",
                choices=(("standing", "同级党委常委兼任书记"), ("executive", "主持日常工作的常务副书记")),
            ),
            Field("person", "任职人员", "person"),
        ),
    ),
    follows=tuple(
        follows(post, at="appoint", only=("post", (post,)), choice="present") for post in ("standing", "executive")
    ),
    states=(("appointed", "已任命"),),
)

CLUSTER = Kind(
    key="cluster_place",
    title=published("区域化党建示范行动", CLUSTERS),
    noun="pair",
    subjects=DEPARTMENTS,
    once_per="year",
    opening=Step(
        key="place",
        title="编入功能组团",
        to="placed",
        by=OFFICE,
        fields=(
            Field(
                "cluster", "功能组团", "choice", choices=tuple((key, one.title()) for key, one in AREAS.steps.items())
            ),
            Field("part", "角色", "choice", choices=tuple((key, one.title()) for key, one in PARTS.steps.items())),
        ),
    ),
    follows=(
        follows("cluster", at="place", choice=Of("cluster")),
        follows("part", at="place", choice=Of("part")),
    ),
    states=(("placed", "已编入"),),
)

KINDS = (PARTY_OFFICE, MANAGED, DEPUTY, POSTS, CLUSTER)
