"""How a service takes a write: the request's messages become commands, a batch is done, and what became of it answered.

A command has the very fields of its message, so that nobody keeps a list of them.
"""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar, get_args, get_type_hints

from biaochi.common.v1.common_pb2 import WriteAnswer, Written
from google.protobuf.message import Message

from biaochi_chassis.event.call import Call
from biaochi_chassis.rpc.refusals import to_message
from biaochi_chassis.store.batch import BatchAnswer, Command, Work, write_batch
from biaochi_chassis.store.database import Database

D = TypeVar("D", bound=Command)
T = TypeVar("T")


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


async def write(database: Database, call: Call, request: WriteRequest, kind: type[D], work: Work[D]) -> WriteAnswer:
    """Do the request's commands, which are of this kind, as one batch. Raises what `write_batch` does."""
    commands = [read(kind, message) for message in request.deeds]
    return write_answer(await write_batch(database, call, request.city, commands, work, dry_run=request.dry_run))


def read(kind: type[T], message: Message) -> T:
    """The message as a dataclass of this kind, word for word; what is repeated is a tuple."""
    return kind(**{name: _plain(kind, name, getattr(message, name)) for name in message.DESCRIPTOR.fields_by_name})


def write_answer(answer: BatchAnswer) -> WriteAnswer:
    """Return what became of a batch as a message."""
    return WriteAnswer(
        written=[Written(code=code, already=already) for code, already in answer.written],
        position=str(answer.positions),
        refusals=[to_message(refused) for refused in answer.refusals],
    )


def _plain(kind: type, name: str, value: Any) -> object:  # noqa: ANN401  # whatever a field of a message holds
    if isinstance(value, str | int):
        return value
    if any(isinstance(one, Message) for one in value):
        part, _ = get_args(get_type_hints(kind)[name])
        return tuple(read(part, one) for one in value)
    return tuple(value)
