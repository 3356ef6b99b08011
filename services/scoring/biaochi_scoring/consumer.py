"""Batches of records in, use cases out: what a batch says is decoded and handled together."""

from collections.abc import Sequence

from biaochi_chassis.consumer.consumer import Undecodable
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.store.database import UnitOfWork

from biaochi_scoring.events.decode import content_of
from biaochi_scoring.use_cases.handlers import EventHandlers, Received


class BatchHandler:
    """The handler of every topic: reads the records of a batch and has them handled together."""

    def __init__(self, handlers: EventHandlers) -> None:
        """Take the use case."""
        self._handlers = handlers

    def handle(self, tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
        """Take in one batch of one partition. Raises Undecodable for a record that can never be read."""
        received = []
        for index, record in enumerate(records):
            try:
                known = content_of(record)
            except ValueError as reason:
                raise Undecodable(index, str(reason)) from reason
            if known is not None:
                received.append(Received(record, known))
        if received:
            self._handlers.handle(tx.connection, received)
