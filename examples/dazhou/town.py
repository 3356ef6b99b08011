"""Who there is in the example: 78 departments, five institutions, their Party organizations and members."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from examples.sheets import Sheet

YEAR = 2020
DEPARTMENTS, COMMITTEES, INSTITUTIONS = 78, 56, 5
CADRES, TEAMS = 50, 25
STAFFING_OFFICE, ITS_MEMBERS = 57, 20
"""A department without a committee that scores twenty members, quarter by quarter."""
LEAST_OF_A_COMMITTEE, SCORED, OF_INSTITUTIONS = 50, 2, 6
OFFICE = "GW"
LOWEST = 60


@dataclass(frozen=True)
class Department:
    """One department, and about how many points of a hundred it gets of whatever is assessed."""

    number: int
    level: int

    @property
    def code(self) -> str:
        """Its code."""
        return f"D{self.number:02}"

    @property
    def name(self) -> str:
        """What it is called."""
        return f"市直单位{self.number:02}"

    @property
    def group(self) -> str:
        """Its leading Party group."""
        return f"DZ{self.number:02}"

    @property
    def committee(self) -> str | None:
        """Its organ committee, where it has one."""
        return f"JD{self.number:02}" if self.number <= COMMITTEES else None

    @property
    def heads(self) -> int:
        """How many members it has; the staffing office has those it scores."""
        return LEAST_OF_A_COMMITTEE + 2 * (self.number % 5) if self.committee else 10 + self.number % 7

    @property
    def branches(self) -> tuple[str, ...]:
        """The first ten departments have two branches, the others one."""
        return tuple(f"{self.code}-Z{branch}" for branch in range(1, 3 if self.number <= 10 else 2))


@dataclass(frozen=True)
class Member:
    """A member in a branch of a department."""

    code: str
    branch: str
    department: Department


def departments(random: Random) -> list[Department]:
    """The 78 departments, from good to less good in no order."""
    levels = [LOWEST + place // 2 for place in range(DEPARTMENTS)]
    random.shuffle(levels)
    return [Department(number, level) for number, level in enumerate(levels, start=1)]


def members(found: Sequence[Department]) -> list[Member]:
    """Those who are scored: two members in each branch, twenty in that of the staffing office."""
    offices = [
        (branch, one)
        for one in found
        for branch in one.branches
        for _ in range(ITS_MEMBERS if one.number == STAFFING_OFFICE else SCORED)
    ]
    return [Member(f"P{number:05}", *office) for number, office in enumerate(offices, start=1)]


def others(found: Sequence[Department], scored: Sequence[Member]) -> list[tuple[str, str]]:
    """The code and branch of all other members: fifty or more below a committee, few elsewhere."""
    places = [
        branch
        for one in found
        for branch in one.branches
        for _ in range((0 if one.number == STAFFING_OFFICE else one.heads // len(one.branches)) - SCORED)
    ]
    places += [f"{code}-Z1" for code in institutions() for _ in range(OF_INSTITUTIONS)]
    return [(f"P{len(scored) + number:05}", branch) for number, branch in enumerate(places, start=1)]


def cadres(everybody: Sequence[Member]) -> list[Member]:
    """The stationed cadres: one member of each of the first fifty departments."""
    first = {member.department.number: member for member in reversed(everybody)}
    return [first[number] for number in range(1, CADRES + 1)]


def deputies(everybody: Sequence[Member]) -> dict[str, str]:
    """The full-time deputy of each department that has a committee."""
    return {member.department.code: member.code for member in everybody if member.department.committee}


def heads(everybody: Sequence[Member]) -> list[str]:
    """The secretary of the work committee and the executive deputy."""
    return [member.code for member in everybody[-2:]]


def institutions() -> list[str]:
    """The codes of the directly-led institutions."""
    return [f"S{number:02}" for number in range(1, INSTITUTIONS + 1)]


def organizations(found: Sequence[Department]) -> Sheet:
    """The work committee; each department, its leading group, its committees and branches; the institutions."""
    sheet = Sheet(YEAR, ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"))
    since = "2018-01-01"
    sheet.add(OFFICE, "样例市直机关工作委员会", "工作委员会", "", since)
    for one in found:
        sheet.add(one.code, one.name, "部门", OFFICE, since)
        sheet.add(one.group, f"{one.name}党组", "党组", one.code, since)
        if one.committee:
            sheet.add(one.committee, f"{one.name}机关党委", "机关党委", one.code, since)
            sheet.add(f"JJ{one.number:02}", f"{one.name}机关纪委", "机关纪委", one.committee, since)
        for place, branch in enumerate(one.branches):
            sheet.add(branch, f"{one.name}第{'一二'[place]}党支部", "党支部", one.committee or one.code, since)
    for place, code in enumerate(institutions(), start=1):
        sheet.add(code, f"直属事业单位{place:02}", "部门", OFFICE, since)
        sheet.add(f"{code}-Z1", f"直属事业单位{place:02}党支部", "党支部", code, since)
    return sheet


def teams() -> Sheet:
    """The village teams, which end by themselves in the next year."""
    sheet = Sheet(YEAR, ("编号", "组织编码", "名称", "上级编码", "成立日期", "终止日期"))
    for number in range(1, TEAMS + 1):
        sheet.add(f"L{number:02}", f"样例驻村工作队临时党支部{number:02}", OFFICE, "2019-02-01", "2021-02-01")
    return sheet


def people(everybody: Sequence[Member], rest: Sequence[tuple[str, str]]) -> dict[str, Sheet]:
    """Every member in a branch, two cadres in each village team, a full-time deputy in each organ committee."""
    persons = Sheet(YEAR, ("编号", "人员编码", "姓名"))
    memberships = Sheet(YEAR, ("编号", "人员编码", "组织编码", "类别", "起始日期"))
    posts = Sheet(YEAR, ("编号", "人员编码", "组织编码", "职务", "任职日期"))
    places = [*((member.code, member.branch) for member in everybody), *rest]
    for number, (code, branch) in enumerate(places, start=1):
        persons.add(code, f"样例党员{number:05}")
        memberships.add(code, branch, "正式党员", "2018-07-01")
    for place, member in enumerate(cadres(everybody)):
        memberships.add(member.code, f"L{place // 2 + 1:02}", "正式党员", "2019-02-01")
    committees = {member.department.code: str(member.department.committee) for member in everybody}
    for department, code in deputies(everybody).items():
        posts.add(code, committees[department], "专职副书记", "2019-03-01")
    return {"人员": persons, "党员关系": memberships, "职务": posts}
