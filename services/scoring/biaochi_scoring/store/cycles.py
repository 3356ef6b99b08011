"""Cycles, their periods and pinned models in SQL."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from biaochi_chassis.store import revisions
from biaochi_chassis.store.statements import rows_of
from sqlalchemy import Connection, Row, insert, select, update

from biaochi_scoring.domain.cycles import Closing, Cycle, Period
from biaochi_scoring.store.tables import cycle, cycle_period, pinned_model

_TO_FREEZE = (
    select(cycle.c.city)
    .where(cycle.c.facts_hash.is_not(None), cycle.c.results_hash.is_(None))
    .distinct()
    .order_by(cycle.c.city)
)


def add_cycles(connection: Connection, cycles: Sequence[Cycle]) -> None:
    """Write newly opened cycles whole."""
    if not cycles:
        return
    connection.execute(insert(cycle), [{"city": one.city, "cycle": one.code, "opened": one.opened} for one in cycles])
    connection.execute(insert(cycle_period), [row for one in cycles for row in _period_rows(one)])
    pinned = [
        {"city": one.city, "cycle": one.code, "code": code, "hash": model_hash}
        for one in cycles
        for code, model_hash in one.models.items()
    ]
    if pinned:
        connection.execute(insert(pinned_model), pinned)
    for opened_in in {one.city for one in cycles}:
        revisions.move(connection, opened_in)


def _period_rows(opened: Cycle) -> list[dict[str, Any]]:
    return [
        {
            "city": opened.city,
            "cycle": opened.code,
            "code": period.code,
            "place": place,
            "cadence": period.cadence,
            "ordinal": period.ordinal,
            "starts_on": period.starts_on,
            "ends_before": period.ends_before,
        }
        for place, period in enumerate(opened.periods)
    ]


def close_cycle(connection: Connection, city: str, code: str, closing: Closing, closed: tuple[str, str]) -> None:
    """Note that a cycle was closed; `closed` is the caller and the trace it was closed in."""
    connection.execute(
        update(cycle)
        .where(cycle.c.city == city, cycle.c.cycle == code)
        .values(
            facts_hash=closing.facts_hash,
            registry_sequence=closing.registry_sequence,
            closed_by=closed[0],
            closed_in=closed[1],
        )
    )
    revisions.move(connection, city)


def reopen_cycle(connection: Connection, city: str, code: str) -> None:
    """Note that facts of a closed cycle change: until their new hash is known, its results do not stand."""
    same = (cycle.c.city == city, cycle.c.cycle == code)
    connection.execute(update(cycle).where(*same).values(facts_hash="", results_hash=None))
    revisions.move(connection, city)


def change_facts_hash(connection: Connection, city: str, code: str, facts_hash: str) -> None:
    """Note the hash of the facts of a cycle that was reopened: nothing more follows."""
    same = (cycle.c.city == city, cycle.c.cycle == code)
    connection.execute(update(cycle).where(*same).values(facts_hash=facts_hash))
    revisions.move(connection, city)


def closed_in(connection: Connection, one: Cycle) -> tuple[str, str]:
    """The caller and the trace in which a closed cycle was closed."""
    row = connection.execute(
        select(cycle.c.closed_by, cycle.c.closed_in).where(cycle.c.city == one.city, cycle.c.cycle == one.code)
    ).one()
    return row.closed_by, row.closed_in


def freeze_cycle(connection: Connection, one: Cycle, results_hash: str) -> None:
    """Write the hash under which the results stand for ever."""
    connection.execute(
        update(cycle).where(cycle.c.city == one.city, cycle.c.cycle == one.code).values(results_hash=results_hash)
    )
    revisions.move(connection, one.city)


def cities_with_cycles_to_freeze(connection: Connection) -> list[str]:
    """The cities that have a closed cycle whose results do not stand yet."""
    return [row.city for row in rows_of(connection, _TO_FREEZE)]


def load_cycles(connection: Connection, cities: Iterable[str]) -> list[Cycle]:
    """All cycles of these cities, in order of city and opening."""
    wanted = sorted(set(cities))
    periods: defaultdict[tuple[str, str], list[Period]] = defaultdict(list)
    chosen = select(cycle_period).where(cycle_period.c.city.in_(wanted)).order_by(cycle_period.c.place)
    for row in connection.execute(chosen):
        periods[row.city, row.cycle].append(Period(row.code, row.cadence, row.ordinal, row.starts_on, row.ends_before))
    pinned: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    models = select(pinned_model).where(pinned_model.c.city.in_(wanted)).order_by(pinned_model.c.code)
    for row in connection.execute(models):
        pinned[row.city, row.cycle][row.code] = row.hash
    rows = connection.execute(select(cycle).where(cycle.c.city.in_(wanted)).order_by(cycle.c.city, cycle.c.opened))
    return [_cycle(row, periods[row.city, row.cycle], pinned[row.city, row.cycle]) for row in rows]


def _cycle(row: Row[Any], periods: list[Period], models: dict[str, str]) -> Cycle:
    closing = None if row.facts_hash is None else Closing(row.facts_hash, row.registry_sequence)
    return Cycle(row.city, row.cycle, row.opened, tuple(periods), models, closing, row.results_hash)
