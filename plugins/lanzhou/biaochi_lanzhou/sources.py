"""Where Lanzhou's titles and numbers come from: one article of 2021, and defaults wherever it is silent."""

from biaochi_sdk import Panel, Recorded, Source

ARTICLE = "《党建》2021年第5期《甘肃省兰州市：“6543”机制推进机关党支部标准化规范化建设》"
SIX_STANDARDS = Source(ARTICLE, "“六化”标准一段")
FIVE_GRIPS = Source(ARTICLE, "“五抓”机制一段：按照共性任务60%、个性任务40%的标准")
FOUR_MUTUALS = Source(ARTICLE, "“四互”模式一段：每季度开展一次“四互”考评活动")
FOUR_PARTIES = Source(ARTICLE, "“五抓”机制一段：工委、部门党组（党委）、机关党委和机关党支部抓机关党建责任清单")
REVIEW = Source(ARTICLE, "“五抓”机制一段：党组织书记述职评议和问责机制，结果纳入领导班子和领导干部年终考核")
MODEL_ORGANS = Source(ARTICLE, "“三种”途径一段：创建模范机关，细化分解6个方面19项重点任务")
LADDER = Source(ARTICLE, "“四互”模式一段：一般党支部、标准化党支部、示范性党支部梯级带动")

DEFAULTS = "标尺默认值（兰州市未公布）"
NOTICE = Source(DEFAULTS, "默认值，可调整；参照另一地星级评定公示5天")
OURS = Source(DEFAULTS, "默认值，可调整")
PASS_MARK = Source(DEFAULTS, "默认值，可调整；参照铁路系统星级达标线80分")
DEMONSTRATION_SHARE = Source(DEFAULTS, "默认值，可调整；参照2020年底545个党支部中示范性党支部108个")
VOTES = Source(DEFAULTS, "默认值，可调整；参照领导干部量化考核的100、80、60、40分和领导、评议组、党员三类评议人")
CUTS = Source(DEFAULTS, "默认值，可调整；参照2012年基层党组织分类定级的90分、80分和星级评定的60分")
TEAM_SHARE = Source(DEFAULTS, "默认值，可调整；参照达州市党建责任占绩效考核15%")

ACCEPTANCE = Recorded(who="work_committee", cadences=("quarter",), judged=True)
LEDGER = Recorded(who="organ_committee", cadences=("month", "quarter"), judged=True)
CIRCULAR = Recorded(who="work_committee", cadences=("month", "quarter"), judged=True)
ANY_TIME = Recorded(who="work_committee", cadences=("month", "quarter", "year"), unit="项")
DUTY_LIST = Recorded(who="work_committee", cadences=("month", "quarter", "year"))
MUTUAL_ROUND = Recorded(who="rater", cadences=("quarter",), judged=True)
CAMPAIGN = Recorded(who="work_committee", cadences=("quarter", "year"), unit="项")
VOTERS = Recorded(who="rater", cadences=("year",), unit="票", judged=True)

NAMED = Panel("real_name", ("scheme_owner",), "optional")

OPINION = Source(
    ARTICLE, "“六化”标准一段：提请市委常委会会议审议通过《中共兰州市委关于加强和改进市直机关党的建设的意见》"
)
SHORTCOMINGS = Source(ARTICLE, "“六化”标准一段：组织覆盖不全、班子配备不强、阵地标准不高、作用发挥不够")
FLOW_MANUAL = Source(ARTICLE, "“六化”标准一段：工作流程手册，干什么、什么时间干、由谁干、怎么干")
SECRETARY_GRIPS = Source(ARTICLE, "“五抓”机制一段：书记亲自抓指导、抓培训、抓督查、抓示范、抓考核")
KEY_POINTS = Source(ARTICLE, "“五抓”机制一段：根据每年《市直机关党的工作要点》，配套制定《市直机关党建工作责任清单》")
CIRCULATED = Source(ARTICLE, "“四互”模式一段：对发现的问题以督查通报的形式反馈，督促整改提升")
SKILL = Source(ARTICLE, "“三种”途径一段：两周举办一期“干部大讲堂”，计算机技能和公文写作比赛、知识测试、论文征集")
CARE = Source(ARTICLE, "“三种”途径一段：与组织部门协调对接，畅通机关党务干部交流使用渠道")
