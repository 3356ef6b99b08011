"""Requests as commands and queries. A command has the very fields of its message."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar, cast

from biaochi_chassis.store.batch import Command
from google.protobuf.message import Message

from biaochi_assessment.use_cases.queries import Wanted

D = TypeVar("D", bound=Command)


class WriteRequest(Protocol):
    """What every write has besides its commands."""

    @property
    def city(self) -> str:
        """The city's slug."""

    @property
    def dry_run(self) -> bool:
        """Whether nothing is to be written."""


def commands_of(kind: type[D], messages: Iterable[Message]) -> Sequence[D]:
    """Return messages as commands of a kind."""
    return [
        kind(**{name: _plain(getattr(message, name)) for name in message.DESCRIPTOR.fields_by_name})
        for message in messages
    ]


def wanted(request: Message) -> Wanted:
    """Return which part of a cycle a request asks for; what it has no field for does not filter."""
    has = request.DESCRIPTOR.fields_by_name
    return Wanted(**{name: getattr(request, name) for name in Wanted.__dataclass_fields__ if name in has})


def _plain(value: object) -> object:
    return value if isinstance(value, str | int) else tuple(cast("Iterable[str]", value))
