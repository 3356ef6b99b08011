"""The branches' year: 76 with five stars, 49 of them nominated first, 21 demonstration points, one honour of a city."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from examples.laixi.items import Filled, Items, on
from examples.laixi.town import OFFICE, Department
from examples.workbooks import Workbooks

BLOCKS = ("setting", "committee", "members", "life", "vanguard")
FIVE_STAR, NOMINATED, SHOWCASES, BRANDS = 76, 49, 21, 20
BRAND = "PP2023"


@dataclass(frozen=True)
class Course:
    """How a branch's year went: half points missed of the standard's hundred, and the tier it came from."""

    branch: str
    missed: int
    tier: str


def courses(random: Random, found: Sequence[Department]) -> list[Course]:
    """First the 49 that are nominated first, then the other five-star ones, then the rest; three are lagging."""
    able = [branch for one in found if not one.low for branch in one.branches]
    random.shuffle(able)
    five, others = able[:FIVE_STAR], able[FIVE_STAR:] + [branch for one in found if one.low for branch in one.branches]
    best = [Course(branch, random.randint(0, 4), "先进") for branch in five[:NOMINATED]]
    good = [Course(branch, random.randint(5, 10), random.choice(("先进", "中间"))) for branch in five[NOMINATED:]]
    rest = [Course(branch, random.randint(14, 70), random.choice(("先进", "中间"))) for branch in others[:-3]]
    lagging = [Course(branch, random.randint(82, 90), "中间") for branch in others[-3:]]
    return [*best, *good, *rest, *lagging]


def of_branches(
    workbooks: Workbooks, items: Items, random: Random, year: Sequence[Course], judges: Iterator[str]
) -> None:
    """Each is checked against the standard; some enter the brand contest; and the tier each came from."""
    items.open("contest", BRAND, OFFICE, on(9, 1), name="机关党建品牌评比", filled={"form": "brand"})
    for place, course in enumerate(year):
        missed = _spread(random, course.missed)
        points = {block: 20 - Decimal(missed.count(block)) / 2 for block in BLOCKS}
        checked: Filled = {"standard": "BZ2023", **points}
        items.open("standard_check", f"YS-{course.branch}", course.branch, on(12, 5), filled=checked)
        workbooks.enter(course.branch, course.tier)
        if place < BRANDS:
            _brand(items, random, course.branch, judges)


def of_honours(items: Items, random: Random, year: Sequence[Course]) -> None:
    """One honour of a city, 49 advanced organizations, 21 demonstration points: nominated, selected, granted."""
    best = items.open("honour", f"RY-{year[0].branch}-W", year[0].branch, on(5, 10), filled=_worth("five_star", "city"))
    best.take("select", on(5, 20)).take("submit", on(5, 25)).take("publish", on(6, 15)).take("grant", on(6, 28))
    for course in year[:NOMINATED]:
        _grant(items, f"RY-{course.branch}-X", course.branch, "advanced")
    for course in random.sample(year[:FIVE_STAR], SHOWCASES):
        _grant(items, f"RY-{course.branch}-S", course.branch, "showcase")


def _worth(honour: str, level: str) -> Filled:
    return {"honour": honour, "level": level}


def _grant(items: Items, code: str, branch: str, honour: str) -> None:
    item = items.open("honour", code, branch, on(5, 10), filled=_worth(honour, "county"))
    item.take("select", on(6, 12)).take("publish", on(6, 15)).take("grant", on(6, 30))


def _brand(items: Items, random: Random, branch: str, judges: Iterator[str]) -> None:
    entry, brand = f"PP-{branch}", {"brand": f"样例品牌{branch}"}
    items.open("brand_entry", entry, branch, on(9, 12), parent=BRAND, filled=brand).take("award", on(11, 1))
    for number in range(1, 4):
        mark: Filled = {"judge": next(judges), "points": random.randint(80, 98)}
        items.open("brand_mark", f"{entry}-{number}", branch, on(10, 12), parent=entry, filled=mark)


def _spread(random: Random, missed: int) -> list[str]:
    """Half points missed, spread over the blocks so that none loses all."""
    room = [block for block in BLOCKS for _ in range(30)]
    return random.sample(room, missed)
