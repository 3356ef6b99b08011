"""What names in a declaration of work must be: plain, known, and said once."""

from collections.abc import Iterable, Sequence
from typing import Any

from biaochi_sdk.values.errors import ModelRefused


def filled(said: dict[str, Any]) -> dict[str, Any]:
    """What is not empty: what is published has one spelling."""
    return {name: value for name, value in said.items() if value}


def named(key: str, use: str) -> None:
    """Refuse a key that is no plain name."""
    if not (key.isascii() and key.isidentifier() and key.islower()):
        raise ModelRefused(f"{key!r} names {use}, and is no lower-case ASCII name: write it like front_line")


def known(kind: str, what: str, given: Iterable[str], there: Iterable[str]) -> None:
    """Refuse what is given and not there."""
    every = sorted(set(there))
    for one in given:
        if one not in every:
            raise ModelRefused(f"{kind}: {what} names {one!r}, which is none of {', '.join(every)}")


def once(where: str, what: str, keys: Sequence[str]) -> None:
    """Refuse a key that is there twice."""
    for key in keys:
        if keys.count(key) > 1:
            raise ModelRefused(f"{where} has two of the {what} {key!r}: give one of them another name")
