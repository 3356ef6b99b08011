"""The golden cases of the section: points, lights over three months and half months, and what a light costs."""

from biaochi_sdk import Case, Linked

from biaochi_laixi.recorded import got, task
from biaochi_laixi.section import Section

JANUARY, FEBRUARY, MARCH = "2023-01", "2023-02", "2023-03"

MEMBERS = Linked.of(
    {
        **{f"A{number}": {"points": points} for number, points in enumerate(("80", "81", "80", None))},
        **{of: {"points": points} for of, points in (("B1", "100"), ("D1", "1"), ("E1", "50"), ("F1", "10.5"))},
    },
    {"A0": "A", "A1": "A", "A2": "A", "A3": "A", "B1": "B", "D1": "D", "E1": "E", "F1": "F"},
)

LISTS = Case(
    "科室积分：党员平均积分七成、科室事项三成，挂牌扣分",
    Section,
    (JANUARY, FEBRUARY, MARCH),
    (
        # (80 + 81 + 80) ÷ 3 = 80.33; 59.5 ÷ 90 = 66.11; 0.7 × 80.33 + 0.3 × 66.11 = 76.064; the second yellow takes 1
        task("A", "own", MARCH, "90", "59.5"),
        *got("A", FEBRUARY, planned="30", actual="20"),
        *got("A", MARCH, planned="50", actual="20"),
        *got("B", MARCH, planned="51", actual="20"),
        task("C", "own", MARCH, "100", "60"),
        *got("C", MARCH, planned="1"),
        *(fact for code in (JANUARY, FEBRUARY, MARCH) for fact in got("D", code, planned="5", actual="0")),
        task("E", "own", MARCH, "100", "50"),
        *(fact for code in (JANUARY, FEBRUARY, MARCH) for fact in got("E", code, planned="100", actual="10")),
        *got("F", MARCH, planned="0", actual="0"),
        *(fact for code in (FEBRUARY, MARCH) for fact in got("G", code, planned="100", actual="10")),
        *got("H", MARCH, planned="10", actual="100"),
        *got("I", MARCH, planned="5", actual="1"),
        *got("J", MARCH, planned="19", actual="10"),
        *(fact for code in (FEBRUARY, MARCH) for fact in got("K", code, planned="5", actual="0")),
    ),
    {
        "A": {"personal_points": "80.33", "own_points": "66.11", "earned": "76.06", "points": "75.06", "place": "2"}
        | {
            "headcount": "3",
            "behind": "30",
            "light": "yellow",
            "yellow_running": "2",
            "warned": "1",
            "cost": "1",
            "measure": "letter",
        },
        "B": {
            "own_points": None,
            "earned": "100",
            "points": "98",
            "place": "1",
            "light": "red",
            "measure": "interview",
        },
        "C": {"personal_points": None, "earned": "60", "points": "60", "idle": "1", "light": "yellow", "cost": "0"}
        | {"measure": "none", "place": "3"},
        "D": {"earned": "1", "points": "0", "idle_running": "3", "light": "red", "cost": "2", "measure": "interview"},
        "E": {"points": "48", "red_running": "3", "measure": "listed", "light": "red", "place": "4"},
        "F": {"points": "10.5", "idle": "0", "light": "green", "measure": "none", "headcount": "1"},
        "G": {"red_running": "2", "measure": "interview", "earned": None, "points": None, "place": None},
        "H": {"behind": "0", "light": "green"},
        "I": {"idle": "0", "behind": "4", "light": "green"},
        "J": {"behind": "9", "light": "green"},
        "K": {"idle_running": "2", "light": "yellow", "warned": "1", "measure": "letter"},
    },
    refused=(
        task("A", "personal", MARCH, "100.5", "0"),
        task("A", "own", MARCH, "100.5", "0"),
        *got("A", MARCH, planned="101", actual="101"),
        *got("A", MARCH, planned="-1", actual="-1"),
    ),
    linked={"member": MEMBERS},
)

HALVES = ("2023-05b", "2023-06a", "2023-06b")
DISPATCHED = Case(
    "每半月调度：连续三个半月红牌，挂牌督办",
    Section,
    HALVES,
    (
        *(fact for code in HALVES for fact in got("A", code, planned="60", actual="29")),
        *got("B", "2023-06b", planned="60", actual="50"),
    ),
    {
        "A": {"behind": "31", "dispatch": "1", "light": "red", "red_running": "3", "measure": "listed", "cost": "2"},
        "B": {"behind": "10", "dispatch": "2", "light": "yellow", "measure": "none"},
    },
)

THREE_MONTHS = ("2023-03a", "2023-03b", "2023-04a", "2023-04b", "2023-05a", "2023-05b")
NOT_BEGUN = Case(
    "三个月未启动才是红牌：每半月一期的，满六期",
    Section,
    THREE_MONTHS,
    (
        *(fact for code in THREE_MONTHS for fact in got("A", code, planned="5", actual="0")),
        *(fact for code in THREE_MONTHS[1:] for fact in got("B", code, planned="5", actual="0")),
    ),
    {
        "A": {"idle_running": "6", "three_months": "6", "light": "red", "measure": "interview"},
        "B": {"idle_running": "5", "light": "yellow", "measure": "letter"},
    },
)

CASES: tuple[Case, ...] = (LISTS, DISPATCHED, NOT_BEGUN)
