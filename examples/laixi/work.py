"""A year's work of departments, sections, members and the work committee, written into the workbooks."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import cycle
from random import Random

from examples.laixi.town import OFFICE, TEMPORARY, YEAR, Department, Member
from examples.workbooks import About, Workbooks

QUARTERS = tuple(f"{YEAR}-Q{quarter}" for quarter in range(1, 5))
MONTHS = tuple(f"{YEAR}-{month:02}" for month in range(1, 13))
HALF_MONTHS = tuple(f"{month}{half}" for month in MONTHS for half in "ab")
LEADERS = ("first", "second", "third", "fourth", "fifth")
BEST, PROBLEMS, INSPECTED = 44, 5, 61
DISPATCHED, RESEARCHING, OLD = 6, 5, 10


def near(random: Random, level: int, full: int = 100) -> Decimal:
    """About that many points of a hundred, give or take one, as half points of a full mark."""
    points = min(Decimal(level) + Decimal(random.randint(-2, 2)) / 2, Decimal(100))
    return (points * full / 50).to_integral_value() / 2


def of_departments(workbooks: Workbooks, random: Random, found: Sequence[Department], voters: Iterator[str]) -> None:
    """What is assessed of every department, quarter by quarter and at the year's end."""
    for one in found:
        for quarter in QUARTERS:
            for indicator in ("supervision", "observation"):
                workbooks.check(About(one.code, "organ", indicator, quarter), near(random, one.level))
        workbooks.check(About(one.code, "organ", "arena", QUARTERS[-1]), near(random, one.level))
        for indicator in ("telling", "looking", "checking", "asking", "rating"):
            workbooks.check(About(one.code, "organ", indicator), near(random, one.level, 20))
        for indicator in ("political_test", "joint", "targets"):
            workbooks.check(About(one.code, "organ", indicator), near(random, one.level))
        workbooks.task(About(one.code, "organ", "matters"), "下沉一线办实事清单", 100, one.level)
        for _ in range(3):
            workbooks.mark(About(one.code, "organ", "judged"), next(voters), near(random, one.level))
        grade = "good" if one.five_star else "fair" if one.low else "better"
        for panel in ("members", "masses"):
            workbooks.vote(About(one.code, "organ", "opinion"), next(voters), panel, grade)


def of_classes(workbooks: Workbooks, random: Random, found: Sequence[Department]) -> None:
    """Class, rating in the comprehensive assessment, and one exception from exclusion."""
    middle = [one for one in found if not one.five_star and not one.low]
    excellent = {one.code for one in random.sample(middle, 5)} | {one.code for one in found if one.five_star}
    for one in found:
        if one.kind != "部门":
            workbooks.choose(About(one.code, "organ", "kind"), "town" if one.kind == "镇街" else "task_force")
        if one.code in excellent:
            workbooks.choose(About(one.code, "organ", "rated"), "excellent")
    let_off = next(one for one in found if one.low)
    workbooks.except_from(About(let_off.code, "organ", "exception"), "样例：全年承担急难险重任务", "工委领导班子成员2")


def of_running(workbooks: Workbooks, random: Random, found: Sequence[Department]) -> None:
    """Key tasks with both sides, duty lists, old problems, monthly research of some."""
    for place, one in enumerate(found):
        tasks = random.randint(4, 9)
        workbooks.count(About(one.code, "operation", "key_tasks"), tasks)
        workbooks.count(About(one.code, "operation", "joined"), tasks - one.low)
        workbooks.task(About(one.code, "operation", "duty"), "党组履行机关党建主体责任清单", 100, one.level)
        if place < OLD:
            about = About(one.code, "operation", "old_problems")
            workbooks.task(about, "历史遗留的攻坚克难问题", 100, random.choice((60, 80, 100)))
        if place < RESEARCHING:
            for month in MONTHS:
                workbooks.check(About(one.code, "operation", "research", month), 1)


def of_sections(workbooks: Workbooks, random: Random, found: Sequence[Department]) -> None:
    """The list of each section in December; progress each half month where a task force is dispatched."""
    for one in found:
        for section in one.sections:
            workbooks.task(
                About(section, "section", "own", MONTHS[-1]), "科室12月工作清单", 100, near(random, one.level)
            )
    behind = cycle((0, 5, 12, 20, 35))
    for one in [one for one in found if one.kind == "工作专班"][:DISPATCHED]:
        for place, half in enumerate(HALF_MONTHS, start=1):
            planned = place * 4
            workbooks.check(About(one.sections[0], "section", "planned", half), planned)
            workbooks.check(About(one.sections[0], "section", "actual", half), max(planned - next(behind), 1))


def of_members(workbooks: Workbooks, random: Random, found: Sequence[Department], members: Sequence[Member]) -> None:
    """Two lists a year of every member: 44 do all of theirs, three of the first department fall behind, one excused."""
    level = {section: one.level for one in found for section in one.sections}
    behind = [member.code for member in members if member.section == found[0].sections[-1]]
    outstanding = {member.code for member in random.sample([one for one in members if one.code not in behind], BEST)}
    for member in members:
        for month in (MONTHS[5], MONTHS[11]):
            at = level[member.section] - (40 if member.code in behind else random.randint(0, 6))
            got = Decimal(100) if member.code in outstanding else min(near(random, at), Decimal(98))
            workbooks.task(About(member.code, "member", "personal", month), "个人工作清单", 100, got)
    about = About(behind[0], "member", "exception")
    workbooks.except_from(about, "样例：长期驻村，清单未含驻村工作", "科室负责人")


def of_committees(workbooks: Workbooks, random: Random, found: Sequence[Department]) -> None:
    """Five leaders in turn over 63 organ committees; 305 problems in 61 of them, all fed back, most closed."""
    leaders = cycle(LEADERS)
    for place, one in enumerate(one for one in found if one.committee):
        code = str(one.committee)
        workbooks.choose(About(code, "committee", "leader"), next(leaders))
        wrong = PROBLEMS if place < INSPECTED else 0
        counted = {
            "sat_in": 1,
            "inspected": 1,
            "problems": wrong,
            "told": wrong,
            "closed": wrong - random.randint(0, 1),
        }
        counted |= {"lines": len(one.branches), "branches": len(one.branches)}
        counted |= {"sections": len(one.sections), "groups": len(one.sections)}
        for indicator, many in counted.items():
            if many > 0:
                workbooks.count(About(code, "committee", indicator), many)
        workbooks.task(About(code, "committee", "duty"), "机关党委协助责任清单", 100, one.level)
    workbooks.task(About(OFFICE, "work_committee", "duty"), "工委指导督促责任清单", 100, 96)


def of_task_forces(workbooks: Workbooks) -> None:
    """Temporary organizations set up together with four task forces and two functional bodies, all at work."""
    functional = 2
    for number in range(1, TEMPORARY + 1):
        code = f"L{number:02}"
        workbooks.choose(About(code, "temporary", "body"), "functional" if number <= functional else "task_force")
        workbooks.check(About(code, "temporary", "late"), 0)
        workbooks.count(About(code, "temporary", "activities"), number)
    workbooks.count(About(OFFICE, "work_committee", "functional"), functional)
    workbooks.count(About(OFFICE, "work_committee", "task_forces"), TEMPORARY - functional)
