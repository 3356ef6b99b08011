"""The golden cases of both models, worked by hand; together they pin every number of the rules."""

from collections.abc import Mapping, Sequence

from biaochi_sdk import Accept, Case, Fact

from biaochi_lanzhou.branch import Branch
from biaochi_lanzhou.organ import Organ

QUARTERS = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")
YEAR = (*QUARTERS, "2020")
ORDINARY, STANDARDIZED, DEMONSTRATION = "ordinary", "standardized", "demonstration"
NORMS = {accept.indicator: accept for accept in Branch.graph.accepts if accept.kind in ("check", "ledger")}
EASY = ("committee", "training", "ledgers", "life_meeting", "theme_day", "heart_talks")
"""Norms of four points each that are not mandatory: where a made-up branch loses its points first."""


def quarter(branch: str, code: str, other: Mapping[str, str]) -> tuple[Fact, ...]:
    """A branch's quarter with full marks but for these: points got of a check, points taken off a ledger norm."""
    checks = [
        Fact(f"{branch} {code} {key}", "check", branch, key, code, other.get(key, accept.hi))
        for key, accept in NORMS.items()
        if accept.kind == "check"
    ]
    taken = [
        Fact(f"{branch} {code} {key}", "ledger", branch, key, code, amount)
        for key, amount in other.items()
        if NORMS[key].kind == "ledger"
    ]
    return (*checks, *taken)


def total(branch: str, code: str, points: int, half: bool = False) -> tuple[Fact, ...]:
    """A quarter of that many points, or half a point less: four at a time off the easy norms."""
    missing = 100 - points
    got = {key: str(min(4, max(4 * place + 4 - missing, 0))) for place, key in enumerate(EASY)}
    return quarter(branch, code, {**got, **({"three_meetings": "5.5"} if half else {})})


def year(branch: str, points: Sequence[int]) -> tuple[Fact, ...]:
    """Four quarters of those points."""
    return tuple(fact for code, got in zip(QUARTERS, points, strict=True) for fact in total(branch, code, got))


def _one_less(accept: Accept) -> str:
    return "1" if accept.kind == "ledger" else str(int(accept.hi) - 1)


def _veto(branch: str, code: str) -> Fact:
    return Fact(f"{branch} {code} veto", "veto", branch, "vetoed", code)


PASSING = Case(
    "一个季度的达标",
    Branch,
    ("2020-Q1",),
    (
        *total("A", "2020-Q1", 80),
        *total("B", "2020-Q1", 80, half=True),
        *quarter("C", "2020-Q1", {"three_meetings": "3"}),  # 3 of 6 is 50 %
        *quarter("D", "2020-Q1", {"dues": "2"}),  # 2 of 4 is 50 %
        *quarter("E", "2020-Q1", {"political_building": "2.5"}),  # 2.5 of 5 is 50 %
        # 3 of 5 is 60 %, 4 of 6 more, 2.5 of 4 more
        *quarter("F", "2020-Q1", {"political_building": "3", "three_meetings": "4", "dues": "1.5"}),
        # One point less of every norm: 24 checks, and 1 of each of the three ledgers.
        *quarter("G", "2020-Q1", {key: _one_less(accept) for key, accept in NORMS.items()}),
        *quarter("H", "2020-Q1", {"attendance": "4", "dues": "0.5", "reporting": "4"}),
        *quarter("I", "2020-Q1", {"dues": "4", "attendance": "0.5", "reporting": "0.5"}),
    ),
    {
        "A": {"total": "80", "reached": "1", "grade": "reached", "place": "7", "rung": ORDINARY},
        "B": {"total": "79.5", "grade": "not_reached", "place": "8"},
        "C": {"total": "97", "failed_mandatory": "1", "grade": "not_reached", "place": "3"},
        "D": {"total": "98", "failed_mandatory": "1", "grade": "not_reached", "place": "1"},
        "E": {"total": "97.5", "failed_mandatory": "1", "grade": "not_reached", "place": "2"},
        "F": {"total": "94.5", "failed_mandatory": "0", "grade": "reached", "place": "5"},
        "G": {"total": "73", "politics": "11", "organization": "14", "organizational_life": "20", "place": "9"},
        "H": {"total": "91.5", "grade": "reached", "place": "6"},
        "I": {"total": "95", "failed_mandatory": "1", "grade": "not_reached", "place": "4"},
    },
    refused=(
        Fact("more than the norm", "check", "A", "three_meetings", "2020-Q1", "6.5"),
        *(
            Fact(f"more than {key}", "ledger", "A", key, "2020-03", "4.5")
            for key in ("attendance", "dues", "reporting")
        ),
    ),
)

LADDER = Case(
    "四个季度的升降",
    Branch,
    QUARTERS,
    (
        *year("A", (79, 80, 79, 80)),
        *year("B", (79, 79, 80, 80)),
        *year("C", (79, 80, 79, 79)),
        *year("D", (94, 95, 94, 95)),
        *year("E", (95, 95, 94, 94)),
        *year("F", (94, 94, 79, 79)),
    ),
    {
        "A": {"rung": ORDINARY, "reached_running": "1", "missed_running": "0"},
        "B": {"rung": STANDARDIZED, "held": ORDINARY, "reached_running": "2", "opening": STANDARDIZED},
        "C": {"rung": ORDINARY, "held": STANDARDIZED, "missed_running": "2"},
        "D": {"rung": DEMONSTRATION, "low_running": "0"},
        "E": {"rung": STANDARDIZED, "held": DEMONSTRATION, "low_running": "2"},
        "F": {"rung": ORDINARY, "held": STANDARDIZED, "low_running": "4", "missed_running": "2"},
    },
    {"B": STANDARDIZED, "C": STANDARDIZED, "D": DEMONSTRATION, "E": DEMONSTRATION, "F": DEMONSTRATION},
)

