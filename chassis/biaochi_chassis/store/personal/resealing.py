"""Seals what an earlier build published open: the rows of an outbox, from which a log that begins anew is filled."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Row, select, update

from biaochi_chassis.log.envelope import Envelope
from biaochi_chassis.store.tables import outbox

_AT_ONCE = 1000

Reseal = Callable[[str, str, bytes], bytes | None]
"""Of an event's type, city and content: the content sealed, none where there is nothing to seal."""


@dataclass(frozen=True)
class Sealed:
    """How many rows of tables, and how many events, were open and are sealed now."""

    rows: int
    events: int


def reseal_outbox(connection: Connection, topic: str, reseal: Reseal) -> int:
    """Have every event of a topic sealed; return how many were not. Where it stands and what it is called stays.

    What is in a log already is there for good: the log has to be made anew.
    """
    at, sealed, place = outbox.c, 0, (-1, -1)
    while rows := _after(connection, topic, place):
        for row in rows:
            kind = Envelope(row.headers, row.topic, row.part, row.city)["ce_type"]
            if (value := reseal(kind, row.city, row.value)) is not None:
                here = (at.topic == row.topic, at.part == row.part, at.sequence == row.sequence)
                connection.execute(update(outbox).where(*here).values(value=value))
                sealed += 1
        place = rows[-1].part, rows[-1].sequence
    return sealed


def _after(connection: Connection, topic: str, place: tuple[int, int]) -> list[Row[tuple[object, ...]]]:
    at, (part, sequence) = outbox.c, place
    later = (at.part > part) | ((at.part == part) & (at.sequence > sequence))
    query = select(outbox).where(at.topic == topic, later).order_by(at.part, at.sequence).limit(_AT_ONCE)
    return list(connection.execute(query).all())
