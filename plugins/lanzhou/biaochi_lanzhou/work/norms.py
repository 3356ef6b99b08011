"""The norms in practice: what, when, who and how by class of branch; elections; four shortcomings before and after."""

from biaochi_sdk import Field, Gate, Kind, Of, Step, default, follows, published
from biaochi_sdk.graph.graph import Accept

from biaochi_lanzhou import sources as of
from biaochi_lanzhou.branch import Branch

CLASSES = (
    ("organ", "机关党支部"),
    ("institution", "事业单位党支部"),
    ("retired", "离退休干部党支部"),
)
LACKING = (
    ("coverage", "组织覆盖不全"),
    ("team", "班子配备不强"),
    ("venue", "阵地标准不高"),
    ("role", "作用发挥不够"),
)
"""The four that the article names."""


TAKEN: tuple[Accept, ...] = Branch.graph.accepts
NORMS = tuple((one.indicator, one.title) for one in TAKEN if one.kind in ("check", "ledger"))
"""The twenty-seven norms of the branch's yardstick, by their keys and titles."""
FLOW = (
    Field("what", "干什么"),
    Field("when", "什么时间干"),
    Field("who", "由谁干"),
    Field("how", "怎么干"),
)

NORM_FLOW = Kind(
    key="norm_flow",
    title=published("工作流程手册", of.FLOW_MANUAL),
    noun="document",
    subjects=("WORK_COMMITTEE",),
    opening=Step(
        key="write",
        title="编写",
        to="in_force",
        by="work_committee",
        fields=(
            Field("norm", "工作规范", "choice", choices=NORMS),
            Field("branch_class", "适用类别", "choice", choices=CLASSES),
            *FLOW,
        ),
    ),
    steps=(
        Step(
            key="revise", title="修订", to="in_force", origins=("in_force",), by="work_committee", fields=FLOW,
            signatures=1,
        ),
        Step(key="repeal", title="废止", to="repealed", origins=("in_force",), by="work_committee", closes=True),
    ),
    states=(("in_force", "现行"), ("repealed", "已废止")),
)  # fmt: skip
"""One norm for one class of branch (分类实施); each revision is a step, and what it said before stays."""

ELECTION = Kind(
    key="election",
    title=published("换届选举", of.SIX_STANDARDS),
    noun="meeting",
    subjects=("BRANCH",),
    opening=Step(
        key="ask", title="请示", to="asked", fields=(Field("term_ends", "届满日期", "day"),), by="organ_committee"
    ),
    steps=(
        Step(key="permit", title="批复同意", to="permitted", origins=("asked",), by="work_committee", signatures=1),
        Step(
            key="elect",
            title="召开党员大会选举",
            to="elected",
            origins=("permitted",),
            by="organ_committee",
            fields=(Field("attended", "到会党员", "people"), Field("elected", "当选人员", "people")),
        ),
        Step(
            key="confirm",
            title="批复选举结果",
            to="confirmed",
            origins=("elected",),
            by="work_committee",
            apart_from="elect",
            signatures=1,
            closes=True,
        ),
    ),
    states=(("asked", "已请示"), ("permitted", "已批复"), ("elected", "已选举"), ("confirmed", "已完成")),
)
"""Asked, permitted, held with who attended, confirmed: no result without a meeting, no meeting without a permit."""

SHORTCOMING = Kind(
    key="shortcoming",
    title=published("机关党建突出问题", of.SHORTCOMINGS),
    noun="problem",
    subjects=("ORGAN_COMMITTEE", "BRANCH"),
    opening=Step(
        key="find",
        title="首轮检查发现",
        to="open",
        by="work_committee",
        fields=(Field("lacking", "哪一类", "choice", choices=LACKING),),
    ),
    steps=(
        Step(
            key="mend",
            title="整改",
            to="mended",
            origins=("open", "persisting"),
            by="organ_committee",
            fields=(Field("done", "怎样整改"),),
        ),
        Step(
            key="gone",
            title="复查已解决",
            to="gone",
            origins=("mended",),
            by="work_committee",
            apart_from="mend",
            signatures=1,
            closes=True,
        ),
        Step(key="persists", title="复查仍存在", to="persisting", origins=("open", "mended"), by="work_committee"),
    ),
    succession="passes",
    states=(("open", "首轮发现"), ("mended", "待复查"), ("gone", "已解决"), ("persisting", "仍存在")),
)
"""What the first round of checks finds is counted before; what a second round leaves open is counted after."""

LADDER_PAIR = Kind(
    key="ladder_pair",
    title=published("梯级带动", of.LADDER),
    noun="pair",
    subjects=("BRANCH",),
    once_per="year",
    opening=Step(
        key="pair",
        title="结对带动",
        to="paired",
        by="work_committee",
        fields=(Field("leader", "带动的党支部", "organization"),),
    ),
    steps=(
        Step(
            key="visit",
            title="到支部带动",
            to="visited",
            origins=("paired", "visited"),
            fields=(Field("what", "带动了什么"),),
        ),
        Step(
            key="lift",
            title="层级晋升",
            to="lifted",
            origins=("visited",),
            by="work_committee",
            signatures=1,
            closes=True,
            fields=(Field("result", "带动成效"),),
        ),
        Step(
            key="remain", title="未晋升", to="remained", origins=("paired", "visited"), by="work_committee", closes=True
        ),
    ),
    gates=(
        Gate(key="branch", title=default("由党支部带动"), at="pair", registered=("BRANCH",), own="leader"),
        Gate(
            key="criticized",
            title=default("当年被通报批评的不带动别人"),
            at="pair",
            work="criticism",
            own="leader",
            theirs="organization",
            same_year=True,
            advice="请改由别的党支部带动。",
        ),
    ),
    states=(("paired", "已结对"), ("visited", "带动中"), ("lifted", "已晋升"), ("remained", "未晋升")),
)
"""An upper rung leads a lower one, visit by visit (梯级带动); nobody is lifted whom nobody came to."""

CRITICISM = Kind(
    key="criticism",
    title=default("通报批评", of.OURS),
    noun="document",
    subjects=("BRANCH",),
    opening=Step(
        key="issue",
        title="通报",
        to="issued",
        by="work_committee",
        fields=(Field("clause", "依据的规定"),),
        signatures=1,
        closes=True,
    ),
    follows=(follows("vetoed", at="issue", case=Of("code"), note=Of("words")),),
    states=(("issued", "已通报"),),
)
"""A branch criticized by circular is no candidate for demonstration in that year."""
