"""Cycles with their periods and pinned models, in SQL."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from biaochi_chassis.store import revisions
from sqlalchemy import RowMapping, insert, select, update

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.cycles import Cycle, PinnedModel
from biaochi_assessment.domain.facts import instant
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection


def cycles(connection: Connection, city: str, codes: Collection[str] | None = None) -> list[Cycle]:
    """Return the cycles of a city in order of code: all, or those of some codes."""
    at = tables.cycle.c
    query = select(tables.cycle).where(at.city == city).order_by(at.code)
    rows = connection.execute(query if codes is None else query.where(at.code.in_(codes)))
    found = rows.mappings().all()
    named = [row["code"] for row in found]
    periods = _periods(connection, city, named)
    pinned = _pinned(connection, city, named)
    return [_cycle(row, periods[row["code"]], pinned[row["code"]]) for row in found]


def keep_cycle(connection: Connection, city: str, cycle: Cycle) -> None:
    """Store a cycle just opened."""
    row = {"city": city, "code": cycle.code, "opened_at": instant(cycle.opened_at), "closed_at": "", "facts_hash": ""}
    connection.execute(insert(tables.cycle), [row])
    periods = [_period_row(city, cycle.code, place, period) for place, period in enumerate(cycle.periods)]
    connection.execute(insert(tables.period), periods)
    models = [{"city": city, "cycle": cycle.code, "code": one.code, "hash": one.hash} for one in cycle.models]
    connection.execute(insert(tables.pinned_model), models)
    revisions.move(connection, city)


def close_cycle(connection: Connection, city: str, cycle: Cycle) -> None:
    """Store that a cycle is closed, under its hash."""
    closed_at = "" if cycle.closed_at is None else instant(cycle.closed_at)
    same = (tables.cycle.c.city == city, tables.cycle.c.code == cycle.code)
    connection.execute(update(tables.cycle).where(*same).values(closed_at=closed_at, facts_hash=cycle.facts_hash))
    revisions.move(connection, city)


def change_facts_hash(connection: Connection, city: str, cycle: str, facts_hash: str) -> None:
    """Store the hash of a closed cycle's facts after objections were upheld."""
    same = (tables.cycle.c.city == city, tables.cycle.c.code == cycle)
    connection.execute(update(tables.cycle).where(*same).values(facts_hash=facts_hash))
    revisions.move(connection, city)


def _periods(connection: Connection, city: str, cycles: Collection[str]) -> dict[str, list[Period]]:
    at = tables.period.c
    query = select(tables.period).where(at.city == city, at.cycle.in_(cycles)).order_by(at.place)
    found: defaultdict[str, list[Period]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["cycle"]].append(_period(row))
    return found


def _pinned(connection: Connection, city: str, cycles: Collection[str]) -> dict[str, list[PinnedModel]]:
    at = tables.pinned_model.c
    query = select(at.cycle, at.code, at.hash).where(at.city == city, at.cycle.in_(cycles)).order_by(at.code)
    found: defaultdict[str, list[PinnedModel]] = defaultdict(list)
    for cycle, code, model_hash in connection.execute(query):
        found[cycle].append(PinnedModel(code, model_hash))
    return found


def _cycle(row: RowMapping, periods: list[Period], models: list[PinnedModel]) -> Cycle:
    opened, closed = row["opened_at"], row["closed_at"]
    return Cycle(
        code=row["code"],
        periods=tuple(periods),
        models=tuple(models),
        opened_at=datetime.fromisoformat(opened),
        closed_at=datetime.fromisoformat(closed) if closed else None,
        facts_hash=row["facts_hash"],
    )


def _period(row: RowMapping) -> Period:
    starts_on, ends_before = date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_before"])
    return Period(row["code"], row["cadence"], row["ordinal"], starts_on, ends_before)


def _period_row(city: str, cycle: str, place: int, period: Period) -> dict[str, object]:
    return {
        "city": city,
        "code": period.code,
        "cycle": cycle,
        "place": place,
        "cadence": period.cadence,
        "ordinal": period.ordinal,
        "starts_on": period.starts_on.isoformat(),
        "ends_before": period.ends_before.isoformat(),
    }
