"""Reads what the platform stands on from outside, in SQL and through the log, while it runs: it changes nothing."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from biaochi_chassis.log.contract import EventLog, LogRecord, Origin
from biaochi_chassis.log.partitions import PARTITIONS
from biaochi_chassis.store.tables import consumer_position, dead, idempotency, inbox, inbox_run, outbox_head
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.pool import NullPool

from tests.faults.judging.state import Published, Reader
from tests.faults.platform.deployment import Deployment
from tests.small_city import CITY

SOURCES = ("org", "assessment", "scoring")
TOPICS = tuple(f"biaochi.{source}.v1" for source in SOURCES)
Places = Mapping[str, Sequence[LogRecord]]

_AT_ONCE = 5000


@contextmanager
def reading(deployment: Deployment, service: str) -> Iterator[Connection]:
    """Open a service's database for a look."""
    engine = create_engine(deployment.database(service), poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def published(deployment: Deployment) -> list[Published]:
    """Return how far every service has published, and how much of it is not in the log yet."""
    found = []
    for source in SOURCES:
        with reading(deployment, source) as connection:
            for head in connection.execute(select(outbox_head)):
                last = head.next_sequence - 1
                found.append(Published(source, head.topic, head.part, last, last - head.published))
    return found


def readers(deployment: Deployment) -> dict[str, Reader]:
    """Return what every consumer has taken in."""
    found = {}
    for service in SOURCES:
        with reading(deployment, service) as connection:
            taken = sorted((*connection.scalars(select(inbox.c.event_id)), *_in_runs(connection)))
            buried = {
                one.event_id or f"{one.topic}/{one.part}/{one.place}": one.reason
                for one in connection.execute(select(dead))
            }
            found[service] = Reader(taken, buried, _reached(connection))
    return found


def reached(deployment: Deployment) -> dict[str, dict[str, int]]:
    """Return how far every consumer has read."""
    found = {}
    for service in SOURCES:
        with reading(deployment, service) as connection:
            found[service] = _reached(connection)
    return found


def commands(deployment: Deployment) -> list[str]:
    """Return the keys of all commands that services remember."""
    found: list[str] = []
    for service in SOURCES:
        with reading(deployment, service) as connection:
            found += connection.scalars(select(idempotency.c.idempotency_key))
    return found


def column(deployment: Deployment, service: str, query: str, **given: str) -> list[str]:
    """Return the first column of a query about the city."""
    with reading(deployment, service) as connection:
        return [str(value) for value in connection.scalars(text(query), {"city": CITY, **given})]


def rows(deployment: Deployment, service: str, query: str, **given: str) -> list[dict[str, object]]:
    """Return the rows of a query about the city."""
    with reading(deployment, service) as connection:
        return [dict(row) for row in connection.execute(text(query), {"city": CITY, **given}).mappings()]


def ends(log: EventLog) -> dict[str, int]:
    """Return where every place of the log ends."""
    return asyncio.run(_ends(log))


def records(log: EventLog) -> Places:
    """Return everything in the log, by place."""
    return asyncio.run(_records(log))


def _in_runs(connection: Connection) -> Iterator[str]:
    for run in connection.execute(select(inbox_run)):
        origin = Origin(run.source, run.topic, run.part)
        yield from map(origin.event_id, range(run.first, run.last + 1))


def _reached(connection: Connection) -> dict[str, int]:
    at = consumer_position.c
    return {f"{topic}/{part}": place for topic, part, place in connection.execute(select(at.topic, at.part, at.place))}


async def _ends(log: EventLog) -> dict[str, int]:
    await log.start()
    try:
        return {f"{topic}/{part}": end for topic in TOPICS for part, end in (await log.end_offsets(topic)).items()}
    finally:
        await log.close()


async def _records(log: EventLog) -> Places:
    await log.start()
    try:
        return {f"{topic}/{part}": await _place(log, topic, part) for topic in TOPICS for part in range(PARTITIONS)}
    finally:
        await log.close()


async def _place(log: EventLog, topic: str, part: int) -> list[LogRecord]:
    found: list[LogRecord] = []
    while some := await log.read(topic, part, found[-1].offset + 1 if found else 0, _AT_ONCE):
        found += some
    return found
