"""The golden cases of the department: score, mutual coefficient, stars, exclusion with override."""

from collections.abc import Sequence

from biaochi_sdk import Case, Fact, Linked

from biaochi_laixi.organ import Organ
from biaochi_laixi.recorded import got, let_off, marked, named, voted

QUARTERS = ("2023-Q1", "2023-Q2", "2023-Q3", "2023")
MEASURES = ("telling", "looking", "checking", "asking", "rating")


def even(organ: str, points: int, year: str = "2023", test: str = "") -> tuple[Fact, ...]:
    """A department that gets these points of everything in Party work."""
    fifth = str(points // 5) if points % 5 == 0 else f"{points // 5}.5"
    return (
        *got(organ, f"{year}-Q1", supervision=str(points)),
        *got(organ, year, political_test=test or str(points), **dict.fromkeys(MEASURES, fifth)),
        *got(organ, year, "ledger", raised="100", confirmed=str(points)),
        *marked(organ, "judged", year, *[str(points)] * 3),
    )


def business(organ: str, targets: str, joint: str, members: Sequence[str], year: str = "2023") -> tuple[Fact, ...]:
    """A department's business: targets, joint building, and the votes of members."""
    return (*got(organ, year, targets=targets, joint=joint), *voted(organ, year, {"members": tuple(members)}))


SCORES = Case(
    "党建得分、业务得分与互为系数",
    Organ,
    QUARTERS,
    (
        # Q1 0.4 × 82.42 + 0.3 × 90 + 0.2 × 85.5 + 0.1 × 71 = 84.168; Q2 without arena 77.068 ÷ 0.9 = 85.63;
        # Q3 without observation too 59.968 ÷ 0.7 = 85.67; the mean of 84.17, 85.63 and 85.67 is 85.16
        *got("P", "2023-Q1", supervision="90", observation="85.5", arena="71"),
        *got("P", "2023-Q2", supervision="90", observation="85.5"),
        *got("P", "2023-Q3", supervision="90"),
        # 18 + 17.5 + 16 + 19 + 20 = 90.5; 0.6 × 85.16 + 0.4 × 90.5 = 87.296
        *got("P", "2023", telling="18", looking="17.5", checking="16", asking="19", rating="20"),
        # 9 of 11 is 81.82; (80 + 85.5 + 90) ÷ 3 = 85.17
        # 0.15 × 81.82 + 0.1 × 92.5 + 0.1 × 85.17 + 0.65 × 87.296 = 86.7824
        *got("P", "2023", "ledger", raised="11", confirmed="9"),
        *got("P", "2023", political_test="92.5"),
        *marked("P", "judged", "2023", "80", "90", "85.5", "100", "60"),
        # 260 ÷ 3 = 86.67, 180 ÷ 3 = 60, half of each 73.335; 0.8 × 88.87 + 0.1 × 75.5 + 0.1 × 73.34 = 85.98
        *got("P", "2023", targets="88.87", joint="75.5"),
        *voted("P", "2023", {"members": ("good", "good", "fair"), "masses": ("better", "poor", "fair")}),
        # Q1 (0.2 × 100 + 0.1 × 100) ÷ 0.3 = 100; Q2 75.5; nothing in Q3: 87.75
        *got("Q", "2023-Q1", observation="100", arena="100"),
        *got("Q", "2023-Q2", supervision="75.5"),
        *marked("Q", "judged", "2023", "0", "50.5"),
        *got("Q", "2023", targets="100", joint="100"),
        *voted("Q", "2023", {"masses": ("good",)}),
        # Four marks are not trimmed: (60 + 80 + 95 + 100) ÷ 4 = 83.75; 8.375 + 0.65 × 0.6 × 50 = 27.875
        *got("R", "2023-Q1", supervision="50"),
        *marked("R", "judged", "2023", "100", "60", "80", "95"),
        *got("R", "2023", targets="0", joint="0"),
        # (80 + 40) ÷ 2 = 60, (100 + 60 + 60) ÷ 3 = 73.33: 66.665
        *voted("R", "2023", {"members": ("better", "poor"), "masses": ("good", "fair", "fair")}),
        *(fact for organ in "PQR" for fact in named(organ, "2023", kind="town")),
    ),
    {
        "P": {"points": "82.42", "routine_year": "85.16", "year_end": "90.5", "work": "87.296", "practical": "81.82"}
        | {"innovation": "85.17", "party": "86.78", "satisfaction": "73.34", "business": "85.98"}
        | {"by_members": "86.67", "by_masses": "60"}
        | {"party_coefficient": "1.1", "business_coefficient": "1.1", "party_final": "95.46", "business_final": "94.58"}
        | {"business_by_rate": "74.61", "computed_star": "five", "star": "five", "party_place": "1"}
        | {"business_place": "1", "excluded": "0", "eligible": "1", "points_place": "1"},
        "Q": {"points": None, "routine_year": "87.75", "year_end": "0", "practical": "0", "innovation": "0"}
        | {"party": "34.22", "satisfaction": "100", "business": "100", "party_coefficient": "0.9"}
        | {"business_coefficient": "1.1", "business_by_rate": "34.22"},
        "R": {
            "innovation": "83.75",
            "party": "27.88",
            "satisfaction": "66.67",
            "by_masses": "73.33",
            "business": "6.67",
        }
        | {"business_coefficient": "0.9", "party_final": "25.09", "star": "unrated", "business_low": "0"},
    },
    refused=(
        *(
            fact
            for quarter in ("2023-Q1",)
            for fact in got("P", quarter, supervision="100.5", observation="100.5", arena="100.5")
        ),
        *got("P", "2023", political_test="100.5", joint="100.5", **dict.fromkeys(MEASURES, "20.5")),
        *got("P", "2023", targets="100.01"),
        *got("Q", "2023", targets="-0.01"),
        *got("P", "2023", "ledger", raised="1000", confirmed="1000"),
        *marked("P", "judged", "2023", "100.5", "-0.5"),
    ),
    linked={
        "section": Linked.of(
            # (80 × 10 + 90.5 × 3) ÷ 13 = 82.42
            {"科室1": {"points": "80", "headcount": "10"}, "科室2": {"points": "90.5", "headcount": "3"}},
            {"科室1": "P", "科室2": "P"},
        )
    },
)

ROUTINE = Case(
    "一个季度的平时考核",
    Organ,
    ("2023-Q1",),
    got("P", "2023-Q1", supervision="90", observation="85.5", arena="71"),
    # (0.3 × 90 + 0.2 × 85.5 + 0.1 × 71) ÷ 0.6 = 51.2 ÷ 0.6
    {"P": {"points": None, "routine": "85.33"}},
)

OLD_WEIGHTS = Case(
    "上调以前的权重",
    Organ,
    ("2022-Q1", "2022"),
    (
        # 0.1 × 50 + 0.05 × 90 + 0.05 × 80 + 0.8 × 0.6 × 75 = 49.5
        *got("P", "2022-Q1", supervision="75"),
        *got("P", "2022", "ledger", raised="998", confirmed="499"),
        *got("P", "2022", political_test="90"),
        *marked("P", "judged", "2022", "80", "80", "80"),
        *got("S", "2022", "ledger", raised="999", confirmed="999"),
    ),
    {
        "S": {"raised": "999", "confirmed": "999", "practical": "100"},
        "P": {"work": "45", "party": "49.5", "business": None, "party_final": None, "star": None},
    },
)

STARS = Case(
    "星级分数线与部门排名靠后",
    Organ,
    ("2023-Q1", "2023"),
    (
        # Half a point less in the test takes 0.05; business is 80 of everybody, so every business coefficient
        # is 1, and the four with the highest Party coefficient, 1.1, share the first place in business.
        *(fact for points in (95, 90, 80, 70, 60) for fact in even(f"{points}", points)),
        *(fact for points in (95, 90, 80, 70, 60) for fact in even(f"{points}-", points, test=f"{points - 1}.5")),
        *(
            fact
            for organ in ("95", "90", "80", "70", "60", "95-", "90-", "80-", "70-", "60-")
            for fact in business(organ, "80", "80", ["better"])
        ),
        let_off("60", "2023"),
    ),
    {
        "95": {"party_final": "95", "star": "five", "use": "rewarded", "five_star": "1"},
        "95-": {"party_final": "94.95", "star": "four", "use": "rewarded"},
        "90": {"star": "four", "use": "rewarded"},
        "90-": {"party_final": "89.95", "star": "three", "use": "kept"},
        "80": {"star": "three", "business_low": "0", "business_place": "5"},
        "80-": {"star": "two"},
        "70": {"star": "two", "party_low": "0", "party_place": "7"},
        "70-": {"star": "one", "party_low": "1", "excluded": "1", "eligible": "0", "use": "down"},
        "60": {"star": "one", "party_low": "1", "excluded": "1", "barred": "0", "eligible": "1", "use": "kept"},
        "60-": {"star": "unrated", "party_low": "1", "use": "down"},
    },
)

HONOURS = Case(
    "业务排名靠后不列入五星级，原则上的例外，与综合考核等次",
    Organ,
    ("2023-Q1", "2023"),
    (
        # Business 90 four times, 89, 88, 87: the mean is 89.14; everybody has 100 in Party work.
        *(fact for organ in "ABCDEFG" for fact in even(organ, 100)),
        *(fact for organ in "ABCD" for fact in business(organ, "90", "90", ["good", "better"])),
        *business("E", "88.75", "90", ["good", "better"]),
        *business("F", "87.5", "90", ["good", "better"]),
        *business("G", "86.25", "90", ["good", "better"]),
        let_off("E", "2023"),
        let_off("F", "2023"),
        *named("A", "2023", rated="excellent"),
        *named("E", "2023", rated="excellent"),
        *named("G", "2023", rated="excellent"),
        *named("W", "2023", kind="department"),
    ),
    {
        # 90 ÷ 89.14 = 1.0096; 87 ÷ 89.14 = 0.9760
        "A": {"business": "90", "business_coefficient": "1.0096", "party_final": "100.96", "star": "five", "use": "up"},
        "B": {"star": "five", "use": "rewarded", "party_low": "0", "business_low": "0"},
        "E": {"business": "89", "business_low": "1", "excluded": "1", "barred": "0", "star": "five", "use": "up"},
        "F": {"business_coefficient": "0.9872", "star": "five", "use": "rewarded"},
        "G": {"business": "87", "party_final": "97.6", "computed_star": "five", "star": "four", "barred": "1"}
        | {"five_star": "0", "use": "down"},
        "W": {"party": None, "star": None, "eligible": "1"},
    },
)


def crowded(organ: str, place: int, kind: str) -> tuple[Fact, ...]:
    """One of a large class: 60 points and one more for each place, in Party work and in business."""
    targets = "60.25" if organ == "部门00" else str(60 + place)
    return (
        *got(organ, "2023-Q1", supervision=str(60 + place)),
        *business(organ, targets, "0", ["good"]),
        *named(organ, "2023", kind=kind),
    )


CLASSES = Case(
    "大类取末一成，小类不排靠后",
    Organ,
    ("2023-Q1", "2023"),
    (
        *(fact for n in range(40) for fact in crowded(f"部门{n:02d}", n, "department")),
        *(fact for n in range(6) for fact in crowded(f"专班{n}", n, "task_force")),
        *(fact for n in range(5) for fact in crowded(f"镇街{n}", n, "town")),
    ),
    {
        # Party 0.39 × (60 + n), mean 31.005; business 58 + 0.8 n, the first 0.2 more, mean 73.605
        "部门00": {"party": "23.4", "party_coefficient": "0.9", "business": "58.2", "business_coefficient": "0.9"}
        | {"use": "removed"},
        "部门03": {"party_low": "1", "business_low": "1", "use": "removed"},
        "部门04": {"party_low": "0", "business_low": "0", "use": "kept"},
        "部门20": {"party_coefficient": "1.0061", "business_coefficient": "1.0053"},
        "部门39": {"party_coefficient": "1.1", "business_coefficient": "1.1", "party_place": "1"},
        "专班2": {"party_low": "1", "business_low": "1"},
        "专班3": {"party_low": "0", "business_low": "0"},
        "镇街0": {"party_low": "0", "business_low": "0", "use": "kept"},
    },
)

CASES: tuple[Case, ...] = (SCORES, ROUTINE, OLD_WEIGHTS, STARS, HONOURS, CLASSES)
