"""Party cadres are nominated one by one and pass three gates (严格审批党务干部); each alone refuses."""

from biaochi_sdk import Field, Gate, Kind, Mark, Step, default, follows, our_reading, published

from biaochi_dazhou.sources import GATES

OFFICE = "work_committee"
DEPARTMENTS = ("DEPARTMENT",)
BODIES = ("ORGAN_COMMITTEE", "GENERAL_BRANCH", "BRANCH")

CRITICISM = Kind(
    key="criticism",
    title=our_reading("通报批评", GATES),
    noun="document",
    subjects=DEPARTMENTS,
    opening=Step(
        key="issue",
        title="通报",
        to="issued",
        by=OFFICE,
        fields=(Field("person", "被批评人", "person"), Field("clause", "依据的规定")),
        closes=True,
    ),
    states=(("issued", "已通报"),),
)

WEAK = Kind(
    key="weak_organization",
    title=our_reading("软弱涣散党组织整顿", GATES),
    noun="problem",
    subjects=BODIES,
    opening=Step(key="find", title="列入整顿", to="listed", by=OFFICE),
    steps=(
        Step(key="mend", title="整改到位", to="mended", origins=("listed", "failed"), by=OFFICE, closes=True),
        Step(key="fail", title="认定整改不力", to="failed", origins=("listed",), by=OFFICE, signatures=1),
    ),
    succession="passes",
    states=(("listed", "整顿中"), ("mended", "整改到位"), ("failed", "整改不力")),
    due_days=180,
)


def criticized(at: str, person: str = "person", leads_to: str = "refused") -> Gate:
    """The gate of this year's criticism, which is the named person's."""
    return Gate(
        key="criticized",
        title=published("当年被通报批评", GATES),
        at=at,
        work=CRITICISM.key,
        own=person,
        theirs="person",
        same_year=True,
        leads_to=leads_to,
    )


def gate(key: str, title: Mark, **how: str | tuple[str, ...]) -> Gate:
    """A gate of the approval that leads to the refusal."""
    return Gate(key=key, title=title, at="approve", leads_to="refused", **how)  # type: ignore[arg-type]


NOMINATION = Kind(
    key="nomination",
    title=published("严格审批党务干部", GATES),
    noun="nomination",
    subjects=DEPARTMENTS,
    opening=Step(
        key="nominate",
        title="提名",
        to="nominated",
        fields=(
            Field("person", "拟任人选", "person"),
            Field("body", "拟任职的党组织", "organization"),
            Field(
                "post",
                "拟任职务",
                "choice",
                choices=(
                    ("SECRETARY", "书记"),
                    ("FULL_TIME_DEPUTY_SECRETARY", "专职副书记"),
                    ("DISCIPLINE_SECRETARY", "纪委书记"),
                ),
            ),
        ),
    ),
    steps=(
        Step(
            key="examine",
            title="审查任职条件",
            to="examined",
            origins=("nominated",),
            by=OFFICE,
            fields=(
                Field("conditions", "任职条件", "choice", choices=(("met", "符合"), ("failed", "不符合"))),
                Field("facts", "审查所据的事实"),
            ),
        ),
        Step(key="approve", title="审批", to="approved", origins=("examined",), by=OFFICE, signatures=1, closes=True),
    ),
    gates=(
        gate("conditions", published("不符合任职条件", GATES), field="conditions", values=("failed",)),
        gate("member", default("人选不是党员"), own="person", registered=("MEMBER",)),
        criticized("approve"),
        Gate(
            key="weak",
            title=published("软弱涣散整改不力", GATES),
            at="approve",
            work=WEAK.key,
            states=("failed",),
            own="body",
            theirs="organization",
            leads_to="refused",
        ),
    ),
    follows=(
        follows("nominated", at="nominate", amount=1),
        follows("approved", at="approve", amount=1),
        follows("by_conditions", at="approve", amount=1, only=("gates", ("conditions", "member"))),
        follows("by_criticism", at="approve", amount=1, only=("gates", ("criticized",))),
        follows("by_weakness", at="approve", amount=1, only=("gates", ("weak",))),
    ),
    states=(("nominated", "已提名"), ("examined", "已审查"), ("approved", "可予审批"), ("refused", "不予审批")),
)
