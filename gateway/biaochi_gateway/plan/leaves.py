"""Leaf values: which Python types pass as they are, which are written by their type, and which are refused."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from graphql import (
    GraphQLEnumType,
    GraphQLLeafType,
    GraphQLOutputType,
    GraphQLScalarType,
    is_leaf_type,
    is_non_null_type,
)
from graphql.type import specified_scalar_types

Serialize = Callable[[object], object]

PASSING: dict[str, type] = {"String": str, "ID": str, "Boolean": bool}
SMALLEST, LARGEST = -(2**31), 2**31 - 1


@dataclass(frozen=True)
class Leaf:
    """How the values of one leaf field are written.

    A value of a type in `passing` is its own output (of a whole number the size is looked at first); with nothing
    but None in it, or nothing at all, every value goes through `serialize`.
    """

    serialize: Serialize
    passing: frozenset[type]
    whole: bool
    written: bool

    @classmethod
    def of(cls, type_: GraphQLOutputType) -> "Leaf | None":
        """The leaf behind a nullable or non-null type; None for lists, objects and abstract types."""
        named = type_.of_type if is_non_null_type(type_) else type_
        if not is_leaf_type(named):
            return None
        passing, written = _passing(named), not _passing(named)
        if not is_non_null_type(type_):
            passing |= {type(None)}
        serialize = _remembered(named) if isinstance(named, GraphQLEnumType) else named.coerce_output_value
        return cls(serialize, passing, named.name == "Int", written)

    def takes(self, type_: type) -> bool:
        """Whether values of this Python type need no further look, or only that of `serialize`."""
        return type_ in self.passing or (self.written and type_ is not type(None))


def _passing(type_: GraphQLLeafType) -> frozenset[type]:
    if isinstance(type_, GraphQLEnumType):
        return frozenset()
    if type_.name in specified_scalar_types:
        own = int if type_.name == "Int" else PASSING.get(type_.name)
        return frozenset({own}) if own else frozenset()
    # A scalar whose values are text already.
    return frozenset({str}) if isinstance(type_, GraphQLScalarType) and type_.serialize is str else frozenset()


def _remembered(type_: GraphQLEnumType) -> Serialize:
    """The name of each value of the enum, looked up only once."""
    names: dict[int, object] = {}

    def serialize(value: object) -> object:
        name = names.get(id(value))
        if name is None:
            name = type_.coerce_output_value(value)
            if isinstance(value, Enum):
                # Its members live as long as the enum. By themselves they would be hashed by a function in Python.
                names[id(value)] = name
        return name

    return serialize
