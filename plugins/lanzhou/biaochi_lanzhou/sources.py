"""Where Lanzhou's titles and numbers come from: one article of 2021, and defaults wherever it is silent."""

from biaochi_sdk import Recorded, Source

ARTICLE = "《党建》2021年第5期《甘肃省兰州市：“6543”机制推进机关党支部标准化规范化建设》"
SIX_STANDARDS = Source(ARTICLE, "“六化”标准一段")
FIVE_GRIPS = Source(ARTICLE, "“五抓”机制一段：按照共性任务60%、个性任务40%的标准")
FOUR_MUTUALS = Source(ARTICLE, "“四互”模式一段：每季度开展一次“四互”考评活动")
LADDER = Source(ARTICLE, "“四互”模式一段：一般党支部、标准化党支部、示范性党支部梯级带动")

DEFAULTS = "标尺默认值（兰州市未公布）"
OURS = Source(DEFAULTS, "默认值，可调整")
PASS_MARK = Source(DEFAULTS, "默认值，可调整；参照铁路系统星级达标线80分")
DEMONSTRATION_SHARE = Source(DEFAULTS, "默认值，可调整；参照2020年底545个党支部中示范性党支部108个")

ACCEPTANCE = Recorded(who="work_committee", cadences=("quarter",))
LEDGER = Recorded(who="organ_committee", cadences=("month", "quarter"))
CIRCULAR = Recorded(who="work_committee", cadences=("month", "quarter"))
ANY_TIME = Recorded(who="work_committee", cadences=("month", "quarter", "year"), unit="项")
DUTY_LIST = Recorded(who="work_committee", cadences=("month", "quarter", "year"))
MUTUAL_ROUND = Recorded(who="rater", cadences=("quarter",))
