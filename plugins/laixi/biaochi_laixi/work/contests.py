"""Contests and reviews: entries with their judges and results, supervision, the year-end report and review."""

from biaochi_sdk import Field, Kind, Of, Step, follows, our_reading, published

from biaochi_laixi import sources as s
from biaochi_laixi.work.pace import CHECKS, MEETINGS, QUIET, REMINDED

OFFICE, JUDGE, UNIT = "work_committee", "judge", "department"
JUDGED = (("entered", "已参评"), ("judged", "已评定"))

CONTEST = Kind(
    key="contest",
    title=our_reading("评比展示活动", s.FOUR_TYPES),
    noun="contest",
    subjects=("WORK_COMMITTEE",),
    opening=Step(
        key="announce",
        title="发布",
        to="open",
        by=OFFICE,
        fields=(
            Field(
                "form",
                "形式",
                "choice",
                (
                    ("brand", "机关党建品牌评比"),
                    ("arena", "“四型”机关擂台赛"),
                    ("observation", "季度观摩评比"),
                    ("exhibition", "党建工作成果展"),
                    ("lecture", "微党课比赛"),
                ),
            ),
        ),
    ),
    steps=(Step(key="conclude", title="公布结果", to="concluded", origins=("open",), by=OFFICE, closes=True),),
    states=(("open", "进行中"), ("concluded", "已公布")),
)
BRAND = Kind(
    key="brand_entry",
    title=published("机关党建品牌评比", s.BRANCHES),
    noun="entry",
    subjects=("BRANCH",),
    parent="contest",
    once_per="year",
    opening=Step(key="enter", title="参评", to="entered", by=UNIT, fields=(Field("brand", "品牌"),)),
    steps=(Step(key="award", title="授牌", to="awarded", origins=("entered",), by=OFFICE, closes=True),),
    states=(("entered", "已参评"), ("awarded", "已授牌")),
)
BRAND_MARK = Kind(
    key="brand_mark",
    title=our_reading("品牌评比评委评分", s.BRANCHES),
    noun="opinion",
    subjects=("BRANCH",),
    parent="brand_entry",
    opening=Step(
        key="mark",
        title="评分",
        to="marked",
        by=JUDGE,
        fields=(Field("judge", "评委", "person"), Field("points", "得分", "number")),
        closes=True,
    ),
    follows=(follows("entered", at="mark", rater=Of("judge"), amount=Of("points")),),
    states=(("marked", "已评分"),),
)


def entry(key: str, title: str, every: str = "") -> Kind:
    """A department's entry of a contest: what it shows, who judged it, and the result."""
    return Kind(
        key=f"{key}_entry",
        title=published(title, s.FOUR_TYPES),
        noun="entry",
        subjects=("DEPARTMENT",),
        parent="contest",
        once_per="quarter",
        every=every,
        remind_working_days=REMINDED if every else 0,
        opening=Step(key="enter", title="参评", to="entered", by=UNIT),
        steps=(
            Step(
                key="judge",
                title="评定",
                to="judged",
                origins=("entered",),
                by=OFFICE,
                fields=(Field("judges", "评委", "people"), Field("points", "得分", "number")),
                closes=True,
            ),
        ),
        follows=(follows(key, at="judge", amount=Of("points")),),
        states=JUDGED,
    )


SUPERVISION = Kind(
    key="supervision",
    title=published("督导考核", s.FOUR_TYPES),
    noun="inspection",
    subjects=("DEPARTMENT",),
    once_per="quarter",
    every="quarter",
    remind_working_days=REMINDED,
    burdens=(CHECKS,),
    opening=Step(
        key="check", title="督导", to="checked", by=OFFICE, fields=(Field("points", "得分", "number"),), closes=True
    ),
    follows=(follows("supervision", at="check", amount=Of("points")),),
    states=(("checked", "已督导"),),
)
PARTS = {
    "tell": ("述", "telling"),
    "look": ("看", "looking"),
    "check": ("查", "checking"),
    "ask": ("问", "asking"),
    "rate": ("评", "rating"),
}
"""The five parts of the year-end review in their order: a step, its title, and the input that it gives."""


def _part(key: str, origin: str) -> Step:
    title, indicator = PARTS[key]
    points = Field(indicator, f"“{title}”得分", "number")
    return Step(
        key=key,
        title=title,
        to=key,
        origins=(origin,) if origin else (),
        by=OFFICE,
        fields=(points,),
        closes=key == "rate",
    )


REVIEW = Kind(
    key="review",
    title=published("年底党建述职评议考核", s.EVALUATION),
    noun="meeting",
    subjects=("DEPARTMENT",),
    once_per="year",
    every="year",
    remind_working_days=REMINDED,
    quiet=QUIET,
    burdens=(MEETINGS,),
    opening=_part("tell", ""),
    steps=tuple(_part(key, before) for before, key in zip(PARTS, list(PARTS)[1:], strict=False)),
    follows=tuple(follows(indicator, at=key, amount=Of(indicator)) for key, (_, indicator) in PARTS.items()),
    states=tuple((key, f"已{title}") for key, (title, _) in PARTS.items()),
)
THREE_REPORTS = Kind(
    key="three_reports",
    title=published("市直机关党建“三述”会议", s.REPORTING),
    noun="meeting",
    subjects=("ORGAN_COMMITTEE",),
    once_per="year",
    every="year",
    quiet=QUIET,
    burdens=(MEETINGS,),
    opening=Step(
        key="report",
        title="述职",
        to="reported",
        by=OFFICE,
        fields=(Field("done", "上年工作"), Field("plan", "本年思路")),
        closes=True,
    ),
    states=(("reported", "已述职"),),
)

KINDS = (
    CONTEST,
    BRAND,
    BRAND_MARK,
    entry("arena", "“四型”机关擂台赛"),
    entry("observation", "季度观摩评比", every="quarter"),
    SUPERVISION,
    REVIEW,
    THREE_REPORTS,
)
