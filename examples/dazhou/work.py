"""A year's work of departments, leading groups, members and stationed cadres, written into the workbooks."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

from examples.dazhou.town import OFFICE, STAFFING_OFFICE, YEAR, Department, Member, institutions
from examples.items import Filled, Items
from examples.workbooks import About, Workbooks

QUARTERS = tuple(f"{YEAR}-Q{quarter}" for quarter in range(1, 5))
CLUSTERS, LEAD_UNITS, WELL = 8, 10, 75
SIGNED = "样例复核人"
DIMENSIONS = ("politics", "ideology", "style", "discipline", "business")


def near(random: Random, level: int) -> Decimal:
    """About that many points of a hundred, give or take one and a half, as half points."""
    return level + Decimal(random.randint(-3, 3)) / 2


def of_duty(workbooks: Workbooks, items: Items, random: Random, found: Sequence[Department]) -> None:
    """What daily checks of a leading group found, its supervision each quarter, its rating at the year's end."""
    for one in found:
        for month in sorted(random.sample(range(1, 13), 1 if one.level > 90 else 2)):
            filled: Filled = {"points": random.randint(1, 4)}
            words = "样例：学习记录不全，查出不到位之处"
            code, day = f"RC{month:02}-{one.code}", f"{YEAR}-{month:02}-20"
            items.open("daily_check", code, one.group, day, words=words, filled=filled)
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


def of_the_year(workbooks: Workbooks, items: Items, random: Random, found: Sequence[Department]) -> None:
    """Clusters with one or two that lead, the rest of the performance assessment, poor poverty relief in two."""
    for place, one in enumerate(found):
        part = "leading" if place < CLUSTERS + CLUSTERS // 2 else "led"
        filled: Filled = {"cluster": f"cluster_{place % CLUSTERS + 1}", "part": part}
        items.open("cluster_place", f"ZT-{one.code}", one.code, f"{YEAR}-01-15", filled=filled)
        workbooks.check(About(one.code, "unit", "others"), near(random, one.level))
    best = sorted(found, key=lambda one: one.level)[-2:]
    for number, one in enumerate(best, start=1):
        why = "样例：年度脱贫攻坚任务未按期完成"
        code, clause = f"F{YEAR}-{number:02}", {"clause": "样例责任书第三条"}
        items.open("poor_relief", code, one.code, f"{YEAR}-09-25", words=why, signed=SIGNED, filled=clause)


def of_structure(
    workbooks: Workbooks, items: Items, found: Sequence[Department], deputies: Mapping[str, str], heads: Sequence[str]
) -> None:
    """What the registry does not know: offices, the rank of full-time deputies, institutions, the work committee.

    deputies: the full-time deputy of each department that has one; heads: secretary and deputy of the work committee.
    """
    day = f"{YEAR}-01-08"
    for one in found:
        items.open("party_office", f"DJB-{one.code}", one.code, day)
        if one.code in deputies:
            filled: Filled = {"person": deputies[one.code], "rank": "mid_level_head"}
            items.open("deputy_post", f"FSJ-{one.code}", one.code, day, filled=filled)
    for code in institutions():
        workbooks.choose(About(code, "structure", "kind"), "institution")
        items.open("unified_management", f"GK-{code}", code, day)
    for post, person in zip(("standing", "executive"), heads, strict=True):
        items.open("committee_post", f"GW-{post}", OFFICE, day, filled={"post": post, "person": person})


def of_villages(workbooks: Workbooks, items: Items, random: Random, stationed: Sequence[Member]) -> None:
    """Fifty stationed cadres with marks of their own, the best of them recalled, and the units that sent them."""
    marks = [60 + Decimal(place) / 2 for place in range(len(stationed))]
    random.shuffle(marks)
    for place, (cadre, mark) in enumerate(zip(stationed, marks, strict=True)):
        kind = "lead" if place < LEAD_UNITS else "taking_part"
        _promised(items, cadre, kept=mark >= WELL)
        for month, more in zip((1, 4, 7, 10), (-1, 1, 2, -2), strict=True):
            seen: Filled = {"cadre": cadre.code, "found": "样例：在岗，入户走访", "points": mark + more}
            code, day = f"XD{month:02}-{cadre.code}", f"{YEAR}-{month:02}-16"
            items.open("roving_supervision", code, cadre.department.code, day, filled=seen)
        filled: Filled = {"cadre": cadre.code, "village": f"样例村{place // 2 + 1:02}", "type": kind}
        items.open("sent_to_village", f"ZC-{cadre.code}", cadre.department.code, f"{YEAR}-01-10", filled=filled)
        workbooks.check(About(cadre.department.code, "helping", "score"), near(random, cadre.department.level))
    best = stationed[marks.index(max(marks))]
    recalled: Filled = {"cadre": best.code, "reason": "样例：脱岗被召回"}
    items.open("recall", f"Z{YEAR}-01", best.department.code, f"{YEAR}-10-19", signed=SIGNED, filled=recalled)


def _promised(items: Items, cadre: Member, *, kept: bool) -> None:
    """Two promises of a stationed cadre for the year; who does well keeps both, the others one."""
    for number in (1, 2):
        code, filled = f"CN{number}-{cadre.code}", {"cadre": cadre.code, "promise": f"样例：为村里办的第{number}件事"}
        promise = items.open("commitment_item", code, cadre.department.code, f"{YEAR}-01-12", filled=filled)
        if kept or number == 1:
            promise.take("fulfil", f"{YEAR}-10-{number + 9}", filled={"result": "样例：已兑现"})
