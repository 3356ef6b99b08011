"""Cadres in the villages (管好驻村帮扶): what they promise, what roving supervision finds, and who is recalled."""

from biaochi_sdk import Field, Kind, Of, Step, follows, published

from biaochi_dazhou.sources import TWO_TYPES, VILLAGE
from biaochi_dazhou.village import TYPES
from biaochi_dazhou.work.approving import DEPARTMENTS, OFFICE

COMMITMENT = Kind(
    key="commitment_item",
    title=published("帮扶承诺制", VILLAGE),
    noun="task",
    subjects=DEPARTMENTS,
    opening=Step(
        key="promise",
        title="承诺",
        to="promised",
        fields=(Field("cadre", "驻村干部", "person"), Field("promise", "承诺事项")),
    ),
    steps=(
        Step(
            key="fulfil",
            title="践诺",
            to="fulfilled",
            origins=("promised",),
            by=OFFICE,
            fields=(Field("result", "兑现情况"),),
            closes=True,
        ),
    ),
    due_days=365,
    follows=(
        follows("promised", at="promise", subject="cadre", amount=1, case=Of("code")),
        follows("fulfilled", at="fulfil", subject="cadre", amount=1, case=Of("code")),
    ),
    states=(("promised", "已承诺"), ("fulfilled", "已兑现")),
)

ROVING = Kind(
    key="roving_supervision",
    title=published("巡回督导制", VILLAGE),
    noun="visit",
    subjects=DEPARTMENTS,
    opening=Step(
        key="visit",
        title="督导",
        to="visited",
        by=OFFICE,
        fields=(
            Field("cadre", "驻村干部", "person"),
            Field("found", "督导所见"),
            Field("points", "督导得分", "number", optional=True),
        ),
        closes=True,
    ),
    follows=(follows("supervision", at="visit", subject="cadre", amount=Of("points"), note=Of("found")),),
    states=(("visited", "已督导"),),
)

"""As often as it likes; one visit of a quarter is marked, in words and points."""

RECALL = Kind(
    key="recall",
    title=published("召回问责制", VILLAGE),
    noun="opinion",
    subjects=DEPARTMENTS,
    opening=Step(
        key="recall",
        title="召回",
        to="recalled",
        by=OFFICE,
        fields=(Field("cadre", "驻村干部", "person"), Field("reason", "召回的事由")),
        signatures=1,
        closes=True,
    ),
    follows=(follows("recalled", at="recall", subject="cadre", case=Of("code"), reason=Of("reason")),),
    states=(("recalled", "已召回"),),
)

SENT = Kind(
    key="sent_to_village",
    title=published("选派驻村干部", TWO_TYPES),
    noun="pair",
    subjects=DEPARTMENTS,
    opening=Step(
        key="send",
        title="选派",
        to="sent",
        by=OFFICE,
        fields=(
            Field("cadre", "驻村干部", "person"),
            Field("village", "驻村"),
            Field("type", "单位类型", "choice", choices=tuple((key, one.title()) for key, one in TYPES.steps.items())),
        ),
    ),
    follows=(
        follows("sent_by", at="send", subject="cadre", choice=Of("type")),
        follows("type_of_unit", at="send", choice=Of("type")),
    ),
    states=(("sent", "驻村中"),),
)
"""Who is sent where, by a unit that leads or takes part: both are assessed in that class."""
