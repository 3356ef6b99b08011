"""The golden cases of structure, approval and village work, worked by hand; together they pin every number."""

from collections.abc import Mapping
from types import MappingProxyType

from biaochi_sdk import Case, Fact

from biaochi_dazhou.approval import Approval
from biaochi_dazhou.cases_performance import QUARTERS
from biaochi_dazhou.structure import Structure, WorkCommittee
from biaochi_dazhou.village import Helping, Stationed

NOTHING: Mapping[str, int] = MappingProxyType({})


def choice(subject: str, indicator: str, step: str, period: str = "2020", position: int = 0) -> Fact:
    """What the register says; of several the one in the highest position is the latest."""
    name = f"{subject} {indicator} {step} {period}"
    return Fact(name, "choice", subject, indicator, period, position=position, choice=step)


def amount(subject: str, indicator: str, value: str, period: str = "2020") -> Fact:
    """A number recorded."""
    return Fact(f"{subject} {indicator} {value} {period}", "check", subject, indicator, period, value)


def barred(subject: str, indicator: str, period: str = "2020-05") -> Fact:
    """A fact that bars."""
    return Fact(f"{subject} {indicator} {period}", "veto", subject, indicator, period)


def counted(subject: str, **numbers: int) -> tuple[Fact, ...]:
    """What the registry knows below a department."""
    return tuple(
        Fact(f"{subject} {key}", "registered", subject, key, "2020", str(number)) for key, number in numbers.items()
    )


def department(subject: str, heads: int, numbers: Mapping[str, int] = NOTHING, **other: str) -> tuple[Fact, ...]:
    """A department with its members and its Party office, what the registry knows besides, and what is recorded."""
    said = {"office": "present", **other}
    counts = counted(subject, heads=heads, **numbers)
    return (*counts, *(choice(subject, key, step) for key, step in said.items()))


YEAR = (*QUARTERS, "2020")
COMPLETE = {"organs": 1, "disciplines": 1, "deputies": 1}
STRUCTURE = Case(
    "组织设置：不足50人、党建办、纪委、专职副书记、归口管理",
    Structure,
    ("2020",),
    (
        *department("A", 49),
        *department("B", 49, {"general": 1}),
        *department("C", 50, {"general": 1}),
        *department("D", 5000, COMPLETE, deputy="mid_level_head"),
        *department("E", 80, {"organs": 1, "deputies": 1}, deputy="mid_level_head"),
        *department("F", 80, COMPLETE),
        *department("G", 0, {"organs": 1}),
        *department("H", 7, office="absent"),
        *department("I", 7, office="absent", kind="institution", managed="present"),
        *department("J", 7, office="absent", kind="institution"),
        *department("L", 60, COMPLETE),
        choice("L", "deputy", "mid_level_head", "2020-Q4", position=1),
        *department("M", 49, COMPLETE, deputy="mid_level_head"),
        *department("N", 90, {"organs": 1, "disciplines": 1}, deputy="mid_level_head"),
    ),
    {
        "A": {"faults": "0", "setting": "right", "departments": "11", "offices": "10", "covered": "0"},
        "B": {"faults": "1", "not_a_branch": "1", "setting": "faulty"},
        "C": {"faults": "0", "setting": "right"},
        "D": {"faults": "0", "setting": "right", "committees": "7", "equipped": "3"},
        "E": {"no_discipline": "1", "no_deputy": "0", "faults": "1"},
        "F": {"no_discipline": "0", "no_deputy": "1", "faults": "1"},
        "G": {"faults": "3", "setting": "faulty"},
        "H": {"no_office": "1", "faults": "1"},
        "I": {"no_office": "0", "not_managed": "0", "faults": "0"},
        "J": {"no_office": "0", "not_managed": "1", "faults": "1"},
        "L": {"has_committee": "1", "faults": "0", "setting": "right"},
        "M": {"not_a_branch": "1", "faults": "1"},
        "N": {"no_deputy": "1", "no_discipline": "0", "faults": "1"},
    },
    refused=(amount("A", "heads", "49"), *counted("A", heads=-1)),
)

WORK_COMMITTEE = Case(
    "工委书记由常委兼任、设常务副书记",
    WorkCommittee,
    ("2020",),
    (
        choice("A", "standing", "present"),
        choice("A", "executive", "present"),
        choice("B", "standing", "present"),
        choice("C", "executive", "present"),
    ),
    {
        "A": {"posts": "2", "setting": "right"},
        "B": {"posts": "1", "setting": "faulty"},
        "C": {"posts": "1", "setting": "faulty"},
        "D": {"posts": "0", "setting": "faulty"},
    },
)


def nominations(subject: str, **counts: str) -> tuple[Fact, ...]:
    """What follows from a department's nominations, in one month."""
    return tuple(
        Fact(f"{subject} {key} {number}", "ledger", subject, key, "2020-06", number) for key, number in counts.items()
    )


COUNTED = ("nominated", "approved", "by_conditions", "by_criticism", "by_weakness")
APPROVAL = Case(
    "党务干部审批三关：任一不过即不予审批",
    Approval,
    ("2020",),
    (
        *nominations("A", nominated="1", approved="1"),
        *nominations("B", nominated="1", by_conditions="1"),
        *nominations("C", nominated="2", approved="1", by_criticism="1"),
        *nominations("D", nominated="1", by_weakness="1"),
        *nominations("E", **dict.fromkeys(COUNTED, "100")),
        *(fact for key in COUNTED for fact in nominations("F", **{key: "100"}) + nominations("F", **{key: "1"})),
    ),
    {
        "A": {"refusals": "0", "approval": "open", "approved": "1"},
        "B": {"refusals": "1", "approval": "refused"},
        "C": {"refusals": "1", "approval": "refused", "nominated": "2"},
        "D": {"refusals": "1", "approval": "refused"},
        "E": {"refusals": "300", **dict.fromkeys(COUNTED, "100")},
        "F": dict.fromkeys(COUNTED, "100"),
        "G": {"refusals": "0", "approval": None},
    },
    refused=nominations("A", **dict.fromkeys(COUNTED, "0.5")),
)


