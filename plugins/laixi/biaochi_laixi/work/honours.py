"""Honours (荣誉): nominated, selected, granted. Granting one of a level is the fact that earns its points."""

from biaochi_sdk import Field, Kind, Of, Step, follows, our_reading, published

from biaochi_laixi import sources as s
from biaochi_laixi.branch import LEVELS

OFFICE = "work_committee"
SELECTION = (
    Step(key="select", title="评选", to="selected", origins=("nominated",), by=OFFICE),
    Step(key="submit", title="向上推荐", to="submitted", origins=("selected",), by=OFFICE),
    Step(key="grant", title="表彰", to="granted", origins=("selected", "submitted"), by=OFFICE, closes=True),
    Step(
        key="decline",
        title="未入选",
        to="declined",
        origins=("nominated", "selected", "submitted"),
        by=OFFICE,
        closes=True,
    ),
)
STATES = (
    ("nominated", "已推荐"),
    ("selected", "已评选"),
    ("submitted", "已上报"),
    ("granted", "已授予"),
    ("declined", "未入选"),
)

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
    follows=(follows("commended", at="grant", subject="person", amount=1),),
    states=STATES,
)

KINDS = (HONOUR, COMMENDATION)
