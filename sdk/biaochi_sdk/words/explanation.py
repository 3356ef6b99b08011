"""Opens one stored sheet: every number with its rule in words, its values, its source and the facts behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.inputs.ledger_events import Event
from biaochi_sdk.terms.catalogue import Node, Rung
from biaochi_sdk.terms.links import Use, uses_of
from biaochi_sdk.terms.terms import Number, Term
from biaochi_sdk.values.facts import Inputs
from biaochi_sdk.values.provenance import Source
from biaochi_sdk.words.formulas import Words, ballots_of

CONDITIONS = frozenset(
    ["all", "any", "not", "compare", "or_no", "at_least", "is", "every_over", "any_over", "judged", "tied", "cut"]
)


@dataclass(frozen=True, slots=True)
class Explained:
    """One node of an explanation.

    Attach the facts of its indicator, the earlier sheets of its over, and the other models' sheets of its uses.
    """

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
    uses: tuple[Use, ...] = ()


def numbers_of(term: Term) -> tuple[Number, ...]:
    """The numbers written in a rule, in reading order; plain ones are no settings and left out."""
    return tuple(found.number for found in term.walk() if found.op == "number" and not found.number.plain)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a sheet was made of that does not stand on it, by the term that used it.

    values: what comparing subjects, the period before and other models gave. earlier: each judged value of the periods
    looked back on, oldest first, with the period's code. shares: how many counted for seats, and how many these made.
    """

    values: Mapping[int, str | None]
    earlier: Mapping[int, Sequence[tuple[str, str]]]
    shares: Mapping[int, Sequence[int]]


NOTHING_SEEN = Seen({}, {}, {})


@dataclass(frozen=True, slots=True)
class Rule:
    """What every sheet says alike of a node.

    below: the nodes its rule names. words: those of an input, which no value changes; empty of any other.
    """

    below: tuple[str, ...]
    over: str | None
    numbers: tuple[Number, ...]
    uses: tuple[Use, ...]
    words: str


def rules_of(nodes: Mapping[str, Node], scales: Mapping[str, Sequence[Rung]]) -> dict[str, Rule]:
    """What every sheet says alike of the nodes of a graph."""
    words = Words(lambda name: nodes[name].title.text if name in nodes else name, scales, ballots_of(nodes))
    return {
        key: Rule(
            tuple(dict.fromkeys(referred(node.term))),
            next((found for term in node.term.walk() if (found := term.maybe("over"))), None),
            numbers_of(node.term),
            uses_of(node.term),
            words.say(node.term) if node.term.op == "input" else "",
        )
        for key, node in nodes.items()
    }


def explain(
    key: str,
    nodes: Mapping[str, Node],
    rules: Mapping[str, Rule],
    scales: Mapping[str, Sequence[Rung]],
    full: Mapping[str, str | None],
    values: Mapping[str, str | None],
    inputs: Inputs,
    seen: Seen = NOTHING_SEEN,
    levels: int | None = None,
) -> Explained:
    """The tree under one node, down as many levels as are asked for, from stored values; nothing is computed again."""

    def shown(name: str) -> str:
        return _shown(nodes[name].term, values.get(name), scales) if name in values else ""

    def called(name: str) -> str:
        return nodes[name].title.text if name in nodes else name

    def named(name: str) -> str:
        return f"{called(name)}[{shown(name)}]" if name in values and name in nodes else called(name)

    own = {id(node.term) for node in nodes.values()}

    def used(term: Term) -> str:
        if id(term) in seen.earlier:
            of = nodes[term.args[0].text("key")].term
            said = (f"{code} {_shown(of, value, scales)}" for code, value in seen.earlier[id(term)])
            return f"[{'、'.join(said) or '无'}]"
        if id(term) in own or id(term) not in seen.values:
            return ""
        return f"[{_shown(term, seen.values[id(term)], scales)}]"

    def shared(term: Term) -> Sequence[str]:
        return [f"[{number}]" for number in seen.shares.get(id(term), ())]

    words = Words(named, scales, ballots_of(nodes), used, called, shared)

    def open_node(name: str, left: int | None) -> Explained:
        node, rule = nodes[name], rules[name]
        below = rule.below if left != 1 else ()
        return Explained(
            key=name,
            title=node.title.text,
            title_provenance=node.title.provenance,
            title_source=node.title.source,
            value=values.get(name),
            shown=shown(name),
            full=full[name],
            words=(rule.words or words.say(node.term)) + _gathered(node.term, inputs.get(name), scales),
            provenance=node.provenance,
            source=node.source,
            numbers=rule.numbers,
            indicator=name if node.term.op == "input" else None,
            over=rule.over,
            children=tuple(open_node(child, None if left is None else left - 1) for child in below if child in values),
            uses=rule.uses,
        )

    return open_node(key, levels)


def referred(term: Term) -> Iterator[str]:
    """The nodes a rule names, whose votes it counts, or which waive its cases, in reading order."""
    for found in term.walk():
        if "waived" in found.data:
            yield found.text("waived")
        if found.op in ("ref", "votes", "moved"):
            yield found.text("key" if found.op == "ref" else "of")


def _gathered(term: Term, given: str | list[str] | None, scales: Mapping[str, Sequence[Rung]]) -> str:
    if term.op != "input":
        return ""
    if given is None:
        return "；本期无记录"
    if not isinstance(given, list):
        return ""
    how = term.text("how")
    if how in ("share", "mean"):
        return f"；本期 {given[0]} ÷ {given[1]}"
    if how == "ballots":
        return f"；本期 {_votes(term, given, [rung.title for rung in scales[term.text('scale')]])}"
    return f"；本期 {'、'.join(Event.read(text).shown(term.titles) if how == 'events' else text for text in given)}"


def _votes(term: Term, counts: Sequence[str], grades: Sequence[str]) -> str:
    """The votes of each class by grade, and its invalid ones."""
    panels = term.texts("panels")
    spoilt = counts[len(panels) * len(grades) :]
    rows = [counts[at * len(grades) : (at + 1) * len(grades)] for at in range(len(panels))]
    return "；".join(
        f"{term.titles[panel]}：{'、'.join(f'{grade}{n}票' for grade, n in zip(grades, row, strict=True))}、无效{bad}票"
        for panel, row, bad in zip(panels, rows, spoilt, strict=True)
    )


def _shown(term: Term, value: str | None, scales: Mapping[str, Sequence[Rung]]) -> str:
    if value is None:
        return "不评判"
    requested = term.maybe("how") == "any" or term.maybe("kind") == "flag"
    condition = term.op in CONDITIONS or (term.op in ("input", "above", "below") and requested)
    if condition:
        return "是" if value == "1" else "否"
    scale = term.maybe("scale")
    return next((rung.title for rung in scales[scale] if rung.key == value), value) if scale else value
