"""Where Laixi's titles and numbers come from: an article of 2023, a summary of 2022, defaults where both are silent."""

from biaochi_sdk import Recorded, Scale, Source, default, published

NEWS = "鲁网2023年12月13日《创新“三个优化”打造机关党建“莱西模式”》"
SUMMARY = "中共莱西市委市直机关工委2022年3月25日《理思路 强措施 抓落实 推动机关党建各项工作再上新水平》"
EVALUATION = Source(NEWS, "优化评价体系一段：评价内容、评价方式、评价结果")
STRUCTURE = Source(NEWS, "优化组织体系一段：党支部建在工作线上、党小组建在科室上，同步成立临时党组织")
BRANCHES = Source(NEWS, "优化组织体系一段：增加先进支部、提升中间支部、整顿后进支部；五星级党支部")
FOUR_TYPES = Source(NEWS, "优化组织体系一段：创建四型机关，擂台赛、观摩评比、督导考核")
RUNNING = Source(NEWS, "优化运行体系一段：同谋划、同部署、同落实、同检查；攻坚克难问题；调查研究成果月报")
SUPERVISED = Source(NEWS, "优化运行体系一段：挂牌督办")
CONTACT = Source(SUMMARY, "二（一）完善制度规范：工委5名领导班子成员全覆盖联系工委直属63个党组织")
INSPECTION = Source(SUMMARY, "二（二）加强示范引领：对60余家党组织全覆盖督导，发现问题305个并给予直面反馈")
HONOURED = Source(SUMMARY, "三（一）注重典型培育：“两优一先”推荐评选表彰，49个先进基层党组织")
DUTIES = Source(SUMMARY, "二（一）完善制度规范：党组落实主体责任、机关党委协助、机关工委指导督促")
CAMPAIGNS = Source(NEWS, "优化运行体系一段：“攻坚克难年”部署；六项机制；“日、周、月、季”常态化督查调度")
LED = Source(NEWS, "优化运行体系一段：坚持市级领导带头攻坚，各市级领导定期调度，完成一批历史遗留的攻坚克难问题")
ABILITIES = Source(NEWS, "优化运行体系一段：“一线蹲点调研体悟”行动，十条措施，“夜课堂”“攻坚讲堂”13期")
SERVING = Source(NEWS, "优化运行体系一段：“头等大事”和“关键小事”，“万事有解”，“下沉一线办实事”机制")
RESEARCH = Source(NEWS, "优化运行体系一段：调查研究周、调查研究日，调查研究成果月报制度，成果转化")
THEMES = Source(SUMMARY, "一（三）丰富活动载体：“四个一”主题活动、演讲比赛、特色主题党日活动")
INTEGRITY = Source(SUMMARY, "一（二）注重廉政教育：重要节点下发《关于廉洁过节树新风倡议书》")
FORMS = Source(SUMMARY, "一（二）注重廉政教育：充分运用监督执纪“四种形态”")
REPORTING = Source(SUMMARY, "二（二）加强示范引领：“三述”会议、模范机关建设暨机关党建工作成果展、全国百优案例")
POINTS_OF_YEAR = Source(SUMMARY, "二（二）加强示范引领：制定下发《2021年市直机关党的工作要点》")
LISTS = Source(SUMMARY, "二（三）规范工作流程：“日说”微平台、“周例会”、“月规划”工作清单")
RULES = Source(SUMMARY, "二（三）规范工作流程：修订请销假、档案管理、印章管理、公文保密和财务管理等规定")
VOLUNTEERS = Source(SUMMARY, "三（二）创新服务载体：在职党员双报到、志愿服务活动14次、包联村庄、亮承诺、机关开放日")

CADENCE = Source(NEWS, "优化评价体系一段：每半月调度提醒、每月考核通报、每季度观摩评比")

DEFAULTS = "标尺默认值（莱西市未公布）"
NOTICE = Source(DEFAULTS, "默认值，可调整；参照另一地星级评定公示5天")
OURS = Source(DEFAULTS, "默认值，可调整")
STAR_LINES = Source(DEFAULTS, "默认值，可调整；参照一家企业健康支部与一家机关星级支部的分数线")
STAR_SHARES = Source(DEFAULTS, "默认值，可调整；参照另一地星级支部10%、40%、30%的比例")
TIER_LINES = Source(DEFAULTS, "默认值，可调整；90分参照2012年分类定级指导意见，60分参照一星级底线")
CLAMP = Source(DEFAULTS, "默认值，可调整；标尺假定，系数不超出0.9至1.1")
WEIGHTS = Source(DEFAULTS, "默认值，可调整；标尺假定的权重，2023年起上调")
ROLL_UP = Source(DEFAULTS, "默认值，可调整；标尺假定的汇总办法")
LIGHT_LINES = Source(DEFAULTS, "默认值，可调整；亮牌参照银川2025年，扣分与约谈参照广元2018年")
ROUTINE_SHARE = Source(DEFAULTS, "默认值，可调整；平时与年终六四开，参照网传办法")
LOW_RANK = Source(DEFAULTS, "默认值，可调整；后三名参照另一办法，一成为标尺假定")
VOTE_POINTS = Source(DEFAULTS, "默认值，可调整；参照另一地好、较好、一般、差折100、80、60、40分")
HONOUR_POINTS = Source(DEFAULTS, "默认值，可调整；分级加分6、4、2、1，单位最多20分")

ALL = ("month", "quarter", "year")
BY_DEPARTMENT = Recorded(who="department", cadences=ALL)
BY_COMMITTEE = Recorded(who="work_committee", cadences=ALL)
BY_CITY = Recorded(
    who="city_office", cadences=ALL, elsewhere=Source("全市高质量发展综合考核", "业务目标得分与等次，由市考核办提供")
)
LET_OFF = Recorded(who="work_committee", cadences=ALL, judged=True)
LET_OFF_BY_DEPARTMENT = Recorded(who="department", cadences=ALL, judged=True)
TIMES = Recorded(who="work_committee", cadences=ALL, unit="次")
NUMBER = Recorded(who="work_committee", cadences=ALL, unit="个")
PEOPLE = Recorded(who="department", cadences=ALL, unit="人")
PROGRESS = Recorded(who="department", cadences=("half-month", *ALL), unit="%")
DAYS = Recorded(who="work_committee", cadences=ALL, unit="天")
AT_MONTH = Recorded(who="department", cadences=("month",))
AT_QUARTER = Recorded(who="work_committee", cadences=("quarter",))
AT_YEAR = Recorded(who="work_committee", cadences=("year",))
JUDGES = Recorded(who="judge", cadences=ALL, judged=True)
VOTERS = Recorded(who="voter", cadences=ALL, unit="票", judged=True)

STARS = Scale(
    "star",
    {
        "unrated": default("未评星"),
        "one": default("一星级"),
        "two": default("二星级"),
        "three": default("三星级"),
        "four": default("四星级"),
        "five": published("五星级", BRANCHES),
    },
)
STAR_CUTS = (
    (default(95, STAR_LINES), "five"),
    (default(90, STAR_LINES), "four"),
    (default(80, STAR_LINES), "three"),
    (default(70, STAR_LINES), "two"),
    (default(60, STAR_LINES), "one"),
)
