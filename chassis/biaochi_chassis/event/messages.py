"""Dataclasses and protobuf messages of the very same fields, both ways, so that nobody keeps a list of them."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from google.protobuf.descriptor import Descriptor
from google.protobuf.message import Message

M = TypeVar("M", bound=Message)
T = TypeVar("T")


def message_of(kind: type[M], given: object, /, **more: object) -> M:
    """The message with what `given` has under the names of its fields, and with what else is given by name.

    A day is written YYYY-MM-DD; None is left empty. Raises AttributeError for a field that nothing is given for.
    """
    for name in _others(kind.DESCRIPTOR, tuple(more)):
        value = getattr(given, name)
        more[name] = value.isoformat() if type(value) is date else value
    return kind(**more)


def dataclass_of(kind: type[T], message: Message) -> T:
    """The message as a dataclass of this kind, word for word; what is repeated is a tuple.

    Raises TypeError for a field that the dataclass does not have.
    """
    plain, repeated = _fields(message.DESCRIPTOR)
    values = {name: getattr(message, name) for name in plain}
    for name in repeated:
        values[name] = _several(kind, name, getattr(message, name))
    return kind(**values)


@cache
def _others(contract: Descriptor, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the fields but these."""
    return tuple(field.name for field in contract.fields if field.name not in names)


@cache
def _fields(contract: Descriptor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the fields that have one value, and of those that are repeated."""
    listed = tuple(field.name for field in contract.fields if field.is_repeated)
    return tuple(field.name for field in contract.fields if field.name not in listed), listed


def _several(kind: type, name: str, values: Sequence[Any]) -> tuple[object, ...]:
    if values and isinstance(values[0], Message):
        part, _ = get_args(get_type_hints(kind)[name])
        return tuple([dataclass_of(part, one) for one in values])
    return tuple(values)
