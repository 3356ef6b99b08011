"""What is shown of Party work: publication pages of three kinds, and top leaders' statements, each on its day."""

from biaochi_sdk import Field, Kind, Source, Step, published

from biaochi_dazhou.sources import ARTICLE
from biaochi_dazhou.work.approving import DEPARTMENTS

ACTIONS = Source(ARTICLE, "二（四）“三大行动”，同步跟进党的工作")

SHOWCASE = Kind(
    key="showcase",
    title=published("“晒基本、亮品牌、促发展”提质增效行动", ACTIONS),
    noun="contest",
    subjects=DEPARTMENTS,
    opening=Step(
        key="publish",
        title="刊出",
        to="published",
        fields=(
            Field(
                "part",
                "篇章",
                "choice",
                choices=(("basics", "晒基本"), ("brand", "亮品牌"), ("development", "促发展")),
            ),
            Field("page", "刊出的版面"),
        ),
        closes=True,
    ),
    states=(("published", "已刊出"),),
)

STATEMENT = Kind(
    key="statement",
    title=published("一把手“谈党建话担当”活动", ACTIONS),
    noun="report",
    subjects=DEPARTMENTS,
    opening=Step(
        key="state",
        title="发表",
        to="published",
        fields=(Field("leader", "主要负责人", "person"), Field("page", "刊出的版面")),
        closes=True,
    ),
    once_per="year",
    states=(("published", "已发表"),),
)

BRAND = Kind(
    key="brand",
    title=published("创建特色党建品牌的过程", ACTIONS),
    noun="contest",
    subjects=DEPARTMENTS,
    once_per="year",
    opening=Step(key="plan", title="立项", to="planned", fields=(Field("brand", "品牌"), Field("plan", "创建方案"))),
    steps=(
        Step(
            key="build",
            title="亮出过程",
            to="building",
            origins=("planned", "building"),
            fields=(Field("progress", "做了什么"), Field("page", "刊出的版面")),
        ),
        Step(key="come_to", title="形成品牌", to="built", origins=("building",), by="work_committee", closes=True),
    ),
    states=(("planned", "已立项"), ("building", "创建中"), ("built", "已形成")),
)
"""A brand is shown while it is built, page by page, and is one only when something was shown."""
