"""Writes the spreadsheets of this folder: what a city office would have at the end of 2020. Facts only, no result.

Every name is made up (市直单位07, 样例党员00017). The article's counts are met by the facts: 78 departments with an
office, 56 committees complete with discipline committee and deputy, five instruments held in their cadences, clusters
led by one or two, a staffing office with 20 members, a fifth of the stationed cadres excellent.
The same call writes the same cells for ever; a test compares them. Run it with `python -m examples.dazhou.generate`.
"""

import sys
from itertools import cycle
from pathlib import Path
from random import Random

from biaochi_dazhou.work import WORK

from examples.dazhou import serving, town, work
from examples.dazhou.cadres import cadres
from examples.dazhou.five_in_one import five_in_one
from examples.items import Items
from examples.sheets import Sheet, write
from examples.workbooks import Workbooks


def sheets() -> dict[str, dict[str, Sheet]]:
    """Every file of this folder by name, and its sheets by title."""
    random, workbooks = Random(town.YEAR), Workbooks.open("dazhou", town.YEAR)  # noqa: S311  # sample data, the same for ever
    items, found = Items(town.YEAR, WORK), town.departments(random)
    everybody = town.members(found)
    five_in_one(items, random, found, cycle(member.code for member in everybody))
    work.of_duty(workbooks, items, random, found)
    work.of_members(workbooks, random, everybody)
    work.of_the_year(workbooks, items, random, found)
    work.of_structure(workbooks, items, found, town.deputies(everybody), town.heads(everybody))
    work.of_villages(workbooks, items, random, town.cadres(everybody))
    serving.of_members(items, found, everybody)
    serving.of_pages(items, found, everybody)
    serving.of_consequences(items, found, everybody)
    serving.of_checks(items, found)
    serving.of_opinions(items, found, everybody)
    opened = Sheet(town.YEAR, ("编号", "周期"))
    opened.add(str(town.YEAR))
    facts = workbooks.filled()
    return {
        "组织.xlsx": {"组织": town.organizations(found), "临时党组织": town.teams()},
        "人员.xlsx": town.people(everybody, town.others(found, everybody)),
        "考核周期.csv": {"考核周期": opened},
        "事项.xlsx": items.filled(),
        "党务干部.xlsx": cadres(found, everybody),
        **{f"{title}.csv": {title: sheet} for title, sheet in facts.items()},
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent, sheets())
