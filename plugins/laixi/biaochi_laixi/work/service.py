"""Serving the masses (下沉一线办实事): matters, research reports and what came of them, joint building, villages."""

from biaochi_sdk import Field, Kind, Of, Step, follows, our_reading, published

from biaochi_laixi import sources as s
from biaochi_laixi.work.pace import RECORDS, REMINDED

UNIT, OFFICE = "department", "work_committee"

MATTER = Kind(
    key="matter",
    title=published("下沉一线办实事", s.SERVING),
    noun="matter",
    subjects=("DEPARTMENT",),
    due_days=60,
    opening=Step(key="take_in", title="收集", to="raised", by=UNIT, fields=(Field("place", "来自何处"),)),
    steps=(
        Step(
            key="sort",
            title="分类",
            to="sorted",
            origins=("raised",),
            by=UNIT,
            fields=(Field("weight", "类别", "choice", (("major", "头等大事"), ("small", "关键小事"))),),
        ),
        Step(key="handle", title="办理", to="handled", origins=("sorted",), by=UNIT),
        Step(
            key="confirm",
            title="当事人确认",
            to="confirmed",
            origins=("handled",),
            by=OFFICE,
            fields=(Field("satisfaction", "满意度", "choice", (("satisfied", "满意"), ("fairly", "基本满意"))),),
            closes=True,
        ),
        Step(key="reject", title="当事人不认可", to="sorted", origins=("handled",), by=OFFICE),
    ),
    follows=(follows("raised", at="take_in", amount=1), follows("confirmed", at="confirm", amount=1)),
    succession="passes",
    states=(("raised", "已收集"), ("sorted", "办理中"), ("handled", "待确认"), ("confirmed", "已确认")),
)
RESEARCH = Kind(
    key="research_report",
    title=published("调查研究成果月报", s.RESEARCH),
    noun="report",
    subjects=("DEPARTMENT",),
    once_per="month",
    every="month",
    due_working_days=5,
    remind_working_days=3,
    opening_suffices=True,
    burdens=(RECORDS,),
    opening=Step(
        key="report",
        title="上报",
        to="reported",
        by=UNIT,
        fields=(Field("place", "基层联系点或项目现场"), Field("days", "蹲点天数", "number")),
    ),
    steps=(Step(key="apply", title="成果转化", to="applied", origins=("reported",), by=UNIT, closes=True),),
    follows=(follows("research", at="report", amount=1),),
    states=(("reported", "已上报"), ("applied", "已转化")),
)
JOINT_BUILDING = Kind(
    key="joint_building",
    title=published("联建共建", s.EVALUATION),
    noun="pair",
    subjects=("DEPARTMENT",),
    once_per="year",
    opening=Step(
        key="pair", title="结对", to="paired", by=UNIT, fields=(Field("partner", "共建单位", "organization"),)
    ),
    steps=(
        Step(key="hold", title="开展共建", to="held", origins=("paired", "held"), by=UNIT),
        Step(
            key="judge",
            title="成效评议",
            to="judged",
            origins=("held",),
            by=OFFICE,
            fields=(Field("points", "得分", "number"),),
            closes=True,
        ),
    ),
    follows=(follows("joint", at="judge", amount=Of("points")),),
    states=(("paired", "已结对"), ("held", "共建中"), ("judged", "已评议")),
)
VILLAGE = Kind(
    key="village",
    title=published("包联村庄和小区", s.VOLUNTEERS),
    noun="pair",
    subjects=("DEPARTMENT",),
    opening=Step(key="pair", title="包联", to="paired", by=UNIT, fields=(Field("place", "村庄或小区"),)),
    steps=(Step(key="call", title="走访慰问", to="visited", origins=("paired", "visited"), by=UNIT),),
    states=(("paired", "未走访"), ("visited", "已走访")),
)
PLEDGE = Kind(
    key="pledge",
    title=published("亮承诺", s.VOLUNTEERS),
    noun="task",
    subjects=("BRANCH",),
    opening=Step(key="pledge", title="承诺", to="pledged", by=UNIT),
    steps=(Step(key="keep", title="兑现", to="kept", origins=("pledged",), by=UNIT, closes=True),),
    states=(("pledged", "已承诺"), ("kept", "已兑现")),
)
PRACTICE = Kind(
    key="practice",
    title=published("可复制可推广的典型经验做法", s.EVALUATION),
    noun="practice",
    subjects=("DEPARTMENT",),
    opening=Step(key="propose", title="总结", to="proposed", by=UNIT),
    steps=(
        Step(key="exchange", title="现场交流", to="exchanged", origins=("proposed",), by=OFFICE),
        Step(key="adopt", title="入选案例库", to="adopted", origins=("exchanged",), by=OFFICE, closes=True),
        Step(
            key="award",
            title="获评上级优秀案例",
            to="awarded",
            origins=("adopted",),
            by=OFFICE,
            fields=(
                Field("level", "级别", "choice", (("province", "省级"), ("national", "全国"))),
                Field("award", "评选活动"),
            ),
            closes=True,
        ),
    ),
    states=(("proposed", "已总结"), ("exchanged", "已交流"), ("adopted", "已入库"), ("awarded", "已获评")),
)
INTEGRITY = Kind(
    key="integrity_reminder",
    title=our_reading("廉洁过节提醒", s.INTEGRITY),
    noun="activity",
    subjects=("WORK_COMMITTEE",),
    every="holiday",
    remind_working_days=REMINDED,
    opening=Step(
        key="remind", title="下发倡议书", to="sent", by=OFFICE, fields=(Field("holiday", "节日"),), closes=True
    ),
    states=(("sent", "已下发"),),
)

DISCIPLINE = Kind(
    key="discipline_form",
    title=published("监督执纪“四种形态”", s.FORMS),
    noun="opinion",
    subjects=("DEPARTMENT", "BRANCH"),
    opening=Step(
        key="use",
        title="运用",
        to="used",
        by=OFFICE,
        fields=(
            Field("person", "对象", "person"),
            Field(
                "form",
                "哪一种形态",
                "choice",
                (("first", "第一种"), ("second", "第二种"), ("third", "第三种"), ("fourth", "第四种")),
            ),
        ),
        signatures=1,
        closes=True,
    ),
    states=(("used", "已运用"),),
)
"""Which of the four forms was used with whom, by two; it bears on no score, as the article says of none."""

KINDS = (MATTER, RESEARCH, JOINT_BUILDING, VILLAGE, PLEDGE, PRACTICE, INTEGRITY, DISCIPLINE)
