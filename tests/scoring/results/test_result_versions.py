"""Upheld objections lead to a next version; every version stays readable, and verifies against its hash."""

import hashlib

from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.store.database import Connection
from biaochi_scoring.events.decode import ASSESSMENT
from biaochi_scoring.store import tables
from biaochi_scoring.store.result_versions import lines_of
from biaochi_scoring.use_cases.answering.result_history import History, result_history, result_lines
from sqlalchemy import delete

from tests.scoring.scorer import Scorer
from tests.scoring.town import Town

OBJECTION = assessment.Objection(code="o-1", cycle="2020", subject="B1", outcome="upheld")


def decided(town: Town, fact: assessment.Fact) -> None:
    """Uphold an objection: the fact is taken back for one of 40."""
    town.append(ASSESSMENT, "2020", assessment.ResultsReopened(cycle="2020", objections=["o-1"]))
    town.reverse("r-1", fact)
    town.check("c-2", "B1", "2020-Q1", 40)
    town.append(ASSESSMENT, "B1", assessment.ObjectionDecided(objection=OBJECTION, facts_hash="facts-after"))


async def frozen_once(scorer: Scorer, town: Town) -> assessment.Fact:
    """Two branches, one check, the cycle closed and its results frozen."""
    town.establish("B1", "B2")
    town.open_cycle(2020)
    fact = town.check("c-1", "B1", "2020-Q1", 60)
    town.close_cycle(2020)
    await scorer.handle_all(town)
    return fact


async def history(scorer: Scorer, subject: str = "") -> History:
    return await scorer.database.read(lambda one: result_history(one, scorer.graphs, "yangli", "2020", subject))


async def text(scorer: Scorer, version: int) -> str:
    """The SHA-256 over the lines of a version."""
    lines = await scorer.database.read(lambda one: lines_of(one, "yangli", "2020", version))
    return hashlib.sha256("".join(f"{line}\n" for line in lines.values()).encode()).hexdigest()


async def test_every_version_verifies_against_its_hash(scorer: Scorer, town: Town) -> None:
    decided(town, await frozen_once(scorer, town))
    await scorer.handle_all(town)
    first, second = await scorer.frozen()
    assert [(one.version, one.facts_hash) for one in (first, second)] == [(1, "facts-2020"), (2, "facts-after")]
    assert [await text(scorer, 1), await text(scorer, 2)] == [first.results_hash, second.results_hash]
    assert first.results_hash != second.results_hash


async def test_the_history_says_what_changed_and_of_whom(scorer: Scorer, town: Town) -> None:
    decided(town, await frozen_once(scorer, town))
    await scorer.handle_all(town)
    (_, at_first), (_, changes) = (await history(scorer)).versions
    mine = {one.place[1]: {each.key: (each.before, each.after) for each in one.differences} for one in changes}
    others = (await history(scorer, "B2")).versions[1][1]
    assert (list(at_first), mine["2020-Q1"]["meetings"]) == ([], ("60", "40"))
    assert {one.place[2] for one in others} <= {"B2"}
    assert {one.place[2] for one in changes} >= {"B1"}


async def test_nothing_is_frozen_between_the_reopening_and_the_new_hash(scorer: Scorer, town: Town) -> None:
    fact = await frozen_once(scorer, town)
    before = len(town.records[ASSESSMENT])
    decided(town, fact)
    for record in town.records[ASSESSMENT][before:-1]:
        await scorer.handle([record])
        await scorer.settle()
    assert len(await scorer.frozen()) == 1
    await scorer.handle_all(town)
    assert len(await scorer.frozen()) == 1 + 1


async def test_a_refused_objection_leads_to_no_version(scorer: Scorer, town: Town) -> None:
    await frozen_once(scorer, town)
    refused = assessment.Objection(code="o-1", cycle="2020", subject="B1", outcome="refused")
    town.append(ASSESSMENT, "B1", assessment.ObjectionDecided(objection=refused))
    await scorer.handle_all(town)
    assert len((await history(scorer)).versions) == 1


async def test_results_frozen_before_versions_were_kept_become_the_first(scorer: Scorer, town: Town) -> None:
    await frozen_once(scorer, town)

    def forget(connection: Connection) -> None:
        for table in (tables.result_version, tables.result_line):
            connection.execute(delete(table))

    await scorer.database.update(forget)
    await scorer.settle()
    (frozen,) = await scorer.frozen()
    assert await text(scorer, 1) == frozen.results_hash


async def test_lines_are_read_in_pages(scorer: Scorer, town: Town) -> None:
    await frozen_once(scorer, town)

    def pages(connection: Connection) -> list[str]:
        found = [result_lines(connection, scorer.graphs, "yangli", "2020", 1, Page(4, str(at))) for at in (0, 4, 8)]
        assert [page.has_more for page in found] == [True, True, False]
        return [line for page in found for line in page.items]

    assert await scorer.database.read(pages) == list(
        (await scorer.database.read(lambda one: lines_of(one, "yangli", "2020", 1))).values()
    )