OTHERS = tuple(fact for branch in "GHIJ" for fact in year(branch, (90, 90, 90, 90)))
OPENING = {
    "A": DEMONSTRATION,
    **dict.fromkeys("BCEFG", STANDARDIZED),
}
SEATS = Case(
    "示范名额：十个党支部两个名额，在任者先占一个",
    Branch,
    YEAR,
    (
        *year("A", (94, 96, 94, 96)),
        *year("B", (95, 95, 95, 96)),  # 381 ÷ 4 = 95.25
        *year("C", (97, 97, 97, 97)),
        _veto("C", "2020-05"),
        *year("D", (99, 99, 99, 99)),
        *year("E", (94, 94, 95, 95)),  # 378 ÷ 4 = 94.5
        *year("F", (95, 95, 95, 95)),
        *OTHERS,
    ),
    {
        "A": {"seat": "holder", "year_rung": DEMONSTRATION, "year_total": "95", "year_place": "4"},
        "B": {"seat": "admitted", "year_rung": DEMONSTRATION, "year_mean": "95.25", "year_place": "3"},
        "C": {"seat": "outside", "candidate": "0", "vetoed": "1", "year_rung": STANDARDIZED, "year_place": "2"},
        "D": {"seat": "outside", "candidate": "0", "held": STANDARDIZED, "year_rung": STANDARDIZED, "year_place": "1"},
        "E": {"seat": "outside", "candidate": "0", "year_mean": "94.5", "year_grade": "reached"},
        "F": {"seat": "outside", "candidate": "1", "year_rung": STANDARDIZED, "year_place": "4"},
        "G": {"seat": "outside", "candidate": "0", "year_total": "90", "year_place": "7"},
    },
    OPENING,
)

MEETING = Case(
    "名额线上并列：不自动入选，提交会议研究",
    Branch,
    YEAR,
    (
        *year("A", (96, 96, 96, 96)),
        *year("B", (95, 95, 95, 95)),
        *year("C", (79, 97, 97, 97)),
        *year("E", (94, 94, 95, 95)),
        *year("F", (95, 94, 95, 96)),
        *(fact for code in QUARTERS[:3] for fact in total("D", code, 90)),
        *total("D", "2020-Q4", 91, half=True),  # 360.5 ÷ 4 = 90.125
        *OTHERS,
    ),
    {
        "B": {"seat": "meeting", "candidate": "1", "year_rung": STANDARDIZED},
        "F": {"seat": "meeting", "candidate": "1", "year_rung": STANDARDIZED},
        "C": {"seat": "outside", "year_grade": "not_reached"},
        "D": {"year_mean": "90.125", "year_total": "90.13", "year_grade": "reached"},
    },
    OPENING,
)


def task(party: str, key: str, points: str, amount: str) -> Fact:
    """A task of a duty list; the end of the key says of which share."""
    share = key.rsplit("_")[-1].upper()
    return Fact(f"{party} {key} {points}", "task", party, key, "2020-Q1", amount, points=points, share=share)


def _marks(organ: str, *marks: str) -> tuple[Fact, ...]:
    rated = enumerate(marks, start=1)
    return tuple(
        Fact(f"{organ} by {n}", "rating", organ, "mutual", "2020-Q1", mark, rater=f"R{n}") for n, mark in rated
    )


ORGANS = Case(
    "责任清单与互评",
    Organ,
    ("2020-Q1",),
    (
        # 17.5 ÷ 22.5 = 77.78; 15 ÷ 22.5 = 66.67; 0.6 × 77.78 + 0.4 × 66.67 = 73.336
        task("P", "common", "10", "8.5"),
        task("P", "common", "12.5", "9"),
        task("P", "individual", "22.5", "15"),
        # 263.5 ÷ 3 = 87.83; 0.8 × 73.336 + 0.2 × 87.83 = 76.2348
        *_marks("P", "90", "85.5", "88"),
        task("Q", "common", "100", "90"),
        *_marks("R", "100", "0"),
        task("R", "individual", "100", "50"),
    ),
    {
        "P": {"common": "7/9", "common_score": "77.78", "individual_score": "66.67", "duty_list": "73.336"}
        | {"mutual_score": "87.83", "total": "76.23", "place": "2"},
        "Q": {"individual_part": "90", "mutual_score": None, "mutual_part": "90", "total": "90", "place": "1"},
        "R": {"common": None, "mutual_score": "50", "duty_list": None, "total": None, "place": None},
    },
    refused=(
        *(task("P", key, "100.5", "0") for key in ("common", "individual")),
        task("P", "common", "10", "10.5"),
        *_marks("P", "100.5"),
    ),
)

CASES: tuple[Case, ...] = (PASSING, LADDER, SEATS, MEETING, ORGANS)
