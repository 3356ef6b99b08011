"""What a command says, as bytes: its kind and its fields, so that the same key with the same content is one command."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Protocol

import orjson

from biaochi_chassis.foundation.decimals import shortest
from biaochi_chassis.store.idempotency import content_hash


class Said(Protocol):
    """A frozen dataclass whose fields are its content.

    Those it names in a class variable `decimals` are numbers, those in `personal` say something about a person.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]


def content(said: Said) -> bytes:
    """Return what a command says: its kind and its fields by name, without those that are empty.

    A field that a later contract adds leaves every earlier command the same, and so does another spelling of a number.
    """
    return orjson.dumps(_said(said))


def impersonal(said: Said) -> bytes:
    """Return what a command says, without what it says about a person.

    What is kept for good may hold a hash of this alone: who guesses a name could else see that they guessed right.
    """
    return orjson.dumps(_said(said) | _silenced(said))


def both(said: Said) -> tuple[bytes, bytes]:
    """Return `content` and `impersonal` of a command; the latter empty where its kind says nothing of a person."""
    whole, silenced = _said(said), _silenced(said)
    return orjson.dumps(whole), orjson.dumps(whole | silenced) if silenced else b""


def hashes(said: Said) -> tuple[str, ...]:
    """Return the hash of what a command says and, if it is another, of its own spelling, as builds before kept it."""
    spelt = _filled(said)
    read = spelt | _numbers(said)
    return tuple([content_hash(orjson.dumps(one)) for one in ((read, spelt) if read != spelt else (read,))])


def _said(said: Said) -> dict[str, Any]:
    return _filled(said) | _numbers(said)


def _silenced(said: Said) -> dict[str, Any]:
    """Nothing, under the names of what says something about a person."""
    return dict.fromkeys(getattr(type(said), "personal", ()), "")


def _numbers(said: Said) -> dict[str, str]:
    decimals = getattr(type(said), "decimals", ())
    return {name: shortest(text) for name in decimals if (text := getattr(said, name))}


def _filled(said: Said) -> dict[str, Any]:
    """Its kind, and its fields that are not empty."""
    return {"": type(said).__name__, **_values(said)}


def _values(said: Said) -> dict[str, Any]:
    names, values = _names(type(said))
    return {
        name: list(map(_part, value)) if type(value) is tuple else value
        for name, value in zip(names, values(said), strict=True)
        if value
    }


def _part(value: Any) -> Any:  # noqa: ANN401 - one of several texts, or of several that say more
    return _values(value) if hasattr(value, "__dataclass_fields__") else value


@cache
def _names(kind: type[Said]) -> tuple[tuple[str, ...], Callable[[Said], tuple[Any, ...]]]:
    """The names of its fields in order, and what reads them all; every command has more than one."""
    names = tuple(sorted(one.name for one in fields(kind)))
    return names, attrgetter(*names)
