"""The branches' year: 76 with five stars, 49 of them nominated first, 21 demonstration points, one honour of a city."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from examples.laixi.town import Department
from examples.workbooks import About, Workbooks

BLOCKS = ("setting", "committee", "members", "life", "vanguard")
FIVE_STAR, NOMINATED, SHOWCASES, BRANDS = 76, 49, 21, 20


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


def of_branches(workbooks: Workbooks, random: Random, year: Sequence[Course], judges: Iterator[str]) -> None:
    """The five blocks of the standard, the brand contest of some, and the tier each came from."""
    for place, course in enumerate(year):
        missed = _spread(random, course.missed)
        for block in BLOCKS:
            workbooks.check(About(course.branch, "branch", block), 20 - Decimal(missed.count(block)) / 2)
        workbooks.enter(course.branch, course.tier)
        if place < BRANDS:
            for _ in range(3):
                workbooks.mark(About(course.branch, "branch", "entered"), next(judges), random.randint(80, 98))


def of_honours(workbooks: Workbooks, random: Random, year: Sequence[Course]) -> None:
    """What was granted; the one honour from above the county counts as bonus points, and so do a few of the county."""
    workbooks.honour(About(year[0].branch, "branch", "honours"), "city", "Y2023-01")
    workbooks.grant(year[0].branch, "青岛市机关事业单位五星级党支部", "市级")
    for number, course in enumerate(year[1:5], start=2):
        workbooks.honour(About(course.branch, "branch", "honours"), "county", f"Y2023-{number:02}")
    for course in year[:NOMINATED]:
        workbooks.grant(course.branch, "先进基层党组织", "县级")
    for course in random.sample(year[:FIVE_STAR], SHOWCASES):
        workbooks.grant(course.branch, "党建工作示范点", "县级")


def _spread(random: Random, missed: int) -> list[str]:
    """Half points missed, spread over the blocks so that none loses all."""
    room = [block for block in BLOCKS for _ in range(30)]
    return random.sample(room, missed)
