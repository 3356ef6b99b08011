"""Dataclasses and protobuf messages of the very same fields, both ways, so that nobody keeps a list of them."""

from datetime import date
from typing import Any, TypeVar, get_args, get_type_hints

from google.protobuf.message import Message

M = TypeVar("M", bound=Message)
T = TypeVar("T")


def message_of(kind: type[M], given: object, /, **more: object) -> M:
    """The message with what `given` has under the names of its fields, and with what else is given by name.

    A day is written YYYY-MM-DD; None is left empty. Raises AttributeError for a field that nothing is given for.
    """
    names = kind.DESCRIPTOR.fields_by_name.keys() - more.keys()
    return kind(**more, **{name: _written(getattr(given, name)) for name in names})


def dataclass_of(kind: type[T], message: Message) -> T:
    """The message as a dataclass of this kind, word for word; what is repeated is a tuple.

    Raises TypeError for a field that the dataclass does not have.
    """
    return kind(**{name: _read(kind, name, getattr(message, name)) for name in message.DESCRIPTOR.fields_by_name})


def _written(value: object) -> object:
    return value.isoformat() if type(value) is date else value


def _read(kind: type, name: str, value: Any) -> object:  # noqa: ANN401  # whatever a field of a message holds
    if isinstance(value, str | int):
        return value
    if any(isinstance(one, Message) for one in value):
        part, _ = get_args(get_type_hints(kind)[name])
        return tuple(dataclass_of(part, one) for one in value)
    return tuple(value)
