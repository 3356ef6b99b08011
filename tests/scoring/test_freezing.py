"""Closed cycles: frozen once what they rest on is known, and never changed afterwards."""

from biaochi_chassis.store.database import Connection
from biaochi_scoring.domain.standings import Result, digest
from biaochi_scoring.events.decode import ASSESSMENT, ORG, SCORING
from biaochi_scoring.use_cases.results import results_of

from tests.scoring.scorer import Scorer
from tests.scoring.town import Town


async def results_hash(scorer: Scorer, cycle: str = "2020") -> str | None:
    (found,) = await scorer.database.read(lambda one: scorer.answering.results(one, "yangli", [cycle]))
    return found.results_hash


def results_of_2020(scorer: Scorer, connection: Connection) -> list[Result]:
    (cycle,) = scorer.graphs.cycles(connection, "yangli")
    return results_of(connection, scorer.states, cycle)


async def test_the_results_hash_is_the_digest_of_the_cycles_sheets(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    town.check("c1", "B1", "2020-Q1", 60)
    town.close_cycle(2020)
    await scorer.handle_all(town)
    results = await scorer.database.read(lambda connection: results_of_2020(scorer, connection))
    (frozen,) = await scorer.frozen()
    assert (frozen.results_hash, frozen.facts_hash, frozen.sheets) == (digest(results), "facts-2020", 10)
    assert [(one.model, one.subjects) for one in frozen.lists] == [("branch", 2)]
    assert await results_hash(scorer) == frozen.results_hash


async def test_nothing_is_frozen_before_the_registry_is_read_as_far_as_at_the_closing(
    scorer: Scorer, town: Town
) -> None:
    town.establish("B1")
    town.establish("B2")
    town.open_cycle(2020)
    town.close_cycle(2020)
    await scorer.handle(town.records[SCORING])
    await scorer.handle(town.records[ORG][:1])
    await scorer.handle(town.records[ASSESSMENT])
    await scorer.settle()
    assert await results_hash(scorer) is None
    await scorer.handle(town.records[ORG][1:])
    await scorer.settle()
    assert await results_hash(scorer) is not None
    assert list(await scorer.standings("2020")) == ["B1", "B2"]


async def test_an_event_of_the_registry_after_the_closing_does_not_count_even_when_received_before(
    scorer: Scorer, town: Town
) -> None:
    town.establish("B1")
    town.open_cycle(2020)
    await scorer.handle_all(town)
    town.establish("B2")
    await scorer.handle_all(town)
    assert list(await scorer.standings("2020")) == ["B1", "B2"]
    town.close_cycle(2020, registry_sequence=1)
    await scorer.handle_all(town)
    assert list(await scorer.standings("2020")) == ["B1"]


async def test_a_late_entry_of_the_registry_does_not_change_a_frozen_cycle(scorer: Scorer, town: Town) -> None:
    town.establish("B1")
    town.open_cycle(2020)
    town.close_cycle(2020)
    await scorer.handle_all(town)
    before = await scorer.digest()
    town.establish("B2", on="2019-01-01")
    await scorer.handle_all(town)
    assert (await scorer.digest(), await scorer.marked()) == (before, [])


async def test_a_cycle_is_frozen_only_after_the_one_it_continues(scorer: Scorer, town: Town) -> None:
    town.establish("B1")
    town.open_cycle(2020)
    town.open_cycle(2021)
    town.close_cycle(2021)
    await scorer.handle_all(town)
    assert await results_hash(scorer, "2021") is None
    town.check("c1", "B1", "2020-Q4", 60)
    town.close_cycle(2020)
    await scorer.handle_all(town)
    assert [frozen.cycle for frozen in await scorer.frozen()] == ["2020", "2021"]
