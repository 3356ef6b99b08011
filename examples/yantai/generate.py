"""Writes the spreadsheets of this folder: what a city office would have at the end of 2020. Facts only, no result.

Every name is made up (市直单位07, 样例党员00017). The counts of the report are met by the facts: 66 secretaries with a
feedback sheet, the one of the first unit directly under the city (市直单位01) and 65 others; more than 24,000 members
who registered in 60 units; votes and marks by name.
The same call writes the same cells for ever; a test compares them. Run it with `python -m examples.yantai.generate`.
"""

import sys
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from random import Random

from examples.sheets import Cell, Sheet, write
from examples.yantai.secretaries import YEAR, Secretary, Voter, organizations, people, secretaries, voters

HEADERS = {
    "选项登记": ("考核对象编码", "指标", "期间", "选项"),
    "台账": ("考核对象编码", "指标", "期间", "数量", "案号", "发生日期", "事由"),
    "考核验收": ("考核对象编码", "指标", "期间", "得分", "验收日期"),
    "任务": ("考核对象编码", "指标", "期间", "任务编号", "任务名称", "类别", "分值", "截止日期"),
    "任务完成": ("任务编号", "得分", "完成日期"),
    "投票": ("考核对象编码", "指标", "期间", "投票人编码", "投票人类别", "所投"),
    "互评": ("评分人编码", "考核对象编码", "指标", "期间", "得分", "评语"),
}
WORDS = (
    "党建工作与中心工作融合不够紧密。",
    "社区工作者职业体系建设推进力度不大。",
    "抓干部队伍不够紧。",
    "社区党建没有叫得响的品牌。",
)
"""What is fed back, word for word as it was said at the review."""
QUARTER_ENDS = {f"{YEAR}-Q1": "03-31", f"{YEAR}-Q2": "06-30", f"{YEAR}-Q3": "09-30", f"{YEAR}-Q4": "12-31"}
LATE, UNSOLVED, REGISTERING = 6, 8, 60
GRADES = ("好", "较好", "一般", "差")
LIKELY = ((6, 5, 1, 0), (4, 6, 2, 0), (1, 4, 6, 2))
"""How likely each grade is of a good, a middling and a poor report."""
ALIKE, SEVERE = "V03", "V04"
"""Of the panel, who marks everybody alike, and who is severe."""

Workbooks = dict[str, Sheet]


def sheets() -> dict[str, Workbooks]:
    """Every file of this folder by name, and its sheets by title."""
    random, reviewed = Random(YEAR), secretaries()  # noqa: S311  # sample data, the same for ever
    workbooks = {title: Sheet(YEAR, ("编号", *headers)) for title, headers in HEADERS.items()}
    for one in reviewed:
        _choose(workbooks, one, "述职对象", one.kind)
        _project(workbooks, one, Decimal(random.randint(120, 200)) / 2)
        _review(workbooks, random, one)
        _check(workbooks, one.team, "领导班子考核其他得分", Decimal(random.randint(7500, 9800)) / 100)
        if one.of_joint_meeting and one.on_stage:
            _choose(workbooks, one, "登记的述职形式", "现场述职")
    _sheets_of_problems(workbooks, [one for one in reviewed if one.has_sheet])
    _registration(workbooks, reviewed[:REGISTERING])
    opened = Sheet(YEAR, ("编号", "周期"))
    opened.add(str(YEAR))
    tasks = {title: workbooks.pop(title) for title in ("任务", "任务完成")}
    return {
        "组织.xlsx": {"组织": organizations(reviewed)},
        "人员.xlsx": people(reviewed),
        "考核周期.csv": {"考核周期": opened},
        "任务.xlsx": tasks,
        **{f"{title}.csv": {title: sheet} for title, sheet in workbooks.items()},
    }


def _choose(workbooks: Workbooks, one: Secretary, indicator: str, step: str) -> None:
    workbooks["选项登记"].add(one.code, indicator, str(YEAR), step)


def _check(workbooks: Workbooks, subject: str, indicator: str, amount: Cell, period: str = str(YEAR)) -> None:
    workbooks["考核验收"].add(subject, indicator, period, amount, f"{YEAR}-{QUARTER_ENDS.get(period, '12-28')}")


def _sheets_of_problems(workbooks: Workbooks, having: list[Secretary]) -> None:
    """The problems of each sheet, one by one; what was solved, what was reported each quarter, what was explained."""
    words, ledger = cycle(WORDS), workbooks["台账"]
    for place, one in enumerate(having):
        problems = [f"W-{one.place:02}-{number}" for number in range(1, 3 + place % 3)]
        for case in problems:
            ledger.add(one.code, "反馈问题", f"{YEAR}-Q1", 1, case, f"{YEAR}-01-10", next(words))
        for case in problems[: -1 if place < UNSOLVED else None]:
            ledger.add(one.code, "已整改的反馈问题", f"{YEAR}-Q3", 1, case, f"{YEAR}-09-20", "")
        for quarter in QUARTER_ENDS:
            if place >= LATE or quarter != f"{YEAR}-Q2":
                _check(workbooks, one.code, "整改落实情况", 1, quarter)
        _check(workbooks, one.code, "在今年述职评议会议上说明", 20 - place % 4)


def _registration(workbooks: Workbooks, units: list[Secretary]) -> None:
    """The members of each unit, and who registered with a community: 24,012 in all, in two months."""
    for place, one in enumerate(units):
        registered = 400 + (place % 5 - 2) * 30 + (12 if place == 0 else 0)
        for month, day, count in (("02", "29", registered - 150), ("03", "31", 150)):
            on = f"{YEAR}-{month}-{day}"
            workbooks["台账"].add(one.code, "到社区参加“双报到”的党员人次", f"{YEAR}-{month}", count, "", on, "")
        _check(workbooks, one.code, "应报到党员数", registered + place % 4 * 20)


def _project(workbooks: Workbooks, one: Secretary, earned: Decimal) -> None:
    """The year's breakthrough project: the topic early, the points at the year-end observation."""
    number, named = f"X-{one.place:02}", f"{one.unit}突破项目"
    workbooks["任务"].add(one.code, "年度抓基层党建突破项目", str(YEAR), number, named, "个性", 100, f"{YEAR}-11-30")
    workbooks["任务完成"].add(number, earned, f"{YEAR}-11-25")


def _review(workbooks: Workbooks, random: Random, one: Secretary) -> None:
    """The votes of those present and the marks of the panel; at the last secretary's review half were missing."""
    invited = voters()
    present = invited[1::2] if one.place == len(secretaries()) else invited
    workbooks["台账"].add(one.code, "应到评议人数", str(YEAR), len(invited), "", "", "")
    likely = random.choice(LIKELY)
    for voter in present:
        grade = "无效票" if random.random() < 0.02 else random.choices(GRADES, likely)[0]
        workbooks["投票"].add(one.code, "实名评议", str(YEAR), voter.code, voter.kind, grade)
    for voter in invited:
        if voter.kind == "评议团":
            mark, said = _mark(random, voter, 70 + 4 * likely[0])
            workbooks["互评"].add(voter.code, one.code, one.marked, str(YEAR), mark, said)


def _mark(random: Random, voter: Voter, level: int) -> tuple[int, str]:
    """A mark about as high as the report was good, and what the severe one notes beside it."""
    if voter.code == ALIKE:
        return 90, ""
    mark = level + random.randint(-4, 6)
    return (mark - 8, "举措多，成效少。") if voter.code == SEVERE else (mark, "")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent, sheets())
