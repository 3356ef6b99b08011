"""Five in one in the example year: twelve lists, six dispatches, four supervisions, two inspections, one review."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from examples.dazhou.town import YEAR, Department
from examples.dazhou.work import near
from examples.items import Filled, Items

MARKS, HOURS = 3, 2
"""Raters of an instrument; how long a dispatch takes."""
MISSED = {5: ("monthly_list", 2), 6: ("dispatching", 1), 7: ("delegates_visit", 1)}
"""Departments that left one instrument out once, by number: which, and in which of its periods."""


def on(month: int, day: int) -> str:
    """A day of the year."""
    return f"{YEAR}-{month:02}-{day:02}"


def five_in_one(items: Items, random: Random, found: Sequence[Department], raters: Iterator[str]) -> None:
    """Each department's monthly lists, dispatches, supervisions, inspections by delegates, and the year's review."""
    for one in found:
        convener = next(raters)
        for month in _periods(one, "monthly_list", 12):
            _list(items, random, one, month, convener)
        for number in _periods(one, "dispatching", 6):
            _scored(items, random, one, ("dispatching", f"DD{number}", on(2 * number, 20)), convener)
        for number in _periods(one, "tracking", 4):
            _scored(items, random, one, ("tracking", f"DB{number}", on(3 * number, 25)), convener)
        for number in _periods(one, "delegates_visit", 2):
            marks = [(next(raters), near(random, one.level)) for _ in range(MARKS)]
            filled: Filled = {
                "convener": convener,
                "record": "样例：现场视察记录",
                "delegates": [rater for rater, _ in marks],
            }
            code, day = f"SC{number}-{one.code}", on(6 * number - 1, 18)
            _marked(items, one, ("delegates_visit", "delegates_mark", code, day), filled, marks)
        marks = [(next(raters), near(random, one.level)) for _ in range(MARKS)]
        filled = {"convener": convener, "record": "样例：述职评议记录", "mode": "on_stage"}
        _marked(items, one, ("reporting", "reporting_mark", f"SZ-{one.code}", on(12, 22)), filled, marks)


def _periods(one: Department, kind: str, many: int) -> list[int]:
    """The numbers of an instrument's periods, but for the one that a department left out."""
    return [number for number in range(1, many + 1) if MISSED.get(one.number) != (kind, number)]


def _list(items: Items, random: Random, one: Department, month: int, convener: str) -> None:
    code = f"QD{month:02}-{one.code}"
    issued = items.open("monthly_list", code, one.code, on(month, 2), filled={"convener": convener})
    filled: Filled = {"part": "task", "how": "样例：按清单逐项推进", "owner": convener, "worth": 100}
    task = items.open(
        "list_item",
        f"{code}-1",
        one.code,
        on(month, 2),
        name=f"机关党建任务清单（{month:02}月）",
        parent=code,
        due=on(month, 28),
        filled=filled,
    )
    task.take("finish", on(month, 26), filled={"result": "样例：已完成", "earned": near(random, one.level)})
    issued.take("sum_up", on(month, 28), filled={"record": "样例：本月任务完成情况"})


def _scored(items: Items, random: Random, one: Department, what: tuple[str, str, str], convener: str) -> None:
    kind, code, day = what
    filled: Filled = {"convener": convener, "record": "样例：会议（督办）记录", "points": near(random, one.level)}
    lasted: Filled = {"hours": HOURS} if kind == "dispatching" else {}
    items.open(kind, f"{code}-{one.code}", one.code, day, filled={**filled, **lasted})


def _marked(
    items: Items,
    one: Department,
    what: tuple[str, str, str, str],
    filled: Filled,
    marks: Sequence[tuple[str, Decimal]],
) -> None:
    kind, mark, code, day = what
    held = items.open(kind, code, one.code, day, filled=filled)
    for place, (rater, points) in enumerate(marks, start=1):
        items.open(mark, f"{code}-{place}", one.code, day, parent=code, filled={"rater": rater, "points": points})
    held.take("conclude", day)
