"""Who there is in the example: 82 departments of three classes with their sections, members and branches."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from examples.sheets import Sheet

YEAR = 2023
CLASSES = {"部门": ("市直单位", 60), "镇街": ("镇街", 12), "工作专班": ("工作专班", 10)}
"""The three classes, what their departments are called, and how many there are: 82 in all."""
FIVE_STAR = {"部门": 24, "镇街": 5, "工作专班": 4}
"""How many of each class deserve five stars: 33 in all."""
LOW = {"部门": 6, "镇街": 3, "工作专班": 3}
"""How many of each class are the last in both Party work and business: the last tenth, at least three."""
COMMITTEES, BRANCHES, TEMPORARY = 63, 100, 6
OFFICE, CITY_GROUP = "GW", "SL"
"""The work committee, and the group in which the city's leaders are registered."""
LEADERS = tuple(f"W{number:02}" for number in range(1, 6))
CITY_LEADERS = tuple(f"W{number:02}" for number in range(6, 11))
"""The five leaders of the work committee, and five of the city, by code."""


@dataclass(frozen=True)
class Department:
    """One department, its class, and about how many points of a hundred it gets of whatever is assessed."""

    number: int
    kind: str
    name: str
    level: int
    low: bool = False

    @property
    def code(self) -> str:
        """Its code."""
        return f"D{self.number:02}"

    @property
    def five_star(self) -> bool:
        """Whether it deserves five stars."""
        return self.level > 96

    @property
    def sections(self) -> tuple[str, ...]:
        """The first department has four sections, a few have two, the others one."""
        many = 4 if self.number == 1 else 2 if self.number <= 8 else 1
        return tuple(f"{self.code}-K{section}" for section in range(1, many + 1))

    @property
    def committee(self) -> str | None:
        """Its organ committee, where the work committee leads it directly."""
        return f"JD{self.number:02}" if self.number <= COMMITTEES else None

    @property
    def branches(self) -> tuple[str, ...]:
        """The first departments have two branches, the others one."""
        many = 2 if self.number <= BRANCHES - sum(count for _, count in CLASSES.values()) else 1
        return tuple(f"{self.code}-Z{branch}" for branch in range(1, many + 1))


@dataclass(frozen=True)
class Member:
    """A member in the Party group of a section."""

    code: str
    section: str


def departments(random: Random) -> list[Department]:
    """The 82 departments: 33 that deserve five stars, 12 that are the last of their class, 37 between."""
    found: list[Department] = []
    for kind, (name, count) in CLASSES.items():
        levels = [*(random.randint(97, 99) for _ in range(FIVE_STAR[kind]))]
        levels += [random.randint(60, 66) for _ in range(LOW[kind])]
        levels += [random.randint(78, 88) for _ in range(count - len(levels))]
        random.shuffle(levels)
        for place, level in enumerate(levels, start=1):
            found.append(Department(len(found) + 1, kind, f"{name}{place:02}", level, level < 70))
    return found


def members(found: list[Department]) -> list[Member]:
    """Three members in each section of the first department, two in each of the others."""
    offices = [section for one in found for section in one.sections for _ in range(3 if one.number == 1 else 2)]
    return [Member(f"P{number:05}", section) for number, section in enumerate(offices, start=1)]


def organizations(found: list[Department]) -> Sheet:
    """The work committee, the city's leaders, and all departments with their sections, groups and Party bodies."""
    sheet = Sheet(YEAR, ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"))
    sheet.add(OFFICE, "样例市直机关工作委员会", "工作委员会", "", "2018-01-01")
    sheet.add(CITY_GROUP, "样例市级领导班子", "党组", OFFICE, "2018-01-01")
    for one in found:
        sheet.add(one.code, one.name, "部门", OFFICE, "2018-01-01")
        for code, name, kind, above in _below(one):
            sheet.add(code, name, kind, above, "2018-06-01")
    for one in found[-2:]:
        above = one.committee or one.code
        sheet.add(former_branch(one), f"{one.name}原第二党支部", "党支部", above, "2018-06-01")
    return sheet


def _below(one: Department) -> Iterator[tuple[str, str, str, str]]:
    for number, section in enumerate(one.sections, start=1):
        yield section, f"{one.name}第{number}科室", "科室", one.code
        yield f"{section}-X", f"{one.name}第{number}科室党小组", "党小组", section
    if one.committee:
        yield one.committee, f"{one.name}机关党委", "机关党委", one.code
    for number, branch in enumerate(one.branches, start=1):
        yield branch, f"{one.name}第{number}党支部", "党支部", one.committee or one.code


def restructured(found: list[Department]) -> dict[str, Sheet]:
    """A branch that was merged into the one with similar work, and one that was abolished, both in March."""
    merged, abolished = (
        Sheet(YEAR, ("编号", "被并组织编码", "并入组织编码", "合并日期")),
        Sheet(YEAR, ("编号", "组织编码", "撤销日期")),
    )
    (into, merging), (_, empty) = ((one.branches[-1], former_branch(one)) for one in found[-2:])
    merged.add(merging, into, f"{YEAR}-03-01")
    abolished.add(empty, f"{YEAR}-03-01")
    return {"合并": merged, "撤销": abolished}


def former_branch(one: Department) -> str:
    """The code of the branch that the last two departments had once more."""
    return f"{one.code}-Z9"


def temporary() -> Sheet:
    """Temporary organizations, which end by themselves in the next year."""
    sheet = Sheet(YEAR, ("编号", "组织编码", "名称", "上级编码", "成立日期", "终止日期"))
    for number in range(1, TEMPORARY + 1):
        sheet.add(f"L{number:02}", f"样例临时党支部{number:02}", OFFICE, "2023-02-01", "2024-02-01")
    return sheet


def people(found: list[Member]) -> dict[str, Sheet]:
    """Every member in the Party group of the section; the first twelve also in a temporary organization."""
    persons = Sheet(YEAR, ("编号", "人员编码", "姓名"))
    memberships = Sheet(YEAR, ("编号", "人员编码", "组织编码", "类别", "起始日期"))
    for number, member in enumerate(found, start=1):
        persons.add(member.code, f"样例党员{number:05}")
        memberships.add(member.code, f"{member.section}-X", "正式党员", "2021-01-01")
    for place, member in enumerate(found[: 2 * TEMPORARY]):
        memberships.add(member.code, f"L{place // 2 + 1:02}", "正式党员", "2023-02-01")
    posts = Sheet(YEAR, ("编号", "人员编码", "组织编码", "职务", "任职日期"))
    for number, leader in enumerate((*LEADERS, *CITY_LEADERS), start=1):
        persons.add(leader, f"样例领导{number:02}")
        posts.add(leader, OFFICE if leader in LEADERS else CITY_GROUP, "委员", "2021-01-01")
    return {"人员": persons, "党员关系": memberships, "职务": posts}
