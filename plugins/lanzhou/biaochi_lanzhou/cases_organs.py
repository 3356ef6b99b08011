"""The golden cases of the secretaries' review, of the teams and of the model-organ campaign, worked by hand."""

from collections.abc import Sequence

from biaochi_sdk import Case, Fact, Linked

from biaochi_lanzhou.model_organ import ModelOrgan
from biaochi_lanzhou.review import Review
from biaochi_lanzhou.team import Team

GOOD, FAIRLY, ORDINARY, POOR = "good", "fairly_good", "ordinary", "poor"
THIRDS = (GOOD, GOOD, ORDINARY)  # 260 ÷ 3 = 86.67
TASKS = tuple(f"task_{number:02}" for number in range(1, 20))
LAST_OF_EACH_ASPECT = ("task_04", "task_07", "task_10", "task_13", "task_16", "task_19")


def votes(organ: str, leaders: Sequence[str], panel: Sequence[str], members: Sequence[str]) -> tuple[Fact, ...]:
    """Votes of the three classes."""
    cast = {"leaders": leaders, "panel": panel, "members": members}
    return tuple(
        Fact(f"{organ} {name} {n}", "ballot", organ, "cast", "2020", rater=f"{name} {n}", choice=grade, panel=name)
        for name, grades in cast.items()
        for n, grade in enumerate(grades, start=1)
    )


def alike(organ: str, *grades: str) -> tuple[Fact, ...]:
    """The same votes in every class."""
    return votes(organ, grades, grades, grades)


REVIEWED = Case(
    "述职评议：三类评议人、四个等次与年终考核的百分之十五",
    Review,
    ("2020",),
    (
        # 90 × 0.2 + 55 × 0.4 + 60 × 0.4 = 18 + 22 + 24
        *votes("A", (GOOD, FAIRLY), (GOOD, POOR, POOR, POOR), (GOOD, POOR, POOR)),
        *alike("B", GOOD, FAIRLY),
        *votes("C", (GOOD, FAIRLY, FAIRLY), (GOOD, FAIRLY), (GOOD, FAIRLY)),  # 17.334 + 36 + 36
        *alike("D", FAIRLY, FAIRLY),
        *votes("E", (FAIRLY, FAIRLY, FAIRLY, FAIRLY, ORDINARY), (FAIRLY,), (FAIRLY,)),  # 15.2 + 32 + 32
        *votes("F", (ORDINARY,), (ORDINARY, ORDINARY), (ORDINARY, ORDINARY)),
        *votes("G", (ORDINARY, ORDINARY, ORDINARY, ORDINARY, POOR), (ORDINARY,), (ORDINARY,)),  # 11.2 + 24 + 24
        *votes("H", (GOOD,), (GOOD,), (GOOD, GOOD)),
        *votes("I", (GOOD,), (), (GOOD, GOOD, GOOD, GOOD)),
        *alike("J", *THIRDS),  # 86.67 × 0.15 = 13.0005
    ),
    {
        "A": {"score": "64", "grade": ORDINARY, "cadre_share": "9.6", "place": "6"},
        "B": {"score": "90", "grade": GOOD, "cadre_share": "13.5", "place": "1"},
        "C": {"score": "89.334", "grade": FAIRLY, "place": "2"},
        "D": {"score": "80", "grade": FAIRLY, "cadre_share": "12", "answerable": "0"},
        "E": {"score": "79.2", "grade": ORDINARY, "cadre_share": "11.88"},
        "F": {"score": "60", "cast": "5", "grade": ORDINARY, "answerable": "0"},
        "G": {"score": "59.2", "grade": POOR, "answerable": "1", "place": "8"},
        "H": {"score": None, "cast": "4", "grade": None, "place": None},
        "I": {"score": None, "cast": "5", "cadre_share": None},
        "J": {"score": "86.67", "cadre_share": "13", "place": "3"},
    },
)


def done(organ: str, *left_out: str) -> tuple[Fact, ...]:
    """Every key task but these."""
    return tuple(Fact(f"{organ} {key}", "check", organ, key, "2020", "1") for key in TASKS if key not in left_out)


CAMPAIGN = Case(
    "模范机关：6个方面19项重点任务",
    ModelOrgan,
    ("2020",),
    (
        *done("A"),
        *done("B", *LAST_OF_EACH_ASPECT),
        *done("C", "task_01"),
        *done("D", *TASKS[1:]),
    ),
    {
        "A": {"done": "19", "aspects": "6", "state": "fulfilled", "place": "1"},
        "B": {"done": "13", "aspects": "0", "aspect_1": "3", "aspect_6": "2", "state": "under_way", "place": "3"},
        "C": {"done": "18", "aspects": "5", "state": "under_way", "place": "2"},
        "D": {"done": "1", "aspects": "0", "aspect_1": "1"},
        "E": {"done": "0", "state": "under_way", "place": "5"},
    },
    refused=tuple(Fact(f"twice {key}", "check", "A", key, "2020", "2") for key in TASKS),
)

TEAMS = Case(
    "述职评议结果纳入领导班子年终考核的百分之十五",
    Team,
    ("2020",),
    (),
    {
        # (90.01 + 80.02) ÷ 2 = 85.015; a third secretary was not judged; 85.02 × 0.15 = 12.753
        "甲": {"review": "85.02", "share": "12.75", "place": "1"},
        "乙": {"review": "79.38", "share": "11.91", "place": "2"},
        "丙": {"review": None, "share": None, "place": None},
        "丁": {"review": "79.38", "share": "11.91", "place": "2"},
        "戊": {"review": "60", "share": "9", "place": "4"},
    },
    linked={
        "review": Linked.of(
            {
                "P": {"score": "90.01"},
                "Q": {"score": "80.02"},
                "R": {"score": None},
                "S": {"score": "79.38"},
                "T": {"score": None},
                "U": {"score": "79.38"},
                "V": {"score": "60"},
            },
            {"P": "甲", "Q": "甲", "R": "甲", "S": "乙", "T": "丙", "U": "丁", "V": "戊"},
        )
    },
)

CASES: tuple[Case, ...] = (REVIEWED, TEAMS, CAMPAIGN)
