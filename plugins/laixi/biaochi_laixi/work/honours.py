"""Honours (荣誉): nominated, selected, shown, granted. Granting one of a level is the fact that earns its points.

How many there may be is how many won; that five working days of notice pass before is a default.
"""

from biaochi_sdk import Field, Gate, Kind, Mark, Of, Quota, Step, default, follows, our_reading, published

from biaochi_laixi import sources as s
from biaochi_laixi.branch import LEVELS

OFFICE = "work_committee"
NOTICE_DAYS = 5
PLACED = ("selected", "submitted", "published", "granted")
SELECTION = (
    Step(key="select", title="评选", to="selected", origins=("nominated",), by=OFFICE),
    Step(key="submit", title="向上推荐", to="submitted", origins=("selected",), by=OFFICE),
    Step(key="select_past", title="破例评选", to="selected", origins=("nominated",), by=OFFICE, exception=True),
    Step(key="publish", title="公示", to="published", origins=("selected", "submitted"), by=OFFICE),
    Step(key="grant", title="表彰", to="granted", origins=("published",), by=OFFICE, closes=True, waits=NOTICE_DAYS),
    Step(
        key="decline",
        title="未入选",
        to="declined",
        origins=("nominated", "selected", "submitted", "published"),
        by=OFFICE,
        closes=True,
    ),
)
STATES = (
    ("nominated", "已推荐"),
    ("selected", "已评选"),
    ("submitted", "已上报"),
    ("published", "公示中"),
    ("granted", "已授予"),
    ("declined", "未入选"),
)


def _quota(value: str, title: Mark, most: int, field: str) -> Quota:
    """So many of one honour in a year."""
    return Quota(key=value, title=title, most=most, states=PLACED, field=field, values=(value,))


HONOUR = Kind(
    key="honour",
    title=our_reading("党组织荣誉推荐评选", s.HONOURED),
    noun="honour",
    subjects=("BRANCH",),
    opening=Step(
        key="nominate",
        title="推荐",
        to="nominated",
        by=OFFICE,
        fields=(
            Field(
                "honour",
                "荣誉",
                "choice",
                (
                    ("advanced", "先进基层党组织"),
                    ("showcase", "党建工作示范点"),
                    ("five_star", "青岛市机关事业单位“五星级党支部”"),
                    ("award", "其他荣誉"),
                ),
            ),
            Field("level", "级别", "choice", tuple((key, title.title()) for key, (title, _) in LEVELS.items())),
        ),
    ),
    steps=SELECTION,
    quotas=(
        _quota("advanced", our_reading("先进基层党组织", s.HONOURED), 49, "honour"),
        _quota("showcase", default("党建工作示范点"), 21, "honour"),
    ),
    follows=(follows("honours", at="grant", level=Of("level"), case=Of("code")),),
    states=STATES,
)
COMMENDATION = Kind(
    key="commendation",
    title=published("“两优一先”推荐评选表彰", s.HONOURED),
    noun="honour",
    subjects=("BRANCH",),
    opening=Step(
        key="nominate",
        title="推荐",
        to="nominated",
        by=OFFICE,
        fields=(
            Field("person", "被推荐人", "person"),
            Field(
                "commended_as", "称号", "choice", (("outstanding", "优秀共产党员"), ("party_worker", "优秀党务工作者"))
            ),
        ),
    ),
    steps=SELECTION,
    gates=(
        Gate(
            key="talked",
            title=default("谈话提醒尚未办结"),
            at="select",
            own="person",
            consequences=("talk_member",),
            advice="请先办结谈话提醒，或推荐他人。",
        ),
    ),
    quotas=(
        _quota("outstanding", our_reading("优秀共产党员", s.HONOURED), 44, "commended_as"),
        _quota("party_worker", our_reading("优秀党务工作者", s.HONOURED), 26, "commended_as"),
    ),
    follows=(follows("commended", at="grant", subject="person", amount=1),),
    states=STATES,
)

KINDS = (HONOUR, COMMENDATION)
