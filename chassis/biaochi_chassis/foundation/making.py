"""Frozen dataclasses made by the thousand: a constructor sets each field by itself, which takes ten times as long."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def make(kind: type[T], values: dict[str, Any]) -> T:
    """Return what `kind(**values)` is. Raises TypeError as it does."""
    names, defaults = _shape(kind)  # type: ignore[arg-type]  # mypy does not see that a class is hashable
    filled = {**defaults, **values}
    if filled.keys() != names:
        return kind(**values)
    made = kind.__new__(kind)
    vars(made).update(filled)
    return made


def changed(one: T, values: dict[str, Any]) -> T:
    """Return what `dataclasses.replace(one, **values)` is. Raises TypeError as it does."""
    names, _ = _shape(type(one))  # type: ignore[arg-type]  # as above
    if not names or not values.keys() <= names:
        return replace(one, **values)  # type: ignore[type-var]  # it is a dataclass
    filled = {**vars(one), **values}
    # What it found of itself and remembers, after its fields, is not of the other.
    while len(filled) > len(names):
        filled.popitem()
    made = object.__new__(type(one))
    vars(made).update(filled)
    return made


@cache
def _shape(kind: type[Any]) -> tuple[frozenset[str], Mapping[str, Any]]:
    """The fields of a kind and their defaults; none of one that is made by its constructor alone."""
    every = fields(kind)
    if hasattr(kind, "__post_init__") or "__slots__" in vars(kind) or not all(one.init for one in every):
        return frozenset(), {}
    defaults = {one.name: one.default for one in every if one.default is not MISSING}
    return frozenset(one.name for one in every), defaults
