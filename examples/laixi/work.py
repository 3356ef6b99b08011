"""A year's work of departments, sections, members and the work committee: what is done, and what people judge."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import cycle
from random import Random

from examples.laixi.items import Filled, Items, on
from examples.laixi.town import CITY_LEADERS, OFFICE, TEMPORARY, Department, Member
from examples.workbooks import About, Workbooks

HALF_MONTHS = 24
BEST = 44
DISPATCHED, RESEARCHING, OLD = 6, 5, 10
MATTERS, HARD = 5, 5


def near(random: Random, level: int, full: int = 100) -> Decimal:
    """About that many points of a hundred, give or take one, as half points of a full mark."""
    points = min(Decimal(level) + Decimal(random.randint(-2, 2)) / 2, Decimal(100))
    return (points * full / 50).to_integral_value() / 2


def of_departments(
    workbooks: Workbooks, items: Items, random: Random, found: Sequence[Department], voters: Iterator[str]
) -> None:
    """What people judge of every department at the year's end."""
    for one in found:
        test = items.open("political_test", f"CS-{one.code}", one.code, on(10, 11))
        test.take("mark", on(10, 13), filled={"points": near(random, one.level)})
        workbooks.check(About(one.code, "organ", "targets"), near(random, one.level))
        for _ in range(3):
            workbooks.mark(About(one.code, "organ", "judged"), next(voters), near(random, one.level))
        grade = "good" if one.five_star else "fair" if one.low else "better"
        for panel in ("members", "masses"):
            workbooks.vote(About(one.code, "organ", "opinion"), next(voters), panel, grade)


def of_classes(workbooks: Workbooks, items: Items, random: Random, found: Sequence[Department]) -> None:
    """Class, rating in the comprehensive assessment, and one exception from exclusion."""
    middle = [one for one in found if not one.five_star and not one.low]
    excellent = {one.code for one in random.sample(middle, 5)} | {one.code for one in found if one.five_star}
    for one in found:
        if one.kind != "部门":
            kind = {"class": "town" if one.kind == "镇街" else "task_force"}
            items.open("guidance_class", f"FL-{one.code}", one.code, on(1, 5), filled=kind)
        if one.code in excellent:
            workbooks.choose(About(one.code, "organ", "rated"), "excellent")
    let_off = next(one for one in found if one.low)
    workbooks.except_from(About(let_off.code, "organ", "exception"), "样例：全年承担急难险重任务", "工委领导班子成员2")


def of_running(items: Items, random: Random, found: Sequence[Department]) -> None:
    """Key tasks with both sides under the year's documents, and hard problems that leaders of the city own."""
    leaders = cycle(CITY_LEADERS)
    for one in found:
        many = random.randint(2, 4)
        for number in range(1, many + 1):
            under = "GL2023" if number == 1 else "YD2023"
            sides: Filled = {
                "business": f"样例重点项目{number:02}",
                "party": f"样例党建措施{number:02}",
                "under": under,
            }
            item = items.open("key_task", f"ZD-{one.code}-{number}", one.code, on(1, 9 + number), filled=sides)
            item.take("deploy", on(2, 6)).take("push", on(4, 10), "样例：按月推进")
            if not (one.low and number == many):
                item.take("inspect", on(8, 15)).take("finish", on(11, 20 + number))
    for one in found[:OLD]:
        closed = random.randint(3, HARD)
        for number in range(1, HARD + 1):
            leader = {"leader": next(leaders)}
            words = f"样例：历史遗留问题{number:02}"
            item = items.open(
                "hard_problem", f"GJ-{one.code}-{number}", one.code, on(1, 16), words=words, filled=leader
            )
            item.take("dispatch", on(3, 15), "样例：市级领导现场调度")
            if number <= closed:
                item.take("solve", on(5 + number, 20))


def of_service(items: Items, random: Random, found: Sequence[Department]) -> None:
    """Matters that were raised, sorted, handled and confirmed; joint building; monthly research of some."""
    for place, one in enumerate(found):
        confirmed = MATTERS if one.five_star else MATTERS - 2 if one.low else MATTERS - 1
        for number in range(1, MATTERS + 1):
            where = {"place": f"样例社区{(place + number) % 30 + 1:02}"}
            words = f"样例：群众反映事项{number:02}"
            item = items.open("matter", f"SS-{one.code}-{number}", one.code, on(number, 8), words=words, filled=where)
            item.take("sort", on(number, 10), filled={"weight": "major" if number == 1 else "small"})
            item.take("handle", on(number + 1, 7))
            if number <= confirmed:
                item.take("confirm", on(number + 1, 14), filled={"satisfaction": "satisfied"})
        partner = {"partner": found[(place + 7) % len(found)].code}
        joint = items.open("joint_building", f"LJ-{one.code}", one.code, on(3, 1), filled=partner)
        joint.take("hold", on(6, 28), "样例：联合开展主题党日")
        joint.take("judge", on(12, 15), filled={"points": near(random, one.level)})
    for one in found[:RESEARCHING]:
        for month in range(1, 13):
            seen: Filled = {"place": f"样例村{month:02}", "days": 2}
            report = items.open("research_report", f"DY-{one.code}-{month:02}", one.code, on(month, 25), filled=seen)
            if month < 12:
                report.take("apply", on(month + 1, 20), "样例：成果转化为一项措施")


