"""Dataclasses and protobuf messages of the very same fields, both ways, so that nobody keeps a list of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, get_args, get_type_hints

from google.protobuf.descriptor import Descriptor
from google.protobuf.message import Message

from biaochi_chassis.foundation.making import make

M = TypeVar("M", bound=Message)
T = TypeVar("T")


def message_of(kind: type[M], given: object, /, **more: object) -> M:
    """The message with what `given` has under the names of its fields, and with what else is given by name.

    A day is written YYYY-MM-DD; None is left empty. Raises AttributeError for a field that nothing is given for.
    """
    names, values = _others(kind.DESCRIPTOR, tuple(more))
    for name, value in zip(names, values(given), strict=True):
        more[name] = value.isoformat() if type(value) is date else value
    return kind(**more)


def dataclass_of(kind: type[T], message: Message) -> T:
    """The message as a dataclass of this kind, word for word; what is repeated is a tuple.

    Raises TypeError for a field that the dataclass does not have.
    """
    empty, names = _fields(type(message))  # type: ignore[arg-type]  # mypy does not see that a class is hashable
    values = dict(empty)
    for field, value in message.ListFields():
        name = names[field]
        values[name] = _several(kind, name, value) if field.is_repeated else value
    return make(kind, values)


_Read = tuple[tuple[str, ...], Callable[[object], tuple[Any, ...]]]
"""The names of fields, and what reads all of them."""


@cache
def _others(contract: Descriptor, names: tuple[str, ...]) -> _Read:
    """The fields but these."""
    return _reading(tuple(field.name for field in contract.fields if field.name not in names))


@cache
def _fields(contract: type[Message]) -> tuple[Mapping[str, Any], Mapping[object, str]]:
    """What an empty message has in its fields, and their names by their descriptors."""
    names: dict[Any, str] = {field: field.name for field in contract.DESCRIPTOR.fields}
    empty = contract()
    return {name: () if field.is_repeated else getattr(empty, name) for field, name in names.items()}, names


def _reading(names: tuple[str, ...]) -> _Read:
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda one: tuple([getattr(one, name) for name in names])


def _several(kind: type, name: str, values: Sequence[Any]) -> tuple[object, ...]:
    if values and isinstance(values[0], Message):
        return tuple([dataclass_of(_part(kind, name), one) for one in values])
    return tuple(values)


@cache
def _part(kind: type, name: str) -> type[Any]:
    """What a dataclass has several of under a name."""
    part, _ = get_args(get_type_hints(kind)[name])
    return part  # type: ignore[no-any-return]  # as it is declared
