"""The golden cases of the branch: tiers and their movement, honours, stars with their lines and quota, exclusion."""

from dataclasses import replace

from biaochi_sdk import Case, Fact, Linked

from biaochi_laixi.branch import Branch
from biaochi_laixi.recorded import got, let_off, marked

BLOCKS = ("setting", "committee", "members", "life", "vanguard")


def branch(code: str, standard: int, half: bool = False) -> tuple[Fact, ...]:
    """A branch whose five blocks add up to so much, or half a point less."""
    each, over = divmod(standard, 5)
    amounts = [each + 1] * over + [each] * (5 - over)
    texts = [str(amount) for amount in amounts]
    return got(
        code, "2023", **dict(zip(BLOCKS, [*texts[:-1], f"{amounts[-1] - 1}.5" if half else texts[-1]], strict=True))
    )


def honour(code: str, level: str, case: str) -> Fact:
    """An honour of a level."""
    return Fact(f"{code} {level} {case}", "bonus", code, "honours", "2023", level=level, case=case)


YEAR = Case(
    "档次与升降、荣誉、星级、名额与不列入评选",
    Branch,
    ("2023",),
    (
        *branch("A", 95),
        *branch("B", 90),
        *branch("C", 90, half=True),
        honour("C", "province", "1"),
        *branch("D", 60),
        *branch("E", 60, half=True),
        *branch("F", 80, half=True),
        honour("F", "city", "1"),
        *branch("G", 100),
        honour("G", "county", "1"),
        *branch("H", 100),
        honour("H", "national", "1"),
        replace(honour("H", "national", "1"), id="H national 1 again"),
        let_off("H", "2023"),
        *branch("I", 75),
        *(honour("I", "national", case) for case in "1234"),
        *branch("J", 0),
        *got("K", "2023", setting="20"),
        *branch("L", 70),
        *branch("M", 70, half=True),
        *branch("N", 80),
        *branch("O", 95, half=True),
        *branch("P", 90, half=True),
        *branch("S", 93, half=True),
        *branch("T", 82, half=True),
        *branch("U", 85),
        *branch("V", 92),
        *branch("W", 90),
        *branch("Y", 84),
        *marked("A", "entered", "2023", "80", "90.5", "100"),
        *marked("B", "entered", "2023", "0", "50"),
        *marked("C", "entered", "2023", "60", "60", "60"),
    ),
    {
        "A": {"standard": "95", "tier": "advanced", "before": "middle", "movement": "up", "star": "five"}
        | {"showcase": "1", "limited_star": "four", "for_meeting": "1", "brand": "90.17", "brand_place": "1"},
        "B": {"tier": "advanced", "movement": "same", "star": "four", "limited_star": "three", "for_meeting": "1"}
        | {"brand": None},
        "C": {"standard": "89.5", "score": "93.5", "tier": "middle", "movement": "down", "star": "four"}
        | {"brand": "60", "brand_place": "2"},
        "D": {"tier": "middle", "movement": "up", "star": "one", "low": "1", "excluded": "1", "eligible": "0"},
        "E": {"standard": "59.5", "tier": "lagging", "movement": "down", "rectified": "1", "star": "unrated"},
        "F": {"score": "81.5", "movement": "first", "star": "three", "limited_star": "two", "for_meeting": "1"},
        "G": {"score": "101", "unit_barred": "1", "computed_star": "five", "star": "four", "eligible": "0"}
        | {"limited_star": "four", "five_star": "0", "showcase": "0", "nominated": None},
        "H": {"honours": "6", "score": "106", "unit_barred": "1", "excluded": "1", "star": "five", "eligible": "1"}
        | {"limited_star": "five", "place": "1", "nominated": "1"},
        "I": {
            "honours": "20",
            "score": "95",
            "tier": "middle",
            "star": "five",
            "showcase": "0",
            "for_meeting": "1",
            "nominated": "2",
        },
        "J": {"standard": "0", "tier": "lagging", "movement": "same", "low": "1", "place": "21"},
        "K": {"standard": None, "tier": "unrated", "movement": "same", "star": None, "eligible": "0"},
        "L": {"star": "two", "unit_barred": None, "excluded": "0"},
        "M": {"score": "69.5", "star": "one", "low": "0", "last": "3"},
        "N": {"star": "three", "limited_star": "two", "place": "16"},
        "O": {"score": "94.5", "star": "four", "limited_star": "four"},
        "P": {"score": "89.5", "star": "three"},
        "V": {"star": "four", "limited_star": "four"},
        "Y": {"star": "three", "limited_star": "three"},
    },
    {"A": "middle", "B": "advanced", "C": "advanced", "D": "lagging", "E": "middle", "J": "lagging"},
    refused=(
        *got("A", "2023", **dict.fromkeys(BLOCKS, "20.5")),
        *marked("A", "entered", "2023", "100.5", "-0.5"),
    ),
    linked={"organ": Linked.of({"甲": {"barred": "1"}, "乙": {"barred": "0"}}, {"A": "乙", "G": "甲", "H": "甲"})},
)

TENTH = Case(
    "四十个党支部，末一成是四个",
    Branch,
    ("2023",),
    tuple(fact for n in range(40) for fact in branch(f"支部{n:02d}", 50 + n)),
    {
        "支部00": {"last": "4", "low": "1", "star": "unrated"},
        "支部03": {"low": "1"},
        "支部04": {"low": "0", "place": "36"},
        "支部29": {"score": "79", "star": "two"},
    },
)

CASES: tuple[Case, ...] = (YEAR, TENTH)
