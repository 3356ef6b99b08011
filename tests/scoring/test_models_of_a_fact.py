"""A fact counts in the models that it names, and in no other, whose indicator may have the same key."""

import logging
from collections.abc import Sequence

import pytest
from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi_chassis.store.database import Connection
from biaochi_scoring.domain.judging.inputs import Gathering
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.events.decode import ASSESSMENT
from biaochi_scoring.store import facts
from biaochi_sdk import Model, Publish, Scale, check, chosen, default, when

from tests.scoring.scorer import Scorer
from tests.scoring.tiers import (
    BRANCH,
    BY,
    COMMITTEE,
    DEFAULT,
    DEFAULTS,
    DEPARTMENT,
    ONE,
    RULES,
    SECTION,
    ZERO,
    tiered_town,
)
from tests.scoring.town import TOWN, Town

ORDERS = Scale("order", {"bad": default("差"), "good": default("好")})


class Order(
    Model, code="order", title=default("秩序"), subject="SECTION", since="2018-01-01", source=RULES, defaults=DEFAULTS
):
    """A section's discipline is a step, under the key under which a department's is points."""

    discipline = chosen(ORDERS, BY, missing="good")(default("纪律"), rule=DEFAULT)
    total = when(discipline.is_("good"), ONE, ZERO)(default("秩序分"))
    at_year = Publish("year", totals={"order": total})


class Second(
    Model,
    code="second",
    title=default("复核"),
    subject="DEPARTMENT",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A department's discipline again, without its sections."""

    discipline = check(default(20), ONE, BY, missing="zero")(default("纪律"), rule=DEFAULT)
    at_year = Publish("year", totals={"second": discipline})


@pytest.fixture
def town() -> Town:
    """Three levels, and two more models that know discipline."""
    return tiered_town(BRANCH, COMMITTEE, DEPARTMENT, SECTION, Order.graph, Second.graph)


def discipline(town: Town, models: Sequence[str]) -> assessment.Fact:
    return town.fact("check", "f1", "D1", "2020-Q4", indicator="discipline", amount="5", models=models)


async def total(scorer: Scorer, index: str, subject: str) -> str | None:
    return (await scorer.standings("2020", "2020", index))[subject].total


@pytest.mark.parametrize("models", [(), ("department", "second")])
async def test_a_fact_makes_only_the_models_stale_that_count_it_and_nothing_is_left_out(
    scorer: Scorer, town: Town, models: Sequence[str], caplog: pytest.LogCaptureFixture
) -> None:
    await scorer.handle_all(town)
    discipline(town, models)

    with caplog.at_level(logging.INFO):
        await scorer.handle(town.records[ASSESSMENT][-1:])
        marked = {run.model for run in await scorer.marked()}
        await scorer.settle()

    assert marked == {"department", "second"}
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []
    assert [await total(scorer, index, "D1") for index in ("department", "second")] == ["5", "5"]


async def test_a_model_that_a_fact_does_not_name_does_not_count_it(scorer: Scorer, town: Town) -> None:
    discipline(town, ["second"])
    await scorer.handle_all(town)

    assert [await total(scorer, index, "D1") for index in ("department", "second")] == ["0", "5"]


async def test_a_model_gathers_of_what_is_read_for_it_what_it_does_of_all_facts(scorer: Scorer, town: Town) -> None:
    discipline(town, ())
    town.fact("check", "f2", "S1", "2020-Q4", indicator="discipline", amount="1")
    town.fact("check", "f3", "D1", "2020-Q4", indicator="unheard", amount="1")
    await scorer.handle_all(town)

    def read(connection: Connection) -> None:
        for graph in (Second.graph, Order.graph):
            run, indicators = Run(TOWN, "2020", graph.code), {accept.indicator for accept in graph.accepts}
            everything = facts.standing_facts(connection, run, {"D1", "S1"})
            some = dict(facts.judged_facts(connection, run, {"D1", "S1"}, indicators))
            assert [len(everything["D1"]), len(some["D1"])] == [2, 1]
            for subject in everything:
                gathered = [Gathering(graph).gather("2020", subject, found[subject]) for found in (everything, some)]
                assert gathered[0] == gathered[1]

    await scorer.database.read(read)
