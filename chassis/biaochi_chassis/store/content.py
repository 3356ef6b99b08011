"""What a command says, as bytes: its kind and its fields, so that the same key with the same content is one command."""

import json
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Protocol

from biaochi_chassis.foundation.decimals import shortest
from biaochi_chassis.store.idempotency import content_hash

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Said(Protocol):
    """A frozen dataclass whose fields are its content.

    Those it names in a class variable `decimals` are numbers, those in `personal` say something about a person.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]


def content(said: Said) -> bytes:
    """Return what a command says: its kind and its fields by name, without those that are empty.

    A field that a later contract adds leaves every earlier command the same, and so does another spelling of a number.
    """
    return _encoded(said, _numbers(said))


def impersonal(said: Said) -> bytes:
    """Return what a command says, without what it says about a person.

    What is kept for good may hold a hash of this alone: who guesses a name could else see that they guessed right.
    """
    return _encoded(said, _numbers(said) | dict.fromkeys(getattr(type(said), "personal", ()), ""))


def hashes(said: Said) -> tuple[str, ...]:
    """Return the hash of what a command says and, if it is another, of its own spelling, as builds before kept it."""
    return tuple(dict.fromkeys((content_hash(content(said)), content_hash(_encoded(said, {})))))


def _numbers(said: Said) -> dict[str, str]:
    decimals = getattr(type(said), "decimals", ())
    return {name: shortest(text) for name in decimals if (text := getattr(said, name))}


def _encoded(said: Said, read: dict[str, str]) -> bytes:
    return _ENCODE({"": type(said).__name__, **_filled(said), **read}).encode()


def _filled(said: Said) -> dict[str, Any]:
    names, values = _names(type(said))
    return {name: _plain(value) for name, value in zip(names, values(said), strict=True) if value}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a text, a number, a flag or several of them
    if isinstance(value, tuple):
        return [_filled(one) if hasattr(one, "__dataclass_fields__") else one for one in value]
    return value


@cache
def _names(kind: type[Said]) -> tuple[tuple[str, ...], Callable[[Said], tuple[Any, ...]]]:
    """The names of its fields in order, and what reads them all; every command has more than one."""
    names = tuple(sorted(one.name for one in fields(kind)))
    return names, attrgetter(*names)
