"""The days of an appointment come from the registry: several at once count once, what lies between is said."""

from datetime import date

import pytest
from biaochi_scoring.domain.judging.days import Days
from biaochi_scoring.domain.received import RegistryChanged
from biaochi_scoring.domain.registry import hierarchy_on
from biaochi_scoring.events.decode import ORG, content_of
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.open_sheets import Requested, open_sheets
from biaochi_sdk import Model, Publish, Source, default, registered_days

from tests.scoring.scorer import Scorer
from tests.scoring.test_order import interleaved_alike
from tests.scoring.town import TOWN, Town

RULES, DEFAULTS = Source("样例考核办法", "第三条"), Source("默认值", "可调整")


class Serving(
    Model,
    code="serving",
    title=default("书记履职"),
    subject="SECRETARY",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A secretary earns a point for each day in the post."""

    held = registered_days()(default("在任天数"))
    total = (held * default(1))(default("得分"))
    at_quarter = Publish("quarter", totals={"serving": total})


def town_of_secretaries() -> Town:
    """P1 goes from B1 to B2 and is in both for five days; P2 leaves for ten days; P3 begins in the second quarter."""
    town = Town(Serving.graph)
    town.install()
    town.establish("B1", "B2", "B3")
    town.appoint("P1", "B1", "2020-01-01")
    town.appoint("P1", "B2", "2020-02-11")
    town.dismiss("P1", "B1", "2020-02-16")
    town.appoint("P2", "B3", "2019-06-01")
    town.dismiss("P2", "B3", "2020-03-01")
    town.appoint("P2", "B3", "2020-03-11")
    town.appoint("P3", "B1", "2020-04-11")
    town.open_cycle(2020)
    return town


async def totals(scorer: Scorer, period: str) -> dict[str, str | None]:
    return {code: one.total for code, one in (await scorer.standings(period, index="serving")).items()}


async def test_each_day_in_the_post_counts_once_wherever_it_is(scorer: Scorer) -> None:
    await scorer.handle_all(town_of_secretaries())

    assert await totals(scorer, "2020-Q1") == {"P1": "91", "P2": "81"}
    assert await totals(scorer, "2020-Q2") == {"P1": "91", "P2": "91", "P3": "81"}


async def test_the_spells_what_lies_between_and_what_overlaps_are_named(scorer: Scorer) -> None:
    await scorer.handle_all(town_of_secretaries())

    async def note(person: str) -> str:
        listed = Listed(TOWN, "2020", "serving", "2020-Q1")
        (sheet,) = await scorer.database.read(
            lambda connection: open_sheets(connection, scorer.answering, listed, [person], Requested(nodes=["held"]))
        )
        (fact,) = sheet.nodes[0].facts
        return fact.note

    assert await note("P1") == (
        "名册：本期在册或在任 91 天（B1 2020-01-01 至 2020-02-15、B2 2020-02-11 至 2020-03-31），重叠 5 天。"
    )
    assert await note("P2") == (
        "名册：本期在册或在任 81 天（B3 2020-01-01 至 2020-02-29、B3 2020-03-11 至 2020-03-31），其间中断 10 天。"
    )


async def test_a_corrected_first_day_changes_the_days(scorer: Scorer) -> None:
    town = town_of_secretaries()
    await scorer.handle_all(town)
    town.correct_appointment("P3", "B1", "2020-04-11", "2020-04-21")
    await scorer.handle_all(town)

    assert (await totals(scorer, "2020-Q2"))["P3"] == "71"


@pytest.mark.parametrize("seed", range(3))
async def test_the_order_of_the_topics_changes_nothing(seed: int) -> None:
    town = town_of_secretaries()
    town.close_cycle(2020)
    town.appoint("P9", "B3", "2020-02-01")

    async with interleaved_alike(town, seed) as mixed:
        assert await totals(mixed, "2020-Q1") == {"P1": "91", "P2": "81"}


@pytest.mark.parametrize(
    ("since", "until", "days"), [("2020-01-01", "2020-04-01", 91), ("2020-02-16", "2020-02-17", 1)]
)
def test_days_are_those_of_the_time_in_question(since: str, until: str, days: int) -> None:
    contents = [content_of(record) for record in town_of_secretaries().records[ORG]]
    states = [state for one in contents if isinstance(one, RegistryChanged) for state in one.states]
    hierarchy = hierarchy_on(states, date(2020, 12, 31))

    spells = hierarchy.spells("P1", "SECRETARY", date.fromisoformat(since), date.fromisoformat(until))

    assert Days.of(spells).days == days
