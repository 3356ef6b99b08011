"""What members take part in: classes of three kinds, volunteering, model posts, counted on the sheet."""

from biaochi_sdk import Field, Kind, Mark, Step, follows, published

from biaochi_dazhou.sources import EXCELLING, GATES
from biaochi_dazhou.work.approving import BODIES, DEPARTMENTS, OFFICE

ATTENDED = Field("attended", "参加人员", "people")


def activity(key: str, title: Mark, subjects: tuple[str, ...], by: str, *more: Field) -> Kind:
    """Something that is held on a day, with those who took part in it."""
    opening = Step(key="hold", title="开展", to="held", by=by, fields=(ATTENDED, *more), closes=True)
    counted = follows({"training_class": "trained"}.get(key, "volunteered"), at="hold", subject="attended", amount=1)
    return Kind(
        key=key,
        title=title,
        noun="activity",
        subjects=subjects,
        opening=opening,
        follows=(counted,),
        states=(("held", "已开展"),),
    )


CLASS = activity(
    "training_class",
    published("严格培训党务干部", GATES),
    ("WORK_COMMITTEE",),
    OFFICE,
    Field(
        "class_kind",
        "班次",
        "choice",
        choices=(
            ("committee_secretaries", "机关党委书记素质能力提升班"),
            ("new_secretaries", "新任党组织书记党性教育班"),
            ("discipline_secretaries", "机关纪委书记业务培训班"),
        ),
    ),
)
VOLUNTEERING = activity("volunteering", published("志愿服务行动", EXCELLING), (*DEPARTMENTS, *BODIES), "")

MODEL_POST = Kind(
    key="model_post",
    title=published("党员示范岗、示范窗口创建行动", EXCELLING),
    noun="honour",
    subjects=(*DEPARTMENTS, *BODIES),
    opening=Step(
        key="set_up",
        title="创建",
        to="set_up",
        fields=(
            Field("form", "形式", "choice", choices=(("post", "党员示范岗"), ("window", "示范窗口"))),
            Field("members", "在岗党员", "people"),
        ),
    ),
    steps=(
        Step(key="name", title="命名", to="named", origins=("set_up",), by=OFFICE, closes=True),
        Step(key="remove", title="摘牌", to="removed", origins=("set_up",), by=OFFICE, closes=True),
    ),
    states=(("set_up", "创建中"), ("named", "已命名"), ("removed", "已摘牌")),
)
