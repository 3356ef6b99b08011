"""Where Yantai's titles and numbers come from: one press report of early 2020, and defaults wherever it is silent."""

from biaochi_sdk import Panel, Recorded, Source

REPORT = "新闻报道《山东烟台以“考得准”促“干得实” 党建答卷写在复工一线》（2020年初，齐鲁壹点转载）"
SCOPE = Source(REPORT, "“扩大述职范围”一段：县乡党委书记、市县两级直属党（工）委书记等纳入范围")
WRITTEN = Source(REPORT, "“扩大述职范围”一段：联席会议成员进行书面述职，评议打分、反馈问题")
ON_STAGE = Source(REPORT, "“创新述职形式”一段：现场观摩+网络直播，年终检验大观摩")
PROJECT = Source(REPORT, "“创新述职形式”一段：年度抓基层党建突破项目，抓紧研究、抓紧定题、抓紧推进")
REGISTRATION = Source(REPORT, "“创新述职形式”一段：“双报到”纳入基层党建述职评议考核")
REAL_NAMES = Source(REPORT, "“实名评议、及时反馈”一段：实名制打分、实名制评议方式、评议等次")
SHEET = Source(REPORT, "开头三段：年初收到问题反馈单，点评问题原汁原味反馈给述职对象")
QUARTERLY = Source(
    REPORT, "“实名评议、及时反馈”一段：整改落实情况于每季度末报市直机关工委，并在今年述职评议会议上进行说明"
)
EXPOSED = Source(REPORT, "“扩大述职范围”一段：芝罘区针对述职评议点评和疫情防控暴露的问题，研究制定“1+3”文件")
ANSWERS = Source(REPORT, "“扩大述职范围”一段：专项整治、“三重杯”金方案大赛；开头：成立先锋队，分成4个工作组")
OUTLOOK = Source(REPORT, "“扩大述职范围”一段：深刻总结反思，并明确下一步的工作思路、措施和目标")
TEAM_MEETINGS = Source(REPORT, "“创新述职形式”一段：先后4次召开班子会议，研究年度抓基层党建突破项目")
TEAMS = Source(REPORT, "末段：述职评议结果运用到对县市区和市直部门领导班子的考核中")

DEFAULTS = "标尺默认值（烟台市未公布）"
NOTICE = Source(DEFAULTS, "默认值，可调整；参照另一地星级评定公示5天")
OURS = Source(DEFAULTS, "默认值，可调整")
FOUR_GRADES = Source(DEFAULTS, "默认值，可调整；参照各地述职评议的四个等次")
VOTE_POINTS = Source(DEFAULTS, "默认值，可调整；参照领导干部量化考核的100、80、60、40分")
CUTS = Source(DEFAULTS, "默认值，可调整；参照2012年基层党组织分类定级的90分、80分和星级评定的60分")
QUORUM = Source(DEFAULTS, "默认值，可调整；参照到会人数三分之二的规定")
ROUTINE = Source(DEFAULTS, "默认值，可调整；参照平时60%、年终40%的做法")
TEAM_SHARE = Source(DEFAULTS, "默认值，可调整；参照达州市党建责任占绩效考核15%")

ENTERED = Recorded(who="work_committee", cadences=("year",))
SHEETS = Recorded(who="work_committee", cadences=("month", "quarter"), unit="个")
PROGRESS = Recorded(who="work_committee", cadences=("quarter",))
AT_REVIEW = Recorded(who="work_committee", cadences=("year",), unit="次")
TOPICS = Recorded(who="work_committee", cadences=("year",))
HEADS = Recorded(who="work_committee", cadences=("year",), unit="人")
OTHERS = Recorded(
    who="work_committee", cadences=("year",), elsewhere=Source("领导班子年度考核", "党建以外各部分得分，由考核部门提供")
)
ACTIVITY = Recorded(who="organ_committee", cadences=("month", "quarter", "year"), unit="人次")
VOTERS = Recorded(who="rater", cadences=("year",), unit="票", judged=True)
RATERS = Recorded(who="rater", cadences=("year",), judged=True)

NAMED = Panel("real_name", ("scheme_owner",), "optional")
