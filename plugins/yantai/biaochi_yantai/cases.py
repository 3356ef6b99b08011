"""The golden cases of the review and of the teams, worked by hand; together they pin every number of the rules."""

from biaochi_sdk import Case, Fact, Linked

from biaochi_yantai.given import QUARTERS, YEAR, entry, marks, number, plain, reported, votes
from biaochi_yantai.review import Review
from biaochi_yantai.team import Team

CLEAR, RECTIFYING, CLOSED = "clear", "rectifying", "closed"

SHEETS = Case(
    "问题反馈单与每季度末的报告",
    Review,
    QUARTERS[:2],
    (
        number("A", "problems", "2", "2020-01"),
        *reported("A", "2020-Q1"),
        number("B", "problems", "1", "2020-Q2"),
        *reported("B", "2020-Q2"),
        *reported("C", "2020-Q2"),
    ),
    {
        "A": {"held": RECTIFYING, "state": RECTIFYING, "due": "1", "overdue": "1", "quarter_total": "0"},
        "B": {"held": CLOSED, "raised": "1", "state": RECTIFYING, "overdue": "0", "quarter_total": "100"},
        "C": {"state": CLEAR, "due": "0", "overdue": "0", "quarter_total": None},
        "D": {"state": RECTIFYING, "raised": "0", "overdue": "1", "quarter_total": "0"},
    },
    {"B": CLOSED, "D": RECTIFYING},
    refused=(
        number("A", "problems", "51", "2020-Q1"),
        number("A", "solved", "51", "2020-Q1"),
        number("A", "told", "2", "2020-Q1", "check"),
        number("A", "problems", "1"),
    ),
)

REVIEW = Case(
    "现场述职：整改、突破项目、双报到、实名评议和打分",
    Review,
    YEAR,
    (
        entry("P", "kind", "county_and_town"),
        # 5 ÷ 7 × 60 = 42.857; one of four reports missed: 20 − 5; 42.86 + 15 + 15 = 72.86
        number("P", "problems", "7", "2020-01"),
        number("P", "solved", "2", "2020-03"),
        number("P", "solved", "3", "2020-Q4"),
        *reported("P", "2020-Q1", "2020-Q2", "2020-Q4"),
        number("P", "explained", "15", kind="check"),
        # 50 ÷ 75 × 100 = 66.667
        Fact("P topic", "task", "P", "project_rate", "2020", "50", points="75", share="INDIVIDUAL"),
        # 250 ÷ 300 × 100 = 83.333
        number("P", "registered", "91", "2020-02"),
        number("P", "registered", "159", "2020-03"),
        number("P", "members", "300"),
        # 280 ÷ 3 = 93.33; 520 ÷ 6 = 86.67; 740 ÷ 9 = 82.22
        # 0.2 × 93.33 + 0.4 × 86.67 + 0.4 × 82.22 = 86.222; 19 of 28 voted, two thirds are 18.67
        *votes("P", "GGF", "GGGFFO", "GGGGFFFOP-"),
        number("P", "invited", "28"),
        # without 70 and 100: 263.5 ÷ 3 = 87.833; (86.222 + 87.83) ÷ 2 = 87.026
        *marks("P", "seen_marks", "90", "85.5", "88", "70", "100"),
        # (72.86 + 66.67 + 83.33) ÷ 3 = 74.287; 0.6 × 74.29 + 0.4 × 87.026 = 79.3844
    ),
    {
        "P": {"solved_part": "42.86", "overdue_count": "1", "told_part": "15", "rectification": "72.86"}
        | {"year_state": RECTIFYING, "project": "66.67", "registration": "83.33", "routine": "74.29"}
        | {"cast": "18", "vote": "86.222", "session": "87.83", "year_end": "87.026", "total": "79.38"}
        | {"grade": "ordinary", "place": "1"},
    },
)

WRITTEN = Case(
    "书面述职：联席会议成员，没有登记形式的按书面",
    Review,
    YEAR,
    (
        *(entry(subject, "kind", "joint_meeting") for subject in "ABC"),
        # 306 ÷ 300 is no more than 100; no sheet and no project: the registration stands for the routine part
        number("A", "registered", "306"),
        number("A", "members", "300"),
        *votes("A", "G", "GG", "GG"),
        *marks("A", "seen_marks", "0", "0", "0"),
        *marks("A", "read_marks", "80", "90.5", "100"),  # 270.5 ÷ 3 = 90.167
        # 1 ÷ 3 × 60 = 20; no report missed; explained in full: 60, alone in the routine part
        number("B", "problems", "3", "2020-01"),
        number("B", "solved", "1", "2020-04"),
        *reported("B", *QUARTERS),
        number("B", "explained", "20", kind="check"),
        *votes("B", "P", "PP", "PP"),
        *marks("B", "read_marks", "0", "50", "61", "54", "100"),  # 165 ÷ 3 = 55
        entry("C", "entered_mode", "on_stage"),
        *votes("C", "G", "GG", "GG"),
        *marks("C", "seen_marks", "100", "80", "80", "80"),  # four marks, none left out
        *marks("C", "read_marks", "0", "0", "0"),
        entry("D", "entered_mode", "written"),
        number("D", "registered", "1"),
        number("D", "members", "4"),
        *votes("D", "G", "GG", "GG"),
        *marks("D", "read_marks", "100", "80", "80", "80"),
    ),
    {
        # (100 + 90.17) ÷ 2 = 95.085; 0.6 × 100 + 0.4 × 95.085 = 98.034
        "A": {"mode": "written", "registration": "100", "routine": "100", "session": "90.17", "year_end": "95.085"}
        | {"total": "98.03", "grade": "good", "place": "1"},
        # (40 + 55) ÷ 2 = 47.5; 0.6 × 60 + 0.4 × 47.5 = 55
        "B": {"solved_part": "20", "rectification": "60", "routine": "60", "vote": "40", "session": "55"}
        | {"total": "55", "grade": "poor", "place": "3", "year_state": RECTIFYING},
        "C": {"mode": "on_stage", "session": "85", "routine": None, "routine_part": "92.5", "total": "92.5"}
        | {"place": "2"},
        # 0.6 × 25 + 0.4 × 92.5 = 52; no class, no place
        "D": {"mode": "written", "session": "85", "routine": "25", "total": "52", "place": None},
    },
    refused=(
        *marks("A", "read_marks", "100.5"),
        *marks("A", "read_marks", "-0.5"),
        *marks("A", "seen_marks", "100.5"),
        *marks("A", "seen_marks", "-0.5"),
    ),
)

