"""Writes the spreadsheets of this folder: what a city office would have at the end of 2020. Facts only, no result.

Every name is made up (市直单位07, 样例党员00017). The counts of the report are met by the facts: 66 secretaries with a
feedback sheet, the one of the first unit directly under the city (市直单位01) and 65 others; more than 24,000 members
who registered in 60 units; votes and marks by name.
The same call writes the same cells for ever; a test compares them. Run it with `python -m examples.yantai.generate`.
"""

import sys
from decimal import Decimal
from pathlib import Path
from random import Random

from biaochi_yantai.work import WORK

from examples.items import Items
from examples.sheets import Cell, Sheet, write
from examples.yantai.secretaries import YEAR, Secretary, Voter, organizations, people, secretaries, voters
from examples.yantai.work import Ballot, of_ballots, of_problems, of_project, of_registration, of_review

HEADERS = {
    "考核验收": ("考核对象编码", "指标", "期间", "得分", "验收日期"),
}
GRADES = ("好", "较好", "一般", "差")
LIKELY = ((6, 5, 1, 0), (4, 6, 2, 0), (1, 4, 6, 2))
"""How likely each grade is of a good, a middling and a poor report."""
ALIKE, SEVERE = "V03", "V04"
"""Of the panel, who marks everybody alike, and who is severe."""

Workbooks = dict[str, Sheet]


def sheets() -> dict[str, Workbooks]:
    """Every file of this folder by name, and its sheets by title."""
    random, reviewed = Random(YEAR), secretaries()  # noqa: S311  # sample data, the same for ever
    items = Items(YEAR, WORK)
    workbooks = {title: Sheet(YEAR, ("编号", *headers)) for title, headers in HEADERS.items()}
    ballots: list[tuple[Secretary, list[Ballot]]] = []
    for one in reviewed:
        of_project(items, one, Decimal(random.randint(120, 200)) / 2)
        ballots.append((one, _review(random, one)))
        _check(workbooks, one.team, "领导班子考核其他得分", Decimal(random.randint(7500, 9800)) / 100)
    of_review(items, reviewed)
    for one, cast in ballots:
        of_ballots(items, one, cast)
    of_problems(items, [one for one in reviewed if one.has_sheet])
    of_registration(items, reviewed)
    opened = Sheet(YEAR, ("编号", "周期"))
    opened.add(str(YEAR))
    return {
        "组织.xlsx": {"组织": organizations(reviewed)},
        "人员.xlsx": people(reviewed),
        "考核周期.csv": {"考核周期": opened},
        "事项.xlsx": items.filled(),
        **{f"{title}.csv": {title: sheet} for title, sheet in workbooks.items()},
    }


def _check(workbooks: Workbooks, subject: str, indicator: str, amount: Cell) -> None:
    workbooks["考核验收"].add(subject, indicator, str(YEAR), amount, f"{YEAR}-12-28")


def _review(random: Random, one: Secretary) -> list[Ballot]:
    """The ballots of those present, the panel's with a mark; at the last secretary's review half were missing."""
    invited = voters()
    present = invited[1::2] if one.place == len(secretaries()) else invited
    likely = random.choice(LIKELY)
    found = []
    for voter in present:
        grade = "无效票" if random.random() < 0.02 else random.choices(GRADES, likely)[0]
        mark = _mark(random, voter, 70 + 4 * likely[0]) if voter.kind == "评议团" else None
        found.append(Ballot(voter, grade, *(mark or (None, ""))))
    return found


def _mark(random: Random, voter: Voter, level: int) -> tuple[int, str]:
    """A mark about as high as the report was good, and what the severe one notes beside it."""
    if voter.code == ALIKE:
        return 90, ""
    mark = level + random.randint(-4, 6)
    return (mark - 8, "举措多，成效少。") if voter.code == SEVERE else (mark, "")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent, sheets())
