"""Where Dazhou's titles and numbers come from, and who records what when: one article, one report, and defaults."""

from biaochi_sdk import Recorded, Scale, Source, default

ARTICLE = "《人民论坛——党建论坛》《达州全面推行机关党建绩效指数管理》"
CHAIN = Source(ARTICLE, "一（一）：日常检查、常态督查、年度考评链条化机制")
ONE_PACKAGE = Source(ARTICLE, "一（一）：党建绩效与干部选任、评先选优、待遇提升一体化措施")
COVERAGES = Source(ARTICLE, "二（一）“三个覆盖”，同步健全党的组织")
GATES = Source(ARTICLE, "二（二）“三个严格”：严格审批党务干部")
INDICES = Source(ARTICLE, "二（三）“三大环节”：抓严绩效设置")
FIVE_IN_ONE = Source(ARTICLE, "二（三）“三大环节”：五位一体的评估体系")
CLUSTERS = Source(ARTICLE, "二（四）“三大行动”：区域化党建示范行动")
EXCELLING = Source(ARTICLE, "二（四）“三大行动”：分类开展党员争先创优示范行动，全面推行党员量化积分管理")
CHECK_FIRST = Source(ARTICLE, "三（一）用好党建查核")
WEIGHT = Source(ARTICLE, "三（一）用好党建查核：党建考核责任权重分值占比达15%")
VILLAGE = Source(ARTICLE, "三（二）管好驻村帮扶")
EXCELLENT = Source(ARTICLE, "三（二）管好驻村帮扶：年度考核按20%比例确定优秀")
TWO_TYPES = Source(ARTICLE, "三（二）管好驻村帮扶：分牵头单位和参扶单位两种类型进行年度考核")
STAFFING_OFFICE = Source("达州市人民政府网站关于市委编办“积分管理”的报道", "一、“四步措施”：五方面分值标准")

DEFAULTS = "标尺默认值（达州市未公布）"
NOTICE = Source(DEFAULTS, "默认值，可调整；参照另一地星级评定公示5天")
OURS = Source(DEFAULTS, "默认值，可调整")
ROUTINE_SHARE = Source(DEFAULTS, "默认值，可调整；参照其他地方平时60%、年终40%")
TRIMMING = Source(DEFAULTS, "默认值，可调整；评分不足5个时不去掉最高分、最低分")
LOW_RANKED = Source(DEFAULTS, "默认值，可调整；参照其他地方同类末三位不得评优")
CONSEQUENCES = Source(DEFAULTS, "默认值，可调整；职务晋升看履行党建责任指数，待遇提升看党建绩效指数，均不低于60分")
COMBINATION = Source(DEFAULTS, "默认值，可调整；三项指数的合成办法未见公布")

YEARLY = Recorded(who="work_committee", cadences=("year",))
QUARTERLY = Recorded(who="work_committee", cadences=("quarter",))
HALF_YEARLY = Recorded(who="work_committee", cadences=("half-year",))
MONTHLY = Recorded(who="work_committee", cadences=("month",))
TWO_MONTHLY = Recorded(who="work_committee", cadences=("two-months",))
RATED_YEARLY = Recorded(who="work_committee", cadences=("year",), judged=True)
RATED_QUARTERLY = Recorded(who="work_committee", cadences=("quarter",), judged=True)
SCORED = Recorded(who="branch", cadences=("quarter",), judged=True)
TARGETS = Recorded(
    who="work_committee",
    cadences=("year",),
    elsewhere=Source("市目标管理绩效考核", "党建以外各部分得分，由目标绩效办提供"),
)
ESTABLISHMENT = Recorded(
    who="work_committee", cadences=("quarter", "year"), elsewhere=Source("机构编制部门的“三定”规定", "单位类型")
)
DAILY = Recorded(who="work_committee", cadences=("month", "quarter"))
DELEGATES = Recorded(who="rater", cadences=("half-year",))
REVIEW = Recorded(who="rater", cadences=("year",))
POINTS = Recorded(who="branch", cadences=("quarter",))
REGISTER = Recorded(who="work_committee", cadences=("quarter", "year"))
ITEMS = Recorded(who="work_committee", cadences=("month", "quarter", "year"), unit="件")
ANY_TIME = Recorded(who="work_committee", cadences=("month", "quarter", "year"), unit="项")

HAD = Scale("had", {"absent": default("无"), "present": default("有")})
"""Whether a body or a post exists."""
