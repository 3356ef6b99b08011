"""Writes the spreadsheets of this folder: what a city office would have at the end of 2023. What was done, no result.

Every name is made up (市直单位07, 样例党员00017). The counts of the article and of the summary are met by the facts:
82 units, 33 with five stars and all of these excellent elsewhere, 76 five-star branches, 49 nominated first, 44 members
before all others, five leaders over 63 organizations, 305 problems.
The same call writes the same cells for ever; a test compares them. Run it with `python -m examples.laixi.generate`.
"""

import sys
from itertools import cycle
from pathlib import Path
from random import Random

from biaochi_laixi.work import KINDS

from examples.items import Items
from examples.laixi import activities, branches, supervising, town, work
from examples.sheets import Sheet, write
from examples.workbooks import Workbooks


def sheets() -> dict[str, dict[str, Sheet]]:
    """Every file of this folder by name, and its sheets by title."""
    random, items = Random(town.YEAR), Items(town.YEAR, KINDS)  # noqa: S311  # sample data, the same for ever
    workbooks = Workbooks.open("laixi", town.YEAR)
    found = town.departments(random)
    members = town.members(found)
    persons = cycle(member.code for member in members)
    judges = [member.code for member in members]
    supervising.of_documents(items)
    supervising.of_pace(items)
    supervising.of_contacts(items, found)
    supervising.of_problems(items, random, found)
    supervising.of_contests(items, random, found, judges)
    work.of_departments(workbooks, items, random, found, persons)
    work.of_classes(workbooks, items, random, found)
    work.of_running(items, random, found)
    work.of_service(items, random, found)
    work.of_sections(items, random, found)
    work.of_duties(items, random, found)
    outstanding = work.of_members(workbooks, items, random, found, members)
    work.of_task_forces(items, members)
    work.of_lines(items, found)
    activities.of_activities(items, found, members)
    activities.of_places(items, found)
    activities.of_discipline(items, found, members)
    activities.of_commendations(items, found, members, outstanding)
    year = branches.courses(random, found)
    branches.of_branches(workbooks, items, random, year, persons)
    branches.of_honours(items, random, year)
    opened = Sheet(town.YEAR, ("编号", "周期"))
    opened.add(str(town.YEAR))
    registry = {"组织": town.organizations(found), "临时党组织": town.temporary(), **town.restructured(found)}
    facts = workbooks.filled()
    return {
        "组织.xlsx": registry,
        "人员.xlsx": town.people(members),
        "考核周期.csv": {"考核周期": opened},
        "事项.xlsx": items.filled(),
        **{f"{title}.csv": {title: sheet} for title, sheet in facts.items()},
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent, sheets())
