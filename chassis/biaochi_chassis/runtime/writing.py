"""How a service takes a write: the request's messages become commands, a batch is done, and what became of it answered.

A command has the very fields of its message.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from biaochi.common.v1.common_pb2 import (
    ListProcessedCommandsAnswer,
    ListProcessedCommandsRequest,
    ProcessedCommand,
    WriteAnswer,
    Written,
)
from google.protobuf.message import Message

from biaochi_chassis.event.call import Call
from biaochi_chassis.event.messages import dataclass_of
from biaochi_chassis.rpc.refusals import to_message
from biaochi_chassis.store.batch import (
    Announcing,
    BatchAnswer,
    Command,
    Weighing,
    Work,
    announce_nothing,
    weigh_none,
    write_batch,
)
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.idempotency import StoredAnswer, recall, recall_after

D = TypeVar("D", bound=Command)
AT_ONCE = 5000


class WriteRequest(Protocol):
    """What every write has: its city, its commands, and whether nothing is to be written."""

    @property
    def city(self) -> str:
        """The city's slug."""

    @property
    def dry_run(self) -> bool:
        """Whether nothing is to be written."""

    @property
    def deeds(self) -> Iterable[Message]:
        """The commands as they came."""


async def write(
    database: Database,
    call: Call,
    request: WriteRequest,
    kind: type[D],
    work: Work[D],
    at: datetime,
    weigh: Weighing[D] = weigh_none,
    announce: Announcing[D] = announce_nothing,
) -> WriteAnswer:
    """Do the request's commands, which are of this kind and sent at an instant, as one batch.

    Raises what `write_batch` does.
    """
    commands = [dataclass_of(kind, message) for message in request.deeds]
    return write_answer(
        await write_batch(
            database,
            call,
            request.city,
            commands,
            work,
            at=at,
            dry_run=request.dry_run,
            weigh=weigh,
            announce=announce,
        )
    )


def write_answer(answer: BatchAnswer) -> WriteAnswer:
    """Return what became of a batch as a message."""
    return WriteAnswer(
        written=[
            Written(code=code, already=already, awaits_signature=awaits) for code, already, awaits in answer.written
        ],
        position=str(answer.positions),
        refusals=[to_message(refused) for refused in answer.refusals],
    )


def processed_commands(connection: Connection, city: str, keys: Sequence[str]) -> list[ProcessedCommand]:
    """Return the commands done before under these idempotency keys, as messages."""
    known = recall(connection, city, keys)
    return [_processed(key, one) for key, one in known.items()]


def list_processed_commands(
    connection: Connection, request: ListProcessedCommandsRequest
) -> ListProcessedCommandsAnswer:
    """Return the commands done under keys that begin alike, in order of key. At most 5000 at once."""
    first = min(request.first or AT_ONCE, AT_ONCE)
    found = recall_after(connection, request.city, request.prefix, request.after, first + 1)
    commands = [_processed(key, one) for key, one in found[:first]]
    return ListProcessedCommandsAnswer(commands=commands, has_more=len(found) > first)


def _processed(key: str, one: StoredAnswer) -> ProcessedCommand:
    return ProcessedCommand(idempotency_key=key, content_hash=one.content_hash, code=one.answer.decode())
