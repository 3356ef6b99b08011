"""The golden cases of duty and of members' points, worked by hand; together they pin every number of both rules."""

from biaochi_sdk import Case, Fact, Linked

from biaochi_dazhou.cases_performance import QUARTERS, checked
from biaochi_dazhou.duty import Duty
from biaochi_dazhou.members import Member, Members


def daily(subject: str, period: str, amount: str) -> Fact:
    """Points taken at a daily check."""
    return Fact(f"{subject} {period} daily", "ledger", subject, "daily", period, amount)


FIRST_QUARTER = (daily("A", "2020-02", "2"), checked("A", "supervision", "2020-Q1", "88.5"))
DUTY_QUARTER = Case(
    "履行党建责任：一个季度的日常检查与常态督查",
    Duty,
    ("2020-Q1",),
    (
        *FIRST_QUARTER,
        daily("D", "2020-03", "0.5"),
        daily("B", "2020-Q1", "100"),
        checked("B", "supervision", "2020-Q1", "0"),
    ),
    {
        "A": {"daily": "98", "supervision": "88.5", "routine": "93.25"},
        "B": {"daily": "0", "supervision": "0", "routine": "0"},
        "C": {"daily": "100", "supervision": None, "routine": "100"},
        "D": {"daily": "99.5", "routine": "99.5"},
    },
    refused=(
        daily("A", "2020-02", "100.5"),
        checked("A", "supervision", "2020-Q1", "100.5"),
        checked("A", "rating", "2020", "100.5"),
    ),
)

DUTY_YEAR = Case(
    "履行党建责任指数",
    Duty,
    (*QUARTERS, "2020"),
    (
        *FIRST_QUARTER,
        daily("A", "2020-08", "100"),
        checked("A", "supervision", "2020-Q3", "0"),
        checked("A", "supervision", "2020-Q4", "100"),
        checked("A", "rating", "2020", "88.5"),
        checked("C", "rating", "2020", "100"),
    ),
    {
        # (93.25 + 100 + 0 + 100) ÷ 4 = 73.3125; 0.6 × 73.31 + 0.4 × 88.5 = 43.986 + 35.4 = 79.386
        "A": {"routine_mean": "73.31", "fulfilment": "79.39", "place": "2"},
        "B": {"routine_mean": "100", "fulfilment": None, "place": None},
        "C": {"fulfilment": "100", "place": "1"},
    },
)

DIMENSIONS = ("politics", "ideology", "style", "discipline", "business")


def points(member: str, period: str, *amounts: str) -> tuple[Fact, ...]:
    """A member's points of a quarter by dimension."""
    named = zip(DIMENSIONS, amounts, strict=False)
    return tuple(checked(member, key, period, amount) for key, amount in named)


YEAR_OF_POINTS = (
    *points("A", "2020-Q1", "18.25", "17.5", "16.01", "20", "15"),  # 86.76
    *points("A", "2020-Q2", "19.01", "18.03", "17.33", "16.65", "15.55"),  # 86.57
    *points("A", "2020-Q3", "20", "20", "20", "20"),
    *points("A", "2020-Q4", "10", "10", "10", "10", "10.01"),  # 50.01
    *points("B", "2020-Q1", "20", "20", "20", "20", "20"),
)
MEMBER = Case(
    "党员量化积分",
    Member,
    (*QUARTERS, "2020"),
    (*YEAR_OF_POINTS, *points("D", "2020-Q4", "20", "20", "20", "20", "19")),
    {
        # A dimension is missing in the third quarter, which is not judged: 223.34 ÷ 3 = 74.446…
        "A": {"points_of_year": "74.45", "place": "2"},
        "B": {"points_of_year": "100", "place": "1"},
        "C": {"points_of_year": None, "place": None},
        "D": {"points_of_year": "99", "place": "1"},
    },
    refused=points("A", "2020-Q1", *["20.01"] * 5),
    linked={"branch": Linked.of({}, {"A": "支部1", "B": "支部1", "C": "支部1", "D": "支部2"})},
)


def took_part(member: str, indicator: str, number: str, amount: str = "1") -> Fact:
    """That a member was there; as it follows from a class or from volunteering."""
    return Fact(f"{member} {indicator} {number}", "ledger", member, indicator, "2020-Q1", amount)


TOOK_PART = Case(
    "党员参加培训班和志愿服务的次数，不入积分",
    Member,
    ("2020-Q1",),
    (
        *(took_part("A", "trained", number) for number in "12"),
        took_part("A", "volunteered", "1"),
        took_part("B", "trained", "1", "50"),
        took_part("B", "trained", "2", "1"),
        took_part("B", "volunteered", "1", "50"),
        took_part("B", "volunteered", "2", "1"),
    ),
    {
        "A": {"trained": "2", "volunteered": "1", "points": None},
        "B": {"trained": "50", "volunteered": "50"},
    },
    refused=tuple(took_part("A", key, "3", "0.5") for key in ("trained", "volunteered")),
)

MEMBERS = Case(
    "党员行为积分指数：支部党员的平均积分",
    Members,
    ("2020",),
    (),
    {
        # 74.45 + 100 + 100 = 274.45; ÷ 3 = 91.4833…; who was not judged is left out.
        "支部1": {"points_of_year": "91.48", "counted": "3", "place": "2"},
        "支部2": {"points_of_year": "99", "counted": "1", "place": "1"},
        "支部3": {"points_of_year": None, "counted": "0", "place": None},
    },
    linked={
        "member": Linked.of(
            {
                "A": {"points_of_year": "74.45"},
                "B": {"points_of_year": "100"},
                "C": {"points_of_year": None},
                "D": {"points_of_year": "99"},
                "E": {"points_of_year": "100"},
                "F": {"points_of_year": None},
            },
            {"A": "支部1", "B": "支部1", "C": "支部1", "D": "支部2", "E": "支部1", "F": "支部3"},
        )
    },
)

MEMBERS_QUARTER = Case(
    "党员行为积分：一个季度的平均",
    Members,
    ("2020-Q1",),
    (),
    {"支部1": {"points": "95.58"}},  # 86.76 + 100 + 99.99 = 286.75; ÷ 3 = 95.5833…
    linked={
        "member": Linked.of(
            {"A": {"points": "86.76"}, "B": {"points": "100"}, "E": {"points": "99.99"}},
            dict.fromkeys("ABE", "支部1"),
        )
    },
)

CASES: tuple[Case, ...] = (DUTY_QUARTER, DUTY_YEAR, MEMBER, TOOK_PART, MEMBERS, MEMBERS_QUARTER)
