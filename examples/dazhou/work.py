"""A year's work of departments, leading groups, members and stationed cadres, written into the workbooks."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from examples.dazhou.town import OFFICE, STAFFING_OFFICE, YEAR, Department, Member, institutions
from examples.workbooks import About, Workbooks

MONTHS = tuple(f"{YEAR}-{month:02}" for month in range(1, 13))
QUARTERS = tuple(f"{YEAR}-Q{quarter}" for quarter in range(1, 5))
CLUSTERS, LEAD_UNITS = 8, 10
DIMENSIONS = ("politics", "ideology", "style", "discipline", "business")


def near(random: Random, level: int) -> Decimal:
    """About that many points of a hundred, give or take one and a half, as half points."""
    return level + Decimal(random.randint(-3, 3)) / 2


def of_duty(workbooks: Workbooks, random: Random, found: Sequence[Department]) -> None:
    """Points a leading group lost at daily checks, its supervision each quarter, its rating at the year's end."""
    for one in found:
        for month in random.sample(MONTHS, 1 if one.level > 90 else 2):
            workbooks.count(About(one.group, "duty", "daily", month), random.randint(1, 4))
        for quarter in QUARTERS:
            workbooks.check(About(one.group, "duty", "supervision", quarter), near(random, one.level))
        workbooks.check(About(one.group, "duty", "rating"), near(random, one.level))


def of_members(workbooks: Workbooks, random: Random, everybody: Sequence[Member]) -> None:
    """Members' points in the last quarter; all four quarters in the staffing office."""
    for member in everybody:
        for quarter in QUARTERS if member.department.number == STAFFING_OFFICE else QUARTERS[-1:]:
            for dimension in DIMENSIONS:
                points = min(near(random, member.department.level) / 5, Decimal(20))
                workbooks.check(About(member.code, "member", dimension, quarter), points)


def of_the_year(workbooks: Workbooks, random: Random, found: Sequence[Department]) -> None:
    """Clusters with one or two that lead, the rest of the performance assessment, poor poverty relief in two."""
    for place, one in enumerate(found):
        workbooks.choose(About(one.code, "performance", "cluster"), f"cluster_{place % CLUSTERS + 1}")
        if place < CLUSTERS + CLUSTERS // 2:
            workbooks.choose(About(one.code, "performance", "part"), "leading")
        workbooks.check(About(one.code, "unit", "others"), near(random, one.level))
    best = sorted(found, key=lambda one: one.level)[-2:]
    for number, one in enumerate(best, start=1):
        why = "样例：年度脱贫攻坚任务未按期完成"
        workbooks.veto(About(one.code, "unit", "poor_relief", f"{YEAR}-Q3"), f"F{YEAR}-{number:02}", why)


def of_structure(workbooks: Workbooks, found: Sequence[Department]) -> None:
    """What the registry does not know: offices, the rank of full-time deputies, institutions, the work committee."""
    for one in found:
        workbooks.choose(About(one.code, "structure", "office"), "present")
        if one.committee:
            workbooks.choose(About(one.code, "structure", "deputy"), "mid_level_head")
    for code in institutions():
        workbooks.choose(About(code, "structure", "kind"), "institution")
        workbooks.choose(About(code, "structure", "managed"), "present")
    for post in ("standing", "executive"):
        workbooks.choose(About(OFFICE, "work_committee", post), "present")


def of_villages(workbooks: Workbooks, random: Random, stationed: Sequence[Member]) -> None:
    """Fifty stationed cadres with marks of their own, the best of them recalled, and the units that sent them."""
    marks = [60 + Decimal(place) / 2 for place in range(len(stationed))]
    random.shuffle(marks)
    for place, (cadre, mark) in enumerate(zip(stationed, marks, strict=True)):
        kind = "lead" if place < LEAD_UNITS else "taking_part"
        for quarter, more in zip(QUARTERS, (-1, 1, 2, -2), strict=True):
            workbooks.check(About(cadre.code, "stationed", "supervision", quarter), mark + more)
        workbooks.check(About(cadre.code, "stationed", "commitment"), mark)
        workbooks.choose(About(cadre.code, "stationed", "sent_by"), kind)
        workbooks.choose(About(cadre.department.code, "helping", "type_of_unit"), kind)
        workbooks.check(About(cadre.department.code, "helping", "score"), near(random, cadre.department.level))
    best = stationed[marks.index(max(marks))]
    workbooks.veto(About(best.code, "stationed", "recalled", MONTHS[9]), f"Z{YEAR}-01", "样例：脱岗被召回")
