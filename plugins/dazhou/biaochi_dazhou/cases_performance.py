"""The golden cases of the performance index, worked by hand; together they pin every number of its rules."""

from collections.abc import Mapping, Sequence

from biaochi_sdk import Case, Fact, period

from biaochi_dazhou.performance import Performance

MONTHS = tuple(f"2020-{number:02d}" for number in range(1, 13))
QUARTERS = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")
TWO_MONTHS = tuple(f"2020-B{number}" for number in range(1, 7))
HALVES = ("2020-H1", "2020-H2")
IN_ORDER = tuple(sorted((*MONTHS, *TWO_MONTHS, *QUARTERS, *HALVES), key=lambda code: period(code).close))
"""The periods of a year, itself left out, in the order they close."""


def rated(subject: str, indicator: str, period: str, *given: str) -> tuple[Fact, ...]:
    """One mark from each of as many raters."""
    named = ((f"{subject} {indicator} {period} {number}", f"R{number}", mark) for number, mark in enumerate(given))
    return tuple(Fact(name, "rating", subject, indicator, period, mark, rater=rater) for name, rater, mark in named)


def checked(subject: str, indicator: str, period: str, amount: str) -> Fact:
    """What the work committee, or the branch, recorded for one period."""
    return Fact(f"{subject} {indicator} {period} {amount}", "check", subject, indicator, period, amount)


def listed(subject: str, period: str, points: str, amount: str) -> Fact:
    """One task of a monthly list."""
    name = f"{subject} {period} {points}"
    return Fact(name, "task", subject, "task_list", period, amount, points=points, share="COMMON")


def placed(subject: str, cluster: str, part: str = "led") -> tuple[Fact, Fact]:
    """A department's cluster, and whether it leads there."""
    return (
        Fact(f"{subject} cluster", "choice", subject, "cluster", "2020", choice=cluster),
        Fact(f"{subject} part", "choice", subject, "part", "2020", choice=part),
    )


def every(subject: str, mark: str) -> tuple[Fact, ...]:
    """All five instruments of one year with the same mark."""
    return (
        listed(subject, "2020-01", "100", mark),
        checked(subject, "dispatch", "2020-B1", mark),
        checked(subject, "supervision", "2020-Q1", mark),
        *rated(subject, "inspection", "2020-H1", mark, mark, mark),
        *rated(subject, "review", "2020", mark, mark, mark),
    )


def held(subject: str, less: Mapping[str, int] | None = None) -> tuple[Fact, ...]:
    """A year in which every instrument was held as often as it should be, but for so many times less."""
    fewer = less or {}

    def times(indicator: str, codes: Sequence[str]) -> Sequence[str]:
        return codes[fewer.get(indicator, 0) :]

    return (
        *(listed(subject, code, "10", "9") for code in times("task_list", MONTHS)),
        *(checked(subject, "dispatch", code, "80") for code in times("dispatch", TWO_MONTHS)),
        *(checked(subject, "supervision", code, "70") for code in times("supervision", QUARTERS)),
        *(fact for code in times("inspection", HALVES) for fact in rated(subject, "inspection", code, *["60"] * 3)),
        *(fact for code in times("review", ["2020"]) for fact in rated(subject, "review", code, *["50"] * 3)),
    )


def let_off(subject: str, indicator: str, period: str) -> Fact:
    """An instrument of which a department was excused in a period."""
    return Fact(f"{subject} {indicator} {period}", "choice", subject, indicator, period, choice="excused")


RHYTHM = Case(
    "五位一体：十二次清单、六次调度、四次督办、两次视察、一次述职评议",
    Performance,
    (*IN_ORDER, "2020"),
    (
        *held("A"),
        *held("B", {"task_list": 1}),
        *held("C", {"dispatch": 1}),
        *held("D", {"supervision": 1}),
        *held("E", {"inspection": 1}),
        *held("F", {"review": 1}),
        *held("L", {"task_list": 2, "dispatch": 1, "supervision": 1, "inspection": 1, "review": 1}),
        *held("M", {"task_list": 12}),
        Fact("M managed", "choice", "M", "managed", "2020", choice="present"),
        let_off("L", "list_excused", "2020-01"),
        let_off("L", "list_excused", "2020-02"),
        let_off("L", "dispatch_excused", "2020-B1"),
        let_off("L", "supervision_excused", "2020-Q1"),
        let_off("L", "inspection_excused", "2020-H1"),
        let_off("L", "review_excused", "2020"),
    ),
    {
        # 0.15 × (90 + 80 + 70 + 60) + 0.4 × 50 = 65
        "A": {"rhythm": "whole", "reached": "65", "lists": "12", "dispatches": "6", "supervisions": "4"},
        "B": {"rhythm": "broken", "lists": "11", "reached": "65", "inspections": "2"},
        "C": {"rhythm": "broken", "dispatches": "5"},
        "D": {"rhythm": "broken", "supervisions": "3"},
        "E": {"rhythm": "broken", "inspections": "1"},
        "F": {"rhythm": "broken", "held": "0", "reached": None, "place": None},
        "M": {"rhythm": "exempt", "held": "0"},
        # Excused of six: nothing is missing, and without a review there is no index.
        "L": {"rhythm": "whole", "lists": "12", "dispatches": "6", "supervisions": "4", "inspections": "2"}
        | {"reached": None},
    },
)

