"""The feedback sheet: problems verbatim, a plan, a report each quarter, an account at this year's review."""

from biaochi_sdk import Children, Field, Kind, Of, Step, follows, published

from biaochi_yantai import sources as of

ORIGINS = (
    ("review", "述职评议点评"),
    ("operation", "中心工作中暴露"),
    ("inspection", "检查发现"),
    ("masses", "群众反映"),
)
ANSWERS = (
    ("group", "工作组、先锋队"),
    ("rules", "配套制度文件"),
    ("contest", "竞赛评比"),
    ("cleanup", "专项整治"),
    ("campaign", "创建活动"),
)

SECRETARY = Field("secretary", "述职对象", "person")
"""Whom it is about: what follows is the secretary's."""

FEEDBACK_SHEET = Kind(
    key="feedback_sheet",
    title=published("问题反馈单", of.SHEET),
    noun="list",
    subjects=("LEADING_GROUP",),
    once_per="year",
    opening=Step(
        key="draw_up",
        title="开具",
        to="drawn_up",
        by="work_committee",
        fields=(SECRETARY,),
    ),
    steps=(
        Step(key="feed_back", title="反馈", to="fed_back", origins=("drawn_up",), by="work_committee"),
        Step(
            key="plan",
            title="制定整改方案",
            to="planned",
            origins=("fed_back",),
            fields=(Field("plan", "整改方案"), Field("responsible", "责任人", "person", optional=True)),
        ),
        Step(
            key="explain",
            title="在述职评议会议上说明",
            to="explained",
            origins=("planned",),
            by="work_committee",
            fields=(Field("explanation", "整改落实情况"), Field("points", "说明得分", "number")),
            closes=True,
        ),
    ),
    states=(("drawn_up", "已开具"), ("fed_back", "已反馈"), ("planned", "整改中"), ("explained", "已说明")),
    follows=(follows("explained", at="explain", subject="secretary", amount=Of("points")),),
    children=(
        Children("feed_back", "problem", least=1),
        Children("explain", "progress", least=1),
    ),
)
"""Nothing is fed back without a problem on it, and nobody explains at the review what was never reported."""

PROBLEM = Kind(
    key="problem",
    title=published("反馈问题", of.SHEET),
    noun="problem",
    subjects=("LEADING_GROUP",),
    parent="feedback_sheet",
    opening=Step(
        key="say",
        title="点评",
        to="open",
        by="work_committee",
        fields=(
            SECRETARY,
            Field("origin", "问题来源", "choice", choices=ORIGINS),
            Field("said_by", "点评人", "person", optional=True),
        ),
    ),
    steps=(
        Step(
            key="measure",
            title="制定措施",
            to="measured",
            origins=("open",),
            under=("planned",),
            fields=(Field("measure", "整改措施"),),
        ),
        Step(
            key="solve",
            title="报告整改完成",
            to="solved",
            origins=("measured",),
            fields=(Field("result", "整改成效"),),
        ),
        Step(
            key="close",
            title="核实销号",
            to="closed",
            origins=("solved",),
            by="work_committee",
            apart_from="solve",
            signatures=1,
            closes=True,
        ),
    ),
    follows=(
        follows("problems", at="say", subject="secretary", amount=1, case=Of("code"), note=Of("words")),
        follows("solved", at="close", subject="secretary", amount=1, case=Of("code")),
    ),
    succession="passes",
    states=(("open", "待整改"), ("measured", "整改中"), ("solved", "待核实"), ("closed", "已销号")),
)
"""In the words in which it was said: an item's words are never changed. Operations expose problems too."""

ANSWER = Kind(
    key="answer",
    title=published("整改举措", of.ANSWERS),
    noun="practice",
    subjects=("LEADING_GROUP",),
    parent="problem",
    opening=Step(
        key="begin",
        title="开展",
        to="under_way",
        under=("measured",),
        fields=(
            Field("form", "形式", "choice", choices=ANSWERS),
            Field("members", "参加人员", "people", optional=True),
            Field("groups", "分成几组", "number", optional=True),
        ),
    ),
    steps=(
        Step(
            key="come_to",
            title="登记结果",
            to="done",
            origins=("under_way",),
            fields=(
                Field("outcome", "做成了什么"),
                Field("served", "服务的项目数", "number", optional=True),
                Field("resumed", "其中已复工的项目数", "number", optional=True),
            ),
            closes=True,
        ),
    ),
    states=(("under_way", "进行中"), ("done", "有结果")),
)
"""A working group, a package of rules, a contest: each answers one problem, and is linked to it."""

PROGRESS = Kind(
    key="progress",
    title=published("整改落实情况报告", of.QUARTERLY),
    noun="report",
    subjects=("LEADING_GROUP",),
    parent="feedback_sheet",
    once_per="quarter",
    opening=Step(
        key="report",
        title="报告",
        to="reported",
        under=("planned",),
        fields=(SECRETARY, Field("progress", "整改落实情况")),
        closes=True,
    ),
    follows=(follows("told", at="report", subject="secretary", amount=1),),
    states=(("reported", "已报告"),),
)
"""To the work committee at each quarter's end, once a quarter."""
