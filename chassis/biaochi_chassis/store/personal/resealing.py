"""Seals what an earlier build published open: the rows of an outbox, from which a log that begins anew is filled."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from biaochi_chassis.log.envelope import Envelope
from biaochi_chassis.store import outbox
from biaochi_chassis.store.outbox import Stored

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

    def sealed(part: int, event: Stored) -> bytes | None:
        return reseal(Envelope(event.envelope, topic, part, event.city)["ce_type"], event.city, event.value)

    return outbox.change(connection, topic, sealed)
