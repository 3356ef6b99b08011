"""What is only read, as Python source: one function writes an object of a selection with all below it.

A writer takes what it expects and nothing else. Whatever it raises says that a value needs a closer look: the plan then
takes the object field by field, and finds what is wrong with it, and where.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from biaochi_gateway.plan.leaves import LARGEST, SMALLEST, Leaf
from biaochi_gateway.plan.run import Output

Kept = TypeVar("Kept")
Writer = Callable[[Any], Output]
NULL = type(None)


class Unexpected(Exception):
    """A value that a writer does not take."""


class ObjectSource:
    """The source of the writer of one object, to which its fields are added in their order."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._items: list[str] = []
        self._names: dict[str, object] = {}

    def constant(self, key: str, value: str | None) -> None:
        """A field that is always this."""
        self._items.append(f"{key!r}: {value!r}")

    def leaf(self, key: str, attribute: str, leaf: Leaf) -> None:
        """A leaf that is read from an attribute."""
        value = self._read(key, attribute)
        self._lines += _leaf_lines(leaf, value, self._named(leaf.serialize))

    def inner(self, key: str, attribute: str, writer: Writer, *, nullable: bool) -> None:
        """A list or an object that is read from an attribute and has a writer of its own."""
        value = self._read(key, attribute)
        written = f"{self._named(writer)}({value})"
        self._lines.append(f"{value} = {_or_null(value, written) if nullable else written}")

    def writer(self) -> Writer:
        """The writer, once every field is there."""
        taken = self._lines or ["if source is None: raise Unexpected"]
        return _function(["def write(source):", *taken, f"return {{{', '.join(self._items)}}}"], self._names)

    def _read(self, key: str, attribute: str) -> str:
        value = f"value{len(self._items)}"
        self._items.append(f"{key!r}: {value}")
        self._lines.append(f"{value} = source.{attribute}")
        return value

    def _named(self, what: object) -> str:
        name = f"use{len(self._names)}"
        self._names[name] = what
        return name


def leaf_writer(leaf: Leaf) -> Writer:
    """The writer of a leaf in a list."""
    lines = ["def write(value):", *_leaf_lines(leaf, "value", "serialize"), "return value"]
    return _function(lines, {"serialize": leaf.serialize})


def list_writer(item: Writer, *, nullable: bool) -> Writer:
    """The writer of a list; `nullable`: null may stand in it."""
    written = _or_null("each", "item(each)") if nullable else "item(each)"
    taken = "if type(values) is not list and type(values) is not tuple: raise Unexpected"
    return _function(["def write(values):", taken, f"return [{written} for each in values]"], {"item": item})


class ByClass(dict[type, Kept]):
    """What belongs to each of several types of the schema, by the classes of their values."""

    def __init__(self, named: Mapping[str, Kept]) -> None:
        """`named`: by the names of the types."""
        super().__init__()
        self._named = named

    def __missing__(self, class_: type) -> Kept:
        found = self[class_] = self._named[class_.__strawberry_definition__.name]  # type: ignore[attr-defined]
        return found


def abstract_writer(named: Mapping[str, Writer]) -> Writer:
    """The writer of an object of one of several types, by their names."""
    by_class = ByClass(named)
    return lambda value: by_class[type(value)](value)


def _leaf_lines(leaf: Leaf, value: str, serialize: str) -> Sequence[str]:
    nullable = NULL in leaf.passing
    if leaf.written:
        written = f"{value} = {serialize}({value})"
        return (
            [f"if {value} is not None: {written}"] if nullable else [f"if {value} is None: raise Unexpected", written]
        )
    (own,) = leaf.passing - {NULL}
    taken = f"type({value}) is {own.__name__}"
    if leaf.whole:
        taken += f" and {SMALLEST} <= {value} <= {LARGEST}"
    return [f"if not ({f'{value} is None or ' if nullable else ''}{taken}): raise Unexpected"]


def _or_null(value: str, written: str) -> str:
    return f"None if {value} is None else {written}"


def _function(lines: Sequence[str], names: Mapping[str, object]) -> Writer:
    """The function of these lines: its head and, indented, what it does."""
    found: dict[str, Any] = {**names, "Unexpected": Unexpected}
    exec("\n  ".join(lines), found)  # noqa: S102  # of names of the schema and of keys, which are quoted
    write: Writer = found["write"]
    return write