def of_sections(items: Items, random: Random, found: Sequence[Department]) -> None:
    """The list of each section in December with its items; progress each half month where there is a dispatch."""
    for one in found:
        for section in one.sections:
            items.open("work_list", f"QD-{section}-12", section, on(12, 1), filled={"cadence": "month"})
            for number, points in enumerate((40, 30, 30), start=1):
                code, parent = f"QD-{section}-12-{number}", f"QD-{section}-12"
                item = items.open(
                    "list_item",
                    code,
                    section,
                    on(12, 1),
                    name=f"样例事项{number:02}",
                    parent=parent,
                    filled={"points": points},
                )
                item.take("complete", on(12, 28), filled={"earned": near(random, one.level, points)})
    behind = cycle((0, 5, 12, 20, 35))
    for one in [one for one in found if one.kind == "工作专班"][:DISPATCHED]:
        for place in range(HALF_MONTHS):
            section, planned = one.sections[0], (place + 1) * 4
            filled: Filled = {"planned": planned, "actual": max(planned - next(behind), 1)}
            day = on(place // 2 + 1, 27 if place % 2 else 14)
            items.open("progress", f"JD-{section}-{place + 1:02}", section, day, filled=filled)


def of_duties(items: Items, random: Random, found: Sequence[Department]) -> None:
    """The duty lists of leading groups, organ committees and the work committee, item by item."""
    for one in found:
        _duties(items, random, "organ_duty", one.code, one.level)
        if one.committee:
            _duties(items, random, "assisting_duty", one.committee, one.level)
    _duties(items, random, "guiding_duty", OFFICE, 96)


def _duties(items: Items, random: Random, kind: str, code: str, level: int) -> None:
    for number, points in enumerate((40, 30, 30), start=1):
        name, worth = f"样例责任{number:02}", {"points": points}
        item = items.open(kind, f"ZR-{code}-{number}", code, on(1, 10), name=name, due=on(11, 30), filled=worth)
        item.take("complete", on(11, 24), filled={"earned": near(random, level, points)})


def of_members(
    workbooks: Workbooks, items: Items, random: Random, found: Sequence[Department], members: Sequence[Member]
) -> list[str]:
    """Two lists a year of every member: three of the first department fall behind, one is excused, 44 do all of theirs.

    Returns these 44.
    """
    level = {section: one.level for one in found for section in one.sections}
    behind = [member.code for member in members if member.section == found[0].sections[-1]]
    outstanding = {member.code for member in random.sample([one for one in members if one.code not in behind], BEST)}
    for member in members:
        for month in (6, 12):
            at = level[member.section] - (40 if member.code in behind else random.randint(0, 6))
            got = Decimal(100) if member.code in outstanding else min(near(random, at), Decimal(98))
            code = f"GR-{member.code}-{month:02}"
            filled: Filled = {"member": member.code, "points": 100}
            item = items.open("personal_item", code, member.section, on(month, 2), name="个人工作清单", filled=filled)
            item.take("complete", on(month, 27), filled={"earned": got})
    about = About(behind[0], "member", "exception")
    workbooks.except_from(about, "样例：长期驻村，清单未含驻村工作", "科室负责人")
    return sorted(outstanding)


def of_task_forces(items: Items, members: Sequence[Member]) -> None:
    """Four task forces and two functional bodies, with temporary organizations of the same day, all at work."""
    functional = 2
    for number in range(1, TEMPORARY + 1):
        code, kind = f"L{number:02}", "functional" if number <= functional else "task_force"
        items.open("body", f"JG-{code}", OFFICE, on(2, 1), name=f"样例机构{number:02}", filled={"body": kind})
        items.open("temporary_set_up", f"CL-{code}", code, on(2, 1), filled={"body": kind, "since": on(2, 1)})
        present = [member.code for member in members[2 * number - 2 : 2 * number]]
        for time in range(1, number + 1):
            items.open("temporary_life", f"SH-{code}-{time}", code, on(time + 2, 12), filled={"present": present})


def of_lines(items: Items, found: Sequence[Department]) -> None:
    """The lines of work of each department, with the branch that sits on each."""
    for one in found:
        for number, branch in enumerate(one.branches, start=1):
            filled = {"line": f"样例工作线{number:02}", "branch": branch}
            items.open("work_line", f"GZX-{branch}", one.code, on(1, 6), filled=filled)
