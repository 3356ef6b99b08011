"""Guidance from above: the city committee's opinion, the year's key points, the secretary's five grips, exchanges."""

from biaochi_sdk import Field, Kind, Step, published

from biaochi_lanzhou import sources as of
from biaochi_lanzhou.work.norms import NORMS

LIFTS = (
    ("leading", "抓政治站位、提升引领力"),
    ("organizing", "抓固本强基、提升组织力"),
    ("executing", "抓锻造作风、提升执行力"),
    ("cohering", "抓服务中心、提升凝聚力"),
    ("drawing", "抓自身建设、提升向心力"),
)
GRIPS = (
    ("guidance", "抓指导"),
    ("training", "抓培训"),
    ("supervision", "抓督查"),
    ("demonstration", "抓示范"),
    ("assessment", "抓考核"),
)

OPINION = Kind(
    key="opinion",
    title=published("加强和改进市直机关党的建设的意见", of.OPINION),
    noun="opinion",
    subjects=("WORK_COMMITTEE",),
    opening=Step(key="draft", title="起草", to="drafted", by="work_committee"),
    steps=(
        Step(key="submit", title="提请审议", to="submitted", origins=("drafted",), by="work_committee"),
        Step(
            key="pass",
            title="市委常委会会议审议通过",
            to="in_force",
            origins=("submitted",),
            apart_from="draft",
            signatures=1,
            fields=(Field("meeting", "会议"), Field("number", "文号", optional=True)),
            closes=True,
        ),
        Step(
            key="return",
            title="退回修改",
            to="drafted",
            origins=("submitted",),
            apart_from="draft",
            signatures=1,
            fields=(Field("returned_for", "退回理由"),),
        ),
    ),
    states=(("drafted", "起草中"), ("submitted", "待审议"), ("in_force", "已印发")),
)
"""It is in force once the standing committee has passed it, which whoever drafted it cannot do alone."""

KEY_POINTS = Kind(
    key="key_points",
    title=published("市直机关党的工作要点", of.KEY_POINTS),
    noun="document",
    subjects=("WORK_COMMITTEE",),
    once_per="year",
    every="year",
    opening_suffices=True,
    opening=Step(
        key="draft",
        title="拟订",
        to="drafted",
        by="work_committee",
        fields=(Field("idea", "“五抓五提升”", "choice", choices=LIFTS, optional=True),),
    ),
    steps=(
        Step(
            key="issue", title="印发", to="issued", origins=("drafted",), by="work_committee", signatures=1, closes=True
        ),
    ),
    states=(("drafted", "拟订中"), ("issued", "已印发")),
)

GRIP = Kind(
    key="grip",
    title=published("书记“五抓”", of.SECRETARY_GRIPS),
    noun="activity",
    subjects=("ORGAN_COMMITTEE",),
    opening=Step(
        key="hold",
        title="登记",
        to="held",
        by="organ_committee",
        fields=(
            Field("grip", "哪一抓", "choice", choices=GRIPS),
            Field("norm", "对照的工作规范", "choice", choices=NORMS, optional=True),
            Field("secretary", "书记", "person"),
            Field("attended", "参加人员", "people", optional=True),
        ),
    ),
    steps=(
        Step(
            key="result",
            title="登记成效",
            to="resulted",
            origins=("held",),
            by="organ_committee",
            fields=(Field("result", "解决了什么"),),
            closes=True,
        ),
    ),
    states=(("held", "已开展"), ("resulted", "有成效")),
)
"""The secretary in person, norm by norm: whoever did it is named, and what came of it is said."""

EXCHANGE = Kind(
    key="exchange",
    title=published("机关党务干部交流使用", of.CARE),
    noun="nomination",
    subjects=("ORGAN_COMMITTEE",),
    opening=Step(
        key="recommend",
        title="推荐",
        to="recommended",
        by="organ_committee",
        fields=(Field("deputy", "专职副书记", "person"),),
    ),
    steps=(
        Step(
            key="consult",
            title="与组织部门对接",
            to="consulted",
            origins=("recommended",),
            by="work_committee",
            fields=(Field("reply", "组织部门意见"),),
        ),
        Step(
            key="appoint",
            title="提拔使用",
            to="appointed",
            origins=("consulted",),
            by="work_committee",
            fields=(Field("post", "新任职务"),),
            signatures=1,
            closes=True,
        ),
        Step(
            key="decline",
            title="未予使用",
            to="declined",
            origins=("consulted",),
            by="work_committee",
            fields=(Field("declined_for", "原因"),),
            closes=True,
        ),
    ),
    states=(("recommended", "已推荐"), ("consulted", "已对接"), ("appointed", "已提拔"), ("declined", "未使用")),
)