TWO_LISTS = (listed("A", "2020-01", "10", "8.5"), listed("A", "2020-02", "12.5", "9"))
THREE_DISPATCHES = tuple(
    checked("A", "dispatch", code, mark) for code, mark in (("2020-B1", "90"), ("2020-B2", "85.5"), ("2020-B6", "88"))
)
PERFORMANCE_QUARTER = Case(
    "党建绩效：一个季度的任务清单、工作调度与跟踪督办",
    Performance,
    (*MONTHS[:2], "2020-B1", MONTHS[2], "2020-Q1"),
    (
        *TWO_LISTS,
        *THREE_DISPATCHES,
        checked("A", "supervision", "2020-Q1", "81"),
        listed("B", "2020-01", "10", "10"),
        checked("B", "supervision", "2020-Q1", "90"),
    ),
    {
        # The dispatch of March and April is no part of the quarter: 77.78 + 90 + 81 = 248.78; ÷ 3 = 82.926…
        "A": {"list_score": "77.78", "dispatch_score": "90", "supervision": "81", "running": "82.93"},
        "B": {"list_score": "100", "dispatch_score": None, "running": None},
    },
)

PERFORMANCE = Case(
    "党建绩效指数与组团",
    Performance,
    (*IN_ORDER, "2020"),
    (
        *TWO_LISTS,
        *THREE_DISPATCHES,
        checked("A", "supervision", "2020-Q1", "80.5"),
        checked("A", "supervision", "2020-Q3", "80.5"),
        checked("A", "supervision", "2020-Q4", "81"),
        *rated("A", "inspection", "2020-H1", "60", "91.5", "90", "91", "100"),
        *rated("A", "review", "2020", "70", "75.5", "75.5"),
        *every("B", "75.5"),
        *every("G", "0"),
        *every("H", "100"),
        *rated("C", "inspection", "2020-H1", "60", "90", "91", "100"),
        *rated("C", "review", "2020", "60", "90", "91", "100", "100"),
        *rated("D", "inspection", "2020-H1", "60", "90"),
        *rated("D", "review", "2020", "60", "90", "91", "100"),
        *rated("E", "review", "2020", "60", "90"),
        *placed("A", "cluster_1", "leading"),
        *placed("B", "cluster_1"),
        *placed("C", "cluster_2", "leading"),
        *placed("D", "cluster_2", "leading"),
        *(fact for name in "EGH" for fact in placed(name, "cluster_3", "leading")),
        *placed("I", "cluster_4"),
    ),
    {
        # 17.5 ÷ 22.5 = 77.777…; 263.5 ÷ 3 = 87.833…; 242 ÷ 3 = 80.666…; 272.5 ÷ 3 = 90.833…; 221 ÷ 3 = 73.666…
        # 0.15 × (77.78 + 87.83 + 80.67 + 90.83) + 0.4 × 73.67 = 50.5665 + 29.468 = 80.0345
        "A": {"list_score": "77.78", "dispatch_score": "87.83", "supervision_score": "80.67", "place": "2"}
        | {"inspection_score": "90.83", "review_score": "73.67", "reached": "80.03"}
        # (80.03 + 75.5) ÷ 2 = 77.765
        | {"leading": "1", "well_led": "1", "cluster_mean": "77.77"},
        "B": {"reached": "75.5", "place": "3", "cluster_mean": "77.77", "rhythm": "broken"},
        # 341 ÷ 4 = 85.25 of four marks; (90 + 91 + 100) ÷ 3 = 93.666… of five
        "C": {"inspection_score": "85.25", "review_score": "93.67", "reached": None, "well_led": "1", "leading": "2"},
        "D": {"inspection_score": None, "review_score": "85.25", "cluster_mean": None},
        "E": {"review_score": None, "leading": "3", "well_led": "0", "cluster_mean": "50"},
        "G": {"reached": "0", "place": "4"},
        "H": {"reached": "100", "place": "1"},
        "I": {"leading": "0", "well_led": "0", "reached": None},
    },
    refused=(
        listed("A", "2020-01", "100.5", "1"),
        checked("A", "dispatch", "2020-B1", "100.5"),
        checked("A", "supervision", "2020-Q1", "100.5"),
        *rated("A", "inspection", "2020-H1", "100.5"),
        *rated("A", "review", "2020", "100.5"),
        *rated("A", "inspection", "2020", "90"),
    ),
)

CASES: tuple[Case, ...] = (RHYTHM, PERFORMANCE_QUARTER, PERFORMANCE)
