"""A term is one operation of a rule as data: an operator, its arguments and its settings, written as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import cast

from biaochi_sdk.values.errors import GraphRefused
from biaochi_sdk.values.exact import exact, written
from biaochi_sdk.values.provenance import Mark, Provenance, Source


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the rule with its provenance and source; a plain one is no setting of the rule."""

    value: str
    provenance: str
    source: Source
    plain: bool = False

    @property
    def label(self) -> str:
        """The number as the rule book prints it, default or not."""
        return self.value if self.plain else f"{self.value}〔{Provenance(self.provenance).label}〕"


@dataclass(frozen=True, slots=True)
class Term:
    """An operator over terms; data holds its settings as texts, lists of texts or integers."""

    op: str
    args: tuple["Term", ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A setting that is a text."""
        value = self.data.get(name)
        if not isinstance(value, str):
            raise GraphRefused(f"the operation {self.op} lacks its setting {name}: load the plugin again")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A setting that is a list of texts."""
        value = self.data.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise GraphRefused(f"the operation {self.op} lacks its list {name}: load the plugin again")
        return tuple(value)

    def maybe_texts(self, name: str) -> tuple[str, ...]:
        """A list of texts that may be absent."""
        return self.texts(name) if name in self.data else ()

    def maybe(self, name: str) -> str | None:
        """A setting that may be absent."""
        return self.text(name) if name in self.data else None

    @property
    def titles(self) -> dict[str, str]:
        """What the levels or classes of voters that facts may name are called, by key."""
        given = cast("Mapping[str, Mapping[str, str]]", self.data.get("titles", {}))
        return {key: title["text"] for key, title in given.items()}

    @property
    def measures(self) -> tuple["Term", ...]:
        """The numbers of an input that its value is made with: all but how many must sign."""
        return self.args[:-1] if "signed" in self.data else self.args

    @property
    def signatures(self) -> "Term | None":
        """How many must sign beside the recorder, where somebody must."""
        return self.args[-1] if "signed" in self.data else None

    @property
    def value(self) -> Fraction:
        """The exact value of a number term."""
        return exact(self.text("value"))

    @property
    def number(self) -> Number:
        """A number term with its provenance and source."""
        source = Source(self.text("document"), self.text("place"))
        return Number(self.text("value"), self.text("provenance"), source, "plain" in self.data)

    def walk(self) -> Iterator["Term"]:
        """This term and every term under it, outermost first."""
        yield self
        for arg in self.args:
            yield from arg.walk()

    def to_json(self) -> dict[str, object]:
        """The term as plain JSON data."""
        return {"op": self.op, "args": [arg.to_json() for arg in self.args], **self.data}

    @classmethod
    def from_json(cls, data: object) -> "Term":
        """Read a term back; a shape nobody wrote is refused."""
        if not isinstance(data, dict) or not isinstance(data.get("op"), str) or not isinstance(data.get("args"), list):
            raise GraphRefused("an operation of the graph is not an object with op and args: load the plugin again")
        rest = {name: value for name, value in data.items() if name not in ("op", "args")}
        args = tuple(cls.from_json(arg) for arg in cast("list[object]", data["args"]))
        return cls(cast("str", data["op"]), args, rest)


def task_unit(term: Term) -> int:
    """How many parts of a point the tasks of an input are counted in: those of its step and of its difficulties."""
    _, step, *difficulties = (arg.value for arg in term.measures)
    return step.denominator * lcm(*(one.denominator for one in difficulties))


def number_term(mark: Mark, source: Source) -> Term:
    """A marked number as a term."""
    settings = {"value": written(mark.number()), "provenance": mark.provenance.value}
    settings |= {"plain": "yes"} if mark.plain else {}
    return Term("number", (), {**settings, "document": source.document, "place": source.place})


def reference_to(key: str) -> Term:
    """A term that stands for a named node."""
    return Term("ref", (), {"key": key})
