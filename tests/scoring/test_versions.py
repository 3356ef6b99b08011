"""Versions: an open cycle keeps the one it pinned, a correction supersedes for those opened afterwards."""

from datetime import date

import pytest
from biaochi_scoring.domain.models import Model
from biaochi_scoring.domain.refusals import UnknownModelCode
from biaochi_scoring.domain.suppositions import Parameter, with_parameters
from biaochi_scoring.use_cases.queries import Version
from biaochi_sdk.graph.graph import Graph

from tests.scoring.scorer import Scorer
from tests.scoring.town import TOWN, Town
from tests.scoring.yardstick import GRAPH

CORRECTED = with_parameters(GRAPH, [Parameter("reached", 0, "90")])


async def test_a_correction_changes_nothing_in_a_cycle_that_is_open(scorer: Scorer, town: Town) -> None:
    town.establish("B1")
    town.open_cycle(2020)
    town.check("c1", "B1", "2020-Q1", 45)
    await scorer.handle_all(town)
    before = await scorer.digest()
    town.publish(CORRECTED)
    await scorer.handle_all(town)
    assert (await scorer.digest(), await scorer.marked()) == (before, [])
    town.check("c2", "B1", "2020-Q2", 45)
    await scorer.handle_all(town)
    standing = (await scorer.standings("2020-Q2"))["B1"]
    assert (standing.total, standing.grade) == ("85", "reached")


async def test_a_correction_judges_the_cycles_opened_afterwards(scorer: Scorer, town: Town) -> None:
    town.establish("B1")
    town.open_cycle(2020)
    town.publish(CORRECTED)
    town.graph = CORRECTED
    town.open_cycle(2021)
    town.check("c1", "B1", "2020-Q1", 45)
    town.check("c2", "B1", "2021-Q1", 45)
    await scorer.handle_all(town)
    grades = [(await scorer.standings(f"{year}-Q1", year))["B1"].grade for year in ("2020", "2021")]
    assert grades == ["reached", "not_reached"]


async def versions_of(scorer: Scorer, model: str) -> list[Version]:
    return await scorer.database.read(lambda connection: scorer.answering.versions(connection, TOWN, model))


async def models_on(scorer: Scorer, day: date) -> list[tuple[Model, Graph]]:
    return await scorer.database.read(lambda one: scorer.answering.models(one, TOWN, ["branch"], day))


async def test_every_version_is_listed_with_who_took_its_place_and_who_pinned_it(scorer: Scorer, town: Town) -> None:
    town.open_cycle(2020)
    town.publish(CORRECTED)
    town.graph = CORRECTED
    town.open_cycle(2021)
    town.open_cycle(2022)
    await scorer.handle_all(town)
    versions = await versions_of(scorer, "branch")
    assert [(one.model.hash, one.superseded_by, one.cycles) for one in versions] == [
        (GRAPH.hash, CORRECTED.hash, ["2020"]),
        (CORRECTED.hash, None, ["2021", "2022"]),
    ]
    with pytest.raises(UnknownModelCode, match="nothing"):
        await versions_of(scorer, "nothing")


async def test_the_model_of_a_day_is_the_corrected_one(scorer: Scorer, town: Town) -> None:
    town.publish(CORRECTED)
    await scorer.handle_all(town)
    ((model, _),) = await models_on(scorer, date(2020, 12, 31))
    assert model.hash == CORRECTED.hash
    assert await models_on(scorer, date(2017, 12, 31)) == []
