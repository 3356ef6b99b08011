"""Keeps the heads of other services' audit trails, and hands everything else on."""

from collections.abc import Collection, Mapping, Sequence

from google.protobuf.message import DecodeError

from biaochi_chassis.audit import heads
from biaochi_chassis.consumer.applying import Handler, Undecodable
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.store.audit import keep_heads
from biaochi_chassis.store.database import UnitOfWork


def witnessing(handlers: Mapping[str, Handler]) -> dict[str, Handler]:
    """These handlers, each as one that keeps the heads that pass."""
    return {topic: _witnessing(handler) for topic, handler in handlers.items()}


def witnessed(reads: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """The types of events that are read of each topic, and the heads that pass."""
    return {topic: frozenset((*types, heads.TYPE)) for topic, types in reads.items()}


def _witnessing(handler: Handler) -> Handler:
    def handle(tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
        announced = [(place, record) for place, record in enumerate(records) if record.type == heads.TYPE]
        if not announced:
            handler(tx, records)
            return
        for place, record in announced:
            try:
                keep_heads(tx.connection, heads.heads_of([record]))
            except DecodeError as unreadable:
                raise Undecodable(place, f"{record.type}: {unreadable}") from unreadable
        places = [place for place, record in enumerate(records) if record.type != heads.TYPE]
        if places:
            _hand_on(handler, tx, records, places)

    return handle


def _hand_on(handler: Handler, tx: UnitOfWork, records: Sequence[ReceivedEvent], places: Sequence[int]) -> None:
    """Have the rest handled; what cannot be read of it is named by its place among all."""
    try:
        handler(tx, [records[place] for place in places])
    except Undecodable as undecodable:
        raise Undecodable(places[undecodable.index], undecodable.reason) from undecodable
