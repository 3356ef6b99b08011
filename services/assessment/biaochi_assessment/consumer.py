"""Batches of records in, use cases out: the registry's states, and what scoring published; the rest is passed over."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from biaochi_chassis.consumer.consumer import Handler, Undecodable
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.database import UnitOfWork

from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.events import decode
from biaochi_assessment.use_cases.handlers import keep_granted, keep_published, keep_registry, notify_of_signatures
from biaochi_assessment.use_cases.sealing import erase_persons

T = TypeVar("T")


def registry_received(clock: Clock, tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
    """Take in every state a command of the registry left behind, what it granted, who is erased, what is to be signed.

    clock: by which a signature that is awaited has lapsed. Raises Undecodable.
    """
    states: defaultdict[str, list[RegistryState]] = defaultdict(list)
    for record, message in _read(records, decode.registry_states):
        states[record.city].extend(message)
    keep_registry(tx.connection, states)
    for record, change in _read(records, decode.grants_changed):
        if change is not None:
            keep_granted(tx.connection, record.city, change)
    erased = [(record.city, person) for record, person in _read(records, decode.person_erased) if person]
    erase_persons(tx.connection, erased)
    notify_of_signatures(tx.connection, _read(records, decode.signature_awaited), clock.now())


def scoring_received(tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
    """Take in published cities, models and frozen results. Raises Undecodable."""
    read = _read(records, decode.published)
    keep_published(tx.connection, [(record.city, news) for record, news in read if news is not None])


def handlers(clock: Clock) -> Mapping[str, Handler]:
    """What takes in each topic."""
    return {decode.ORG: partial(registry_received, clock), decode.SCORING: scoring_received}


def _read(records: Sequence[ReceivedEvent], reader: Callable[[ReceivedEvent], T]) -> list[tuple[ReceivedEvent, T]]:
    read = []
    for index, record in enumerate(records):
        try:
            read.append((record, reader(record)))
        except decode.Unreadable as unreadable:
            raise Undecodable(index, str(unreadable)) from unreadable
    return read
