"""Who there is in the example: 80 reviewed secretaries of five classes with their Party groups, and those who vote."""

from dataclasses import dataclass

from examples.sheets import Sheet

YEAR = 2020
OFFICE, BRANCH = "GW", "GW-Z1"
CLASSES = {
    "县乡党委书记": ("县乡党委", 14),
    "直属党（工）委书记": ("市直单位", 36),
    "党建工作领导小组": ("领导小组成员单位", 8),
    "基层党建工作联席会议成员": ("联席会议成员单位", 16),
    "中央省属派驻单位": ("派驻单位", 6),
}
"""The five classes of the report, what their units are called, and how many there are: 80 in all."""
VOTERS = {"领导": 2, "评议团": 5, "党员和代表": 5}


@dataclass(frozen=True)
class Secretary:
    """A secretary in office, and the unit answered for; `place` counts from 1 in the whole city."""

    place: int
    kind: str
    unit: str

    @property
    def code(self) -> str:
        """The person's code."""
        return f"S{self.place:02}"

    @property
    def team(self) -> str:
        """The code of the Party group."""
        return f"DZ{self.place:02}"

    @property
    def of_joint_meeting(self) -> bool:
        """Whether a report in writing is what the rule expects."""
        return self.kind == "基层党建工作联席会议成员"

    @property
    def on_stage(self) -> bool:
        """Whether the report is given on stage: all but those of the joint meeting, and one of these."""
        return not self.of_joint_meeting or self.place == 73

    @property
    def marked(self) -> str:
        """The indicator under which the panel marks the report."""
        return "现场观摩打分" if self.on_stage else "书面述职打分"

    @property
    def has_sheet(self) -> bool:
        """Whether last year's review sent a feedback sheet: to 66, all but the first three and each seventh."""
        return self.place > 3 and self.place % 7 != 0


@dataclass(frozen=True)
class Voter:
    """One of the twelve who vote on everybody, in a class."""

    code: str
    kind: str


def secretaries() -> list[Secretary]:
    """Everybody who is reviewed, class by class."""
    units = [(kind, f"{name}{place:02}") for kind, (name, count) in CLASSES.items() for place in range(1, count + 1)]
    return [Secretary(place, kind, unit) for place, (kind, unit) in enumerate(units, start=1)]


def voters() -> list[Voter]:
    """Two leaders, five of the panel, five members and delegates."""
    kinds = [kind for kind, count in VOTERS.items() for _ in range(count)]
    return [Voter(f"V{place:02}", kind) for place, kind in enumerate(kinds, start=1)]


def organizations(reviewed: list[Secretary]) -> Sheet:
    """The work committee with the branch of those who vote, and the Party groups it reviews."""
    sheet = Sheet(YEAR, ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"))
    sheet.add(OFFICE, "样例市直机关工作委员会", "工作委员会", "", "2018-01-01")
    sheet.add(BRANCH, "样例机关党支部", "党支部", OFFICE, "2018-01-01")
    for one in reviewed:
        sheet.add(one.team, one.unit, "党组", OFFICE, "2018-01-01")
    return sheet


def people(reviewed: list[Secretary]) -> dict[str, Sheet]:
    """Everybody by a made-up name, the posts of the secretaries, and the branch of those who vote."""
    persons = Sheet(YEAR, ("编号", "人员编码", "姓名"))
    memberships = Sheet(YEAR, ("编号", "人员编码", "组织编码", "类别", "起始日期"))
    posts = Sheet(YEAR, ("编号", "人员编码", "组织编码", "职务", "任职日期"))
    codes = [*(one.code for one in reviewed), *(voter.code for voter in voters())]
    for number, code in enumerate(codes, start=1):
        persons.add(code, f"样例党员{number:05}")
    for one in reviewed:
        posts.add(one.code, one.team, "书记", "2018-06-01")
    for voter in voters():
        memberships.add(voter.code, BRANCH, "正式党员", "2018-06-01")
    return {"人员": persons, "党员关系": memberships, "职务": posts}