GRADES = Case(
    "评议等次的分数线",
    Review,
    ("2020",),
    (
        *plain("A", "F", "100"),  # (80 + 100) ÷ 2 = 90
        *plain("B", "F", "99"),
        *plain("C", "F", "80"),
        *plain("D", "F", "79"),
        *plain("E", "O", "60"),
        *plain("F", "O", "59"),
        *(entry(subject, "kind", "directly_under") for subject in "ABCDEF"),
        *plain("G", "F", "80"),
        entry("G", "kind", "directly_under"),
    ),
    {
        "A": {"total": "90", "grade": "good", "place": "1"},
        "B": {"total": "89.5", "grade": "fairly_good", "place": "2"},
        "C": {"total": "80", "grade": "fairly_good", "place": "3"},
        "G": {"total": "80", "grade": "fairly_good", "place": "3"},
        "D": {"total": "79.5", "grade": "ordinary", "place": "5"},
        "E": {"total": "60", "grade": "ordinary"},
        "F": {"total": "59.5", "grade": "poor"},
    },
)

VALID = Case(
    "有效票、到会人数和打分人数不足的不评判",
    Review,
    ("2020",),
    (
        *votes("A", "G", "GG", "G-"),  # five votes, four valid
        *votes("B", "G", "GG", "GG-"),  # six of nine: two thirds, the invalid one among them
        number("B", "invited", "9"),
        *votes("C", "G", "GG", "GG"),  # five of eight
        number("C", "invited", "8"),
        *votes("D", "", "GGG", "GGG"),  # no leader voted
        *plain("E", "G", "90")[:-1],  # two marks
        *votes("F", "G", "GG", "GG"),
        entry("F", "entered_mode", "written"),
        *marks("F", "read_marks", "90", "90"),
    ),
    {
        "A": {"cast": "4", "vote": None, "total": None, "grade": None},
        "B": {"cast": "5", "vote": "100"},
        "C": {"vote": None},
        "D": {"cast": "6", "vote": None},
        "E": {"vote": "100", "session": None, "year_end": None, "total": None},
        "F": {"session": None, "total": None},
    },
)

CLOSING = Case(
    "整改销号，以及各项登记的上下限",
    Review,
    YEAR,
    (
        number("A", "problems", "50", "2020-01"),
        number("A", "solved", "50", "2020-12"),
        number("A", "explained", "1", kind="check"),
        number("B", "problems", "1", "2020-01"),
        number("B", "solved", "1", "2020-02"),
        Fact("B topic", "task", "B", "project_rate", "2020", "0.5", points="100", share="INDIVIDUAL"),
        number("A", "registered", "10000"),
        number("A", "members", "10000"),
        number("B", "members", "1"),
        number("A", "invited", "10000"),
    ),
    {
        # nobody reported at any quarter's end: 20 − 4 × 5 = 0
        "A": {"solved_part": "60", "told_part": "0", "rectification": "61", "year_state": CLOSED},
        "B": {"solved_part": "60", "rectification": "60", "year_state": RECTIFYING, "project": "0.5"},
    },
    refused=(
        number("A", "explained", "21", kind="check"),
        Fact("A topic", "task", "A", "project_rate", "2020", "0", points="100.5", share="INDIVIDUAL"),
        number("A", "registered", "10001"),
        number("A", "members", "10001"),
        number("A", "members", "0.5"),
        number("A", "invited", "10001"),
    ),
)

TEAMS = Case(
    "述职评议结果运用到领导班子的考核",
    Team,
    ("2020",),
    (
        number("甲", "rest", "88.51", kind="check"),
        number("乙", "rest", "100", kind="check"),
        number("丙", "rest", "0", kind="check"),
    ),
    {
        # 0.15 × 79.38 = 11.907; 0.85 × 88.51 = 75.2335; together 87.1405
        "甲": {"review": "79.38", "share": "11.91", "total": "87.14"},
        # a secretary who was not judged
        "乙": {"review": None, "share": None, "total": None},
        # one of three secretaries was not judged: (90.01 + 80.02) ÷ 2 = 85.015
        "丙": {"review": "85.02", "share": "12.75", "total": "12.75"},
        "丁": {"review": "100", "share": "15", "total": None},
    },
    linked={
        "review": Linked.of(
            {
                "P": {"total": "79.38"},
                "Q": {"total": None},
                "R": {"total": "90.01"},
                "S": {"total": "80.02"},
                "T": {"total": None},
                "U": {"total": "100"},
            },
            {"P": "甲", "Q": "乙", "R": "丙", "S": "丙", "T": "丙", "U": "丁"},
        )
    },
    refused=(number("甲", "rest", "100.01", kind="check"), number("甲", "rest", "-0.01", kind="check")),
)

CASES: tuple[Case, ...] = (SHEETS, REVIEW, WRITTEN, GRADES, VALID, CLOSING, TEAMS)
