"""The golden cases of the section: points, lights over three months, and what a light costs."""

from biaochi_sdk import Case

from biaochi_laixi.recorded import got, task
from biaochi_laixi.section import Section

JANUARY, FEBRUARY, MARCH = "2023-01", "2023-02", "2023-03"

LISTS = Case(
    "科室积分：个人七成、科室事项三成，挂牌扣分",
    Section,
    (JANUARY, FEBRUARY, MARCH),
    (
        # 120.5 ÷ 150 = 80.33; 59.5 ÷ 90 = 66.11; 0.7 × 80.33 + 0.3 × 66.11 = 76.064; the second yellow takes 1
        task("A", "personal", MARCH, "100", "80"),
        task("A", "personal", MARCH, "50", "40.5"),
        task("A", "own", MARCH, "90", "59.5"),
        *got("A", FEBRUARY, planned="30", actual="20"),
        *got("A", MARCH, planned="50", actual="20", headcount="500"),
        task("B", "personal", MARCH, "100", "100"),
        *got("B", MARCH, planned="51", actual="20", headcount="7"),
        task("C", "own", MARCH, "100", "60"),
        *got("C", MARCH, planned="1"),
        task("D", "personal", MARCH, "100", "1"),
        *(fact for code in (JANUARY, FEBRUARY, MARCH) for fact in got("D", code, planned="5", actual="0")),
        task("E", "personal", MARCH, "100", "50"),
        task("E", "own", MARCH, "100", "50"),
        *(fact for code in (JANUARY, FEBRUARY, MARCH) for fact in got("E", code, planned="100", actual="10")),
        task("F", "personal", MARCH, "100", "10.5"),
        *got("F", MARCH, planned="0", actual="0"),
        *(fact for code in (FEBRUARY, MARCH) for fact in got("G", code, planned="100", actual="10")),
        *got("H", MARCH, planned="10", actual="100"),
        *got("I", MARCH, planned="5", actual="1"),
        *got("J", MARCH, planned="19", actual="10"),
        *(fact for code in (FEBRUARY, MARCH) for fact in got("K", code, planned="5", actual="0")),
    ),
    {
        "A": {"personal_points": "80.33", "own_points": "66.11", "earned": "76.06", "points": "75.06", "place": "2"}
        | {"behind": "30", "light": "yellow", "yellow_running": "2", "warned": "1", "cost": "1", "measure": "letter"},
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
        "F": {"points": "10.5", "idle": "0", "light": "green", "measure": "none", "headcount": "0"},
        "G": {"red_running": "2", "measure": "interview", "earned": None, "points": None, "place": None},
        "H": {"behind": "0", "light": "green"},
        "I": {"idle": "0", "behind": "4", "light": "green"},
        "J": {"behind": "9", "light": "green"},
        "K": {"idle_running": "2", "light": "yellow", "warned": "1", "measure": "letter"},
    },
    refused=(
        task("A", "personal", MARCH, "100.5", "0"),
        task("A", "own", MARCH, "100.5", "0"),
        *got("A", MARCH, planned="101", actual="101", headcount="501"),
        *got("A", MARCH, planned="-1", actual="-1", headcount="-1"),
    ),
)

CASES: tuple[Case, ...] = (LISTS,)
