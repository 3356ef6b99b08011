"""Professional skill: the lecture hall every two weeks, and contests with entries that are judged."""

from biaochi_sdk import Children, Field, Kind, Step, published

from biaochi_lanzhou import sources as of

CONTESTS = (
    ("computing", "计算机技能比赛"),
    ("writing", "公文写作比赛"),
    ("rules", "党章党规知识测试"),
    ("research", "机关党建重点课题研究"),
    ("papers", "论文征集"),
)
PLACES = (("first", "一等奖"), ("second", "二等奖"), ("third", "三等奖"), ("none", "未获奖"))

LECTURE = Kind(
    key="lecture",
    title=published("干部大讲堂", of.SKILL),
    noun="activity",
    subjects=("WORK_COMMITTEE",),
    most=3,
    most_per="month",
    every="two-weeks",
    remind_working_days=3,
    opening=Step(key="announce", title="预告", to="announced", by="work_committee", fields=(Field("speaker", "主讲"),)),
    steps=(
        Step(
            key="hold",
            title="举办",
            to="held",
            origins=("announced",),
            by="work_committee",
            fields=(Field("attended", "参加人员", "people"),),
            closes=True,
        ),
    ),
    states=(("announced", "已预告"), ("held", "已举办")),
)

CONTEST = Kind(
    key="contest",
    title=published("比赛与征集", of.SKILL),
    noun="contest",
    subjects=("WORK_COMMITTEE",),
    opening=Step(
        key="announce",
        title="发布",
        to="announced",
        by="work_committee",
        fields=(Field("contest", "哪一项", "choice", choices=CONTESTS), Field("judges", "评委", "people")),
    ),
    steps=(Step(key="judge", title="公布结果", to="judged", origins=("announced",), by="work_committee", closes=True),),
    states=(("announced", "进行中"), ("judged", "已公布")),
    children=(Children("judge", "contest_entry", states=("placed",), least=2),),
)

CONTEST_ENTRY = Kind(
    key="contest_entry",
    title=published("参赛作品", of.SKILL),
    noun="entry",
    subjects=("ORGAN_COMMITTEE",),
    parent="contest",
    unique=("entrant",),
    opening=Step(
        key="enter",
        title="报名",
        to="entered",
        under=("announced",),
        by="organ_committee",
        fields=(Field("entrant", "参赛人", "person"),),
    ),
    steps=(
        Step(
            key="place",
            title="评定",
            to="placed",
            origins=("entered",),
            by="work_committee",
            signatures=1,
            fields=(Field("place", "名次", "choice", choices=PLACES),),
        ),
    ),
    states=(("entered", "已报名"), ("placed", "已评定")),
)
