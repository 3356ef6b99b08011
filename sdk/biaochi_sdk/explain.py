"""Opens one stored sheet: every number with its rule in words, its values, its source and the facts behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.catalogue import Node, Rung
from biaochi_sdk.facts import Inputs
from biaochi_sdk.marks import Source
from biaochi_sdk.terms import Number, Term
from biaochi_sdk.words import Words

CONDITIONS = frozenset(["all", "any", "not", "compare", "or_no", "at_least", "is", "every_over"])


@dataclass(frozen=True, slots=True)
class Explained:
    """One node of an explanation; attach the facts of its indicator, or the earlier sheets of its over."""

    key: str
    title: str
    title_provenance: str
    title_source: Source
    value: str | None
    shown: str
    full: str | None
    words: str
    provenance: str
    source: Source
    numbers: tuple[Number, ...]
    indicator: str | None
    over: str | None
    children: tuple["Explained", ...]


def numbers_of(term: Term) -> tuple[Number, ...]:
    """The numbers written in a rule, in reading order."""
    return tuple(found.number for found in term.walk() if found.op == "number")


def explain(
    key: str,
    nodes: Mapping[str, Node],
    scales: Mapping[str, Sequence[Rung]],
    full: Mapping[str, str | None],
    values: Mapping[str, str | None],
    inputs: Inputs,
) -> Explained:
    """The tree under one node, from stored values; nothing is computed again."""

    def shown(name: str) -> str:
        return _shown(nodes[name].term, values.get(name), scales) if name in values else ""

    def named(name: str) -> str:
        return f"{nodes[name].title.text}[{shown(name)}]" if name in values else nodes[name].title.text

    words = Words(named, scales)

    def open_node(name: str) -> Explained:
        node = nodes[name]
        below = dict.fromkeys(term.text("key") for term in node.term.walk() if term.op == "ref")
        over = next((found for term in node.term.walk() if (found := term.maybe("over"))), None)
        return Explained(
            key=name,
            title=node.title.text,
            title_provenance=node.title.provenance,
            title_source=node.title.source,
            value=values.get(name),
            shown=shown(name),
            full=full[name],
            words=words.say(node.term) + _gathered(node.term, inputs.get(name)),
            provenance=node.provenance,
            source=node.source,
            numbers=numbers_of(node.term),
            indicator=name if node.term.op == "input" else None,
            over=over,
            children=tuple(open_node(child) for child in below if child in values),
        )

    return open_node(key)


def _gathered(term: Term, given: str | list[str] | None) -> str:
    if term.op != "input":
        return ""
    return "；本期无记录" if given is None else f"；本期 {given[0]} ÷ {given[1]}" if isinstance(given, list) else ""


def _shown(term: Term, value: str | None, scales: Mapping[str, Sequence[Rung]]) -> str:
    if value is None:
        return "不评判"
    condition = term.op in CONDITIONS or (term.op == "input" and term.text("how") == "any")
    if condition:
        return "是" if value == "1" else "否"
    scale = term.maybe("scale")
    return next((rung.title for rung in scales[scale] if rung.key == value), value) if scale else value