def supervised(cadre: str, *given: str) -> tuple[Fact, ...]:
    """Marks of the roving supervision, quarter by quarter."""
    return tuple(amount(cadre, "supervision", mark, code) for code, mark in zip(QUARTERS, given, strict=False))


def item(cadre: str, indicator: str, many: str) -> Fact:
    """So many of something, as they follow from work."""
    return Fact(f"{cadre} {indicator} {many}", "ledger", cadre, indicator, "2020-05", many)


def kept(cadre: str, promised: str, *fulfilled: str) -> tuple[Fact, ...]:
    """What was promised, and what of it was fulfilled."""
    return (item(cadre, "promised", promised), *(item(cadre, "fulfilled", many) for many in fulfilled if many != "0"))


def worked(cadre: str, mark: str) -> tuple[Fact, ...]:
    """A year with one mark for both parts: that many of a hundred promises are fulfilled."""
    return (*supervised(cadre, mark), *kept(cadre, "100", mark))


SEVEN = tuple(fact for cadre, mark in zip("DEFGHIJ", range(70, 77), strict=True) for fact in worked(cadre, str(mark)))
A_FIFTH = Case(
    "驻村干部：十人中两人优秀，被召回的不得优秀",
    Stationed,
    YEAR,
    (
        *supervised("A", "85.5", "86", "86", "86"),
        *kept("A", "37", "32"),
        *worked("B", "100"),
        barred("B", "recalled"),
        *worked("C", "80"),
        *SEVEN,
        choice("A", "sent_by", "lead"),
        choice("B", "sent_by", "lead"),
        choice("C", "sent_by", "taking_part"),
        choice("D", "sent_by", "taking_part"),
    ),
    {
        # 343.5 ÷ 4 = 85.875; 32 ÷ 37 = 86.486…; 0.6 × 85.88 + 0.4 × 86.49 = 51.528 + 34.596 = 86.124
        "A": {"supervision_score": "85.88", "commitment": "86.49", "score": "86.12"}
        | {"grade": "excellent", "place": "2"},
        "B": {"score": "100", "candidate": "0", "seat": "outside", "grade": "other", "place": "1"},
        "C": {"score": "80", "grade": "excellent", "place": "1"},
        "D": {"score": "70", "grade": "other", "place": "2"},
        "J": {"score": "76", "seat": "outside", "grade": "other", "place": None},
    },
    refused=(*supervised("A", "100.5"), item("A", "promised", "0.5"), item("A", "fulfilled", "0.5")),
)

KEPT = Case(
    "驻村干部：承诺兑现的比例，承诺和兑现各至多计一百件",
    Stationed,
    ("2020",),
    (
        *kept("A", "100", "100"),
        item("A", "promised", "1"),
        *kept("B", "100", "99", "2"),
        *kept("C", "3"),
        item("D", "fulfilled", "1"),
    ),
    {
        "A": {"promised": "100", "commitment": "100"},
        "B": {"fulfilled": "100", "commitment": "100"},
        "C": {"commitment": "0", "score": None},
        "D": {"commitment": None},
    },
)

FEW = Case(
    "驻村干部：四人中至少一人优秀，线上并列经会议确定",
    Stationed,
    YEAR,
    (
        *worked("A", "90"),
        *worked("B", "90"),
        Fact("B", "decision", "B", "settled", "2020", signed=("市直单位07",), reason="会议研究"),
        *worked("C", "0"),
        *supervised("D", "99"),
    ),
    {
        "A": {"seat": "outside", "grade": "other"},
        "B": {"seat": "holder", "grade": "excellent"},
        "C": {"score": "0", "grade": "other"},
        "D": {"score": None, "grade": None},
    },
)

TIED = Case(
    "驻村干部：线上并列提交会议研究",
    Stationed,
    YEAR,
    (*worked("A", "90"), *worked("B", "90"), *worked("C", "80"), *worked("D", "70")),
    {
        "A": {"seat": "meeting", "grade": "other"},
        "B": {"seat": "meeting", "grade": "other"},
        "C": {"seat": "outside", "grade": "other"},
    },
)

ONE = Case(
    "驻村干部：四人中一人优秀",
    Stationed,
    YEAR,
    (*worked("A", "90"), *worked("B", "89"), *worked("C", "80"), *worked("D", "70")),
    {"A": {"seat": "admitted", "grade": "excellent"}, "B": {"seat": "outside", "grade": "other"}},
)

HELPING = Case(
    "牵头单位和参扶单位分类排名",
    Helping,
    ("2020",),
    (
        *(choice(unit, "type_of_unit", "lead") for unit in "ABC"),
        *(choice(unit, "type_of_unit", "taking_part") for unit in "DE"),
        *(
            amount(unit, "score", mark)
            for unit, mark in zip("ABCDEF", ("100", "88.5", "88.5", "90", "95", "99"), strict=True)
        ),
    ),
    {
        "A": {"place": "1", "tied_place": "0"},
        "B": {"place": "2", "tied_place": "1"},
        "C": {"place": "2", "tied_place": "1"},
        "D": {"place": "2", "tied_place": "0"},
        "E": {"place": "1"},
        "F": {"score": "99", "place": None},
    },
    refused=(amount("A", "score", "100.5"),),
)

CASES: tuple[Case, ...] = (STRUCTURE, WORK_COMMITTEE, APPROVAL, A_FIFTH, KEPT, FEW, TIED, ONE, HELPING)
