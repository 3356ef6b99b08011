"""Of gathered inputs what nothing was recorded of is not kept; what earlier builds kept of it is read alike."""

import json

from biaochi_scoring.domain.judging.inputs import Gathered
from biaochi_scoring.domain.standings import Run, canonical
from biaochi_scoring.store.sheets import load_inputs
from biaochi_scoring.store.tables import input_
from biaochi_scoring.use_cases.graphs import Graphs
from sqlalchemy import Connection, select, update

from tests.scoring.scorer import Scorer
from tests.scoring.town import TOWN, Town
from tests.scoring.yardstick import GRAPH


def _loaded(connection: Connection) -> list[Gathered]:
    found = load_inputs(connection, Run(TOWN, "2020", GRAPH.code), GRAPH)
    return sorted(found, key=lambda one: (one.period, one.subject))


def _as_before(connection: Connection) -> None:
    """Write every row as an earlier build did, with all that is null."""
    for one in _loaded(connection):
        place = (input_.c.period == one.period) & (input_.c.subject == one.subject)
        connection.execute(update(input_).where(place).values(inputs=canonical(one.inputs)))


async def test_inputs_are_kept_without_what_nothing_was_recorded_of_and_read_whole(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    town.check("c1", "B1", "2020-Q1", 60)
    await scorer.handle_all(town)

    kept = await scorer.database.read(lambda one: list(one.execute(select(input_.c.inputs)).scalars()))
    loaded, digest = await scorer.database.read(_loaded), await scorer.digest()
    await scorer.database.update(_as_before)
    again = Scorer(scorer.database, graphs=Graphs())

    assert not any(None in json.loads(text).values() for text in kept)
    assert all(list(one.inputs) == list(GRAPH.gather(one.period, ())) for one in loaded)
    assert await again.database.read(_loaded) == loaded
    assert await again.digest() == digest
