"""Dazhou's and Laixi's models over a city of their size: 500 branches and 160 sections under 80 departments."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TypeVar, cast

import pytest
from biaochi_chassis.store.database import Connection, Database
from biaochi_dazhou.duty import Duty
from biaochi_dazhou.members import Member, Members
from biaochi_dazhou.performance import Performance
from biaochi_dazhou.unit import Unit
from biaochi_laixi.branch import Branch
from biaochi_laixi.committees import Committee, Temporary, WorkCommittee
from biaochi_laixi.leader import Leader
from biaochi_laixi.member import Member as LaixiMember
from biaochi_laixi.organ import Organ
from biaochi_laixi.section import Section
from biaochi_scoring.domain.standings import Result
from biaochi_scoring.events.decode import ASSESSMENT
from biaochi_scoring.store.cycles import load_cycles
from biaochi_scoring.use_cases.results import results_of
from sqlalchemy import event

from tests.scoring.scorer import Scorer, open_scorer
from tests.scoring.test_linking import judged
from tests.scoring.town import TOWN, Town
from tests.servers.databases import in_files

T = TypeVar("T")

DEPARTMENTS = [f"D{n:02d}" for n in range(80)]
BRANCHES = {f"B{n:03d}": DEPARTMENTS[n % 80] for n in range(500)}
SECTIONS = {f"S{n:03d}": DEPARTMENTS[n % 80] for n in range(160)}
DIMENSIONS = ("politics", "ideology", "style", "discipline", "business")


class ReadingDatabase(Database):
    """A database that writes down what is read from it."""

    seen: list[str]

    async def read(self, work: Callable[[Connection], T]) -> T:
        def listened_to(connection: Connection) -> T:
            event.listen(connection, "before_cursor_execute", lambda *given: self.seen.append(given[2]))
            return work(connection)

        return await super().read(listened_to)


@pytest.fixture
async def scorer(tmp_path: Path) -> AsyncIterator[Scorer]:
    """An empty store on SQLite that writes down what is read from it."""
    async with open_scorer(in_files(tmp_path), ReadingDatabase) as opened:
        cast("ReadingDatabase", opened.database).seen = []
        yield opened


def with_departments(town: Town) -> Town:
    """Publish the models, and 80 departments and their leading groups under a work committee."""
    town.install()
    town.establish("W", kind="WORK_COMMITTEE")
    town.establish(*DEPARTMENTS, kind="DEPARTMENT", parent="W")
    for code, department in BRANCHES.items():
        town.establish(code, parent=department)
    return town


async def values(scorer: Scorer, cycle: str, model: str) -> dict[str, Mapping[str, str | None]]:
    """Every node of the year, by subject."""

    def results(connection: Connection) -> list[Result]:
        (year,) = [one for one in load_cycles(connection, [TOWN]) if one.code == cycle]
        return results_of(connection, scorer.states, year)

    found = await scorer.database.read(results)
    return {one.sheet.subject: one.nodes for one in found if (one.sheet.model, one.sheet.period) == (model, cycle)}


def half_up(exact: Fraction) -> Fraction:
    return Fraction(int(exact * 100 + Fraction(1, 2)), 100)


async def test_dazhous_departments_are_made_of_their_members_branches_and_leading_groups(scorer: Scorer) -> None:
    town = with_departments(Town(Unit.graph, others=(Member.graph, Members.graph, Duty.graph, Performance.graph)))
    for department in DEPARTMENTS:
        town.establish(f"L{department}", kind="LEADING_GROUP", parent=department)
    town.open_cycle(2020)
    random = Random(1)
    of_department: defaultdict[str, list[tuple[Fraction, int]]] = defaultdict(list)
    for code, department in BRANCHES.items():
        persons, points = [f"{code}-{number}" for number in range(random.randint(1, 3))], 0
        for person in persons:
            town.join(person, code, "2019-06-01")
            for name in DIMENSIONS:
                mark = random.randint(0, 20)
                points += mark
                town.fact("check", f"{person}-{name}", person, "2020-Q4", indicator=name, amount=str(mark))
        of_department[department].append((half_up(Fraction(points, len(persons))), len(persons)))
    for department in DEPARTMENTS:
        town.fact("check", f"p-{department}", department, "2020-Q4", indicator="supervision", amount="70")
        rated = str(random.randint(0, 100))
        town.fact("check", f"d-{department}", f"L{department}", "2020", indicator="rating", amount=rated)
    await scorer.handle_all(town)
    found = await values(scorer, "2020", "unit")
    duty = await values(scorer, "2020", "duty")
    performance = await values(scorer, "2020", "performance")
    for department in DEPARTMENTS:
        weighed = sum(points * counted for points, counted in of_department[department])
        expected = half_up(Fraction(weighed, sum(counted for _, counted in of_department[department])))
        assert Fraction(found[department]["members"] or "") == expected
        assert found[department]["duty"] == duty[f"L{department}"]["fulfilment"]
        assert found[department]["performance"] == performance[department]["reached"]

    seen = cast("ReadingDatabase", scorer.database).seen
    for person in ("B000-0", "B001-0"):
        seen.clear()
        for name in DIMENSIONS:
            town.fact("check", f"{person}-{name}-again", person, "2020-Q3", indicator=name, amount="20")
        await scorer.handle(town.records[ASSESSMENT][-len(DIMENSIONS) :])
        assert await judged(scorer) == ["2020/member", "2020/members", "2020/unit"]
    assert [statement for statement in seen if "FROM sheet" in statement or "FROM input" in statement] == []


async def test_laixis_points_rise_to_the_department_and_its_bar_comes_down_to_the_branches(scorer: Scorer) -> None:
    below = (Committee.graph, Leader.graph, Temporary.graph)
    models = (LaixiMember.graph, Organ.graph, Branch.graph, *below, WorkCommittee.graph)
    town = with_departments(Town(Section.graph, others=models))
    for code, department in SECTIONS.items():
        town.establish(code, kind="SECTION", parent=department)
    town.establish("C1", "C2", "C3", "C4", kind="ORGAN_COMMITTEE", parent="W")
    town.establish("T1", kind="TEMPORARY", parent="C1")
    town.open_cycle(2021)
    random = Random(2)
    of_department: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for code, department in SECTIONS.items():
        earned, heads = random.randint(0, 100), random.randint(1, 3)
        of_department[department].append((earned, heads))
        for person in (f"{code}-{number}" for number in range(heads)):
            town.join(person, code, "2020-06-01")
            task = {"indicator": "personal", "task": f"{person}-1", "share": "INDIVIDUAL", "points": "100"}
            town.fact("task", f"{person}-issued", person, "2021", **task)
            town.fact("task", f"{person}-done", person, "2021", **task, amount=str(earned))
    for code in ("C1", "C2"):
        town.fact("ledger", f"{code}-sat", code, "2021-Q1", indicator="sat_in", amount="1")
    town.fact("ledger", "T1-active", "T1", "2021-Q1", indicator="activities", amount="1")
    await scorer.handle_all(town)
    organs, branches = await values(scorer, "2021", "organ"), await values(scorer, "2021", "branch")
    for department in DEPARTMENTS:
        earned = sum(points * heads for points, heads in of_department[department])
        expected = half_up(Fraction(earned, sum(heads for _, heads in of_department[department])))
        assert Fraction(organs[department]["points"] or "") == expected
    assert all(sheet["unit_barred"] == organs[BRANCHES[code]]["barred"] for code, sheet in branches.items())
    assert {sheet["unit_barred"] for sheet in branches.values()} >= {"0"}
    (committee,) = (await values(scorer, "2021", "work_committee")).values()
    assert (committee["organizations"], committee["contacted"], committee["at_work"]) == ("4", "0", "1")
