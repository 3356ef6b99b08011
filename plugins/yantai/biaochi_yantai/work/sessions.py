"""The review: sessions with a panel, each secretary's statement step by step, ballots by name until the close."""

from biaochi_sdk import Children, Field, Follow, Kind, Listed, Of, Step, follows, published

from biaochi_yantai import sources as of
from biaochi_yantai.review import CLASSES, GRADES, MODES, VOTERS

FORMS = (
    ("on_stage", "现场述职"),
    ("written", "书面述职"),
    ("observed", "现场观摩"),
)
CHOICES = (*((key, mark.title()) for key, mark in GRADES.steps.items()), ("invalid", "无效票"))

REVIEWED = Kind(
    key="reviewed",
    title=published("述职评议考核范围", of.SCOPE),
    noun="list",
    subjects=("LEADING_GROUP",),
    once_per="year",
    opening=Step(
        key="include",
        title="纳入",
        to="included",
        by="work_committee",
        fields=(
            Field("secretary", "述职对象", "person"),
            Field("class", "类别", "choice", choices=tuple((key, one.title()) for key, one in CLASSES.steps.items())),
            Field(
                "mode",
                "指定的述职形式",
                "choice",
                choices=tuple((key, one.title()) for key, one in MODES.steps.items()),
                optional=True,
            ),
        ),
    ),
    follows=(
        follows("kind", at="include", subject="secretary", choice=Of("class")),
        follows(
            "entered_mode", at="include", subject="secretary", only=("mode", tuple(MODES.steps)), choice=Of("mode")
        ),
    ),
    states=(("included", "已纳入"),),
)
"""Who is reviewed this year, as one of which class; where no mode is named, the class says in which they report."""

SESSION = Kind(
    key="session",
    title=published("述职评议会议", of.ON_STAGE),
    noun="round",
    subjects=("WORK_COMMITTEE",),
    opening=Step(
        key="open",
        title="召开",
        to="open",
        by="work_committee",
        fields=(
            Field("form", "形式", "choice", choices=FORMS),
            Field("panel", "评议人员", "people"),
            Field("conflicts", "回避人员", "people", optional=True),
            Field("link", "网络直播地址", optional=True),
        ),
    ),
    steps=(
        Step(
            key="close",
            title="结束",
            to="closed",
            origins=("open",),
            by="work_committee",
            signatures=1,
            closes=True,
        ),
    ),
    states=(("open", "进行中"), ("closed", "已结束")),
    children=(Children("close", "statement", states=("looked_ahead",), least=1), Children("close", "ballot", least=2)),
)
"""It closes when everybody on it has reported to the end; ballots change until then, and not after."""

STATEMENT = Kind(
    key="statement",
    title=published("抓基层党建述职", of.SCOPE),
    noun="report",
    subjects=("LEADING_GROUP",),
    parent="session",
    unique=("secretary",),
    opening=Step(
        key="enter",
        title="列入",
        to="entered",
        under=("open",),
        by="work_committee",
        fields=(
            Field("secretary", "述职对象", "person"),
            Field("sheet", "上年问题反馈单", "item", optional=True),
            Field("invited", "应到评议人员", "people", optional=True),
        ),
    ),
    steps=(
        Step(
            key="account",
            title="先说明上年问题整改",
            to="accounted",
            origins=("entered",),
            under=("open",),
            fields=(Field("account", "上年问题整改情况"),),
        ),
        Step(
            key="report",
            title="述职",
            to="reported",
            origins=("accounted",),
            under=("open",),
            fields=(Field("report", "述职内容"),),
        ),
        Step(
            key="look_ahead",
            title="明确下一步",
            to="looked_ahead",
            origins=("reported",),
            under=("open",),
            fields=(Field("ideas", "工作思路"), Field("measures", "措施"), Field("goals", "目标")),
        ),
    ),
    follows=(follows("invited", at="enter", subject="secretary", amount=Of("invited", counted=True)),),
    states=(
        ("entered", "待述职"),
        ("accounted", "已说明上年整改"),
        ("reported", "已述职"),
        ("looked_ahead", "已明确下一步"),
    ),
)
"""Last year's problems open this year's review; next year's ideas, measures and goals end it."""

NAMED = ("scheme_owner",)
"""Who sees by whom a ballot is (实名): nobody else, as with every mark by name."""
RATER = Field("rater", "评议人", "person", seen_by=NAMED)
PANEL = Field("panel", "评议人类别", "choice", choices=tuple((key, one.title()) for key, one in VOTERS.items()))
GRADE = Field("grade", "评议等次", "choice", choices=CHOICES)
SEEN = Field("seen", "现场观摩打分", "number", optional=True)
READ = Field("read", "书面述职打分", "number", optional=True)
NOTE = Field("note", "评语", optional=True)


def of_ballot(at: str) -> tuple[Follow, ...]:
    """The vote, and the mark where one was given, as they follow from a step."""
    return (
        follows("cast", at=at, subject="about", rater=Of("rater"), panel=Of("panel"), choice=Of("grade")),
        follows("seen_marks", at=at, subject="about", rater=Of("rater"), amount=Of("seen"), note=Of("note")),
        follows("read_marks", at=at, subject="about", rater=Of("rater"), amount=Of("read"), note=Of("note")),
    )


BALLOT = Kind(
    key="ballot",
    title=published("实名评议票", of.REAL_NAMES),
    noun="entry",
    subjects=("LEADING_GROUP",),
    parent="session",
    unique=("rater", "about"),
    opening=Step(
        key="cast",
        title="评议",
        to="cast",
        under=("open",),
        fields=(RATER, Field("about", "述职对象", "person"), PANEL, GRADE, SEEN, READ, NOTE),
    ),
    steps=(
        Step(
            key="revise",
            title="改票",
            to="cast",
            origins=("cast",),
            under=("open",),
            fields=(GRADE, SEEN, READ, NOTE),
            replaces=("cast", "revise"),
        ),
    ),
    follows=(*of_ballot("cast"), *of_ballot("revise")),
    states=(("cast", "已投"),),
    listed=(
        Listed("cast", "rater", "panel"),
        Listed("cast", "rater", "conflicts", barred=True),
        Listed("cast", "about", "panel", barred=True),
    ),
)
"""One ballot of one person on another in a session, changed as often as he likes until it closes."""
