"""Reads a graph's text part by part; what is not exactly a graph of this schema is refused."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NoReturn, cast

from biaochi_sdk.terms.catalogue import Node, Published, Rotation, Rung, Title
from biaochi_sdk.terms.shapes import COHORT
from biaochi_sdk.terms.terms import Number, Term
from biaochi_sdk.values.errors import GraphRefused
from biaochi_sdk.values.exact import exact, written
from biaochi_sdk.values.facts import INVALID, Accept
from biaochi_sdk.values.periods import QUARTER, Calendar
from biaochi_sdk.values.provenance import Provenance, Source

SCHEMA = "biaochi.graph/1"
Data = Mapping[str, object]


def canonical(data: object) -> str:
    """The one text of a graph: sorted keys, no spaces, Chinese as it is."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class Reading:
    """The parts of one graph text, typed."""

    def __init__(self, text: str) -> None:
        """Read everything, or refuse."""
        try:
            data = cast("Data", json.loads(text, parse_float=_no_float))
        except ValueError as fault:
            raise GraphRefused(f"the graph is no JSON with exact numbers ({fault}): publish the model again") from None
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise GraphRefused(f"the text is no graph of schema {SCHEMA}: publish the model again with this SDK")
        if canonical(data) != text:
            raise GraphRefused("the graph is not in its canonical spelling: publish the model again with this SDK")
        self.code, self.subject, self.since = str(data["code"]), str(data["subject"]), str(data["since"])
        self.until = str(data["until"]) if "until" in data else None
        self.leavers = "leavers" in data
        self.title, self.source = _title(_object(data["title"])), _source(_object(data["source"]))
        calendar = _object(data["calendar"])
        cadences = tuple(cast("list[str]", calendar["cadences"]))
        self.calendar = Calendar(str(calendar["cycle"]), cadences, str(calendar["zone"]))
        self.nodes = [_node(_object(node)) for node in cast("list[object]", data["nodes"])]
        scales = _object(data["scales"])
        self.scales = {name: _rungs(cast("list[object]", steps)) for name, steps in scales.items()}
        publish = _object(data["publish"])
        self.published = {cadence: _published(_object(shown)) for cadence, shown in publish.items()}


def _no_float(text: str) -> NoReturn:
    raise ValueError(f"the number {text} is not exact")


def _object(data: object) -> Data:
    if not isinstance(data, dict):
        raise TypeError(f"{data!r} is no object")
    return data


def _source(data: Data) -> Source:
    return Source(str(data["document"]), str(data["place"]))


def _title(data: Data) -> Title:
    return Title(str(data["text"]), Provenance(str(data["provenance"])).value, _source(data))


def _rungs(steps: list[object]) -> tuple[Rung, ...]:
    titled = [(str(_object(step)["key"]), _title(_object(step))) for step in steps]
    return tuple(Rung(key, title.text, title.provenance, title.source) for key, title in titled)


def _node(data: Data) -> Node:
    title, source = _title(_object(data["title"])), _source(_object(data["source"]))
    term = Term.from_json(data["term"])
    for found in term.walk():
        if found.op == "number":
            _number(found.number)
        for called in cast("Data", found.data.get("titles", {})).values():
            _title(_object(called))
    return Node(str(data["key"]), title, Provenance(str(data["provenance"])).value, source, term)


def _number(number: Number) -> None:
    if written(exact(number.value)) != number.value or not number.source.document or not number.source.place:
        raise ValueError(f"the number {number.value} is not canonical or has no source")
    Provenance(number.provenance)


def _published(data: Data) -> Published:
    totals, ranks = cast("Mapping[str, str]", data["totals"]), cast("Mapping[str, str]", data["ranks"])
    grade, rung = (cast("str | None", data.get(what)) for what in ("grade", "rung"))
    exports, notes = (cast("Mapping[str, str]", data.get(what, {})) for what in ("exports", "notes"))
    return Published(dict(totals), dict(ranks), grade, rung, dict(exports), dict(notes))


def accept_of(node: Node, scales: Mapping[str, Sequence[Rung]]) -> Accept:
    """What an input node takes."""
    term = node.term
    low, high, step = _bounds(term)
    named = term.texts("parts") if term.text("how") == "events" else ()
    may = tuple(word for word, part in (("shared", "places"), ("raised", "factor")) if part in named)
    rungs = scales[term.text("scale")] if "scale" in term.data else ()
    spoilt = {INVALID: "无效票"} if term.text("how") == "ballots" else {}
    chosen = {**{rung.key: rung.title for rung in rungs}, **spoilt}
    return Accept(
        indicator=node.key,
        title=node.title.text,
        kind=term.text("kind"),
        share=term.maybe("share"),
        lo=written(low),
        hi=written(high),
        step=written(step),
        unit=term.text("unit"),
        cadences=term.texts("recorded"),
        who=term.text("who"),
        how=term.text("how"),
        missing=term.text("missing"),
        clause=node.title.source,
        levels=term.texts("levels") if "levels" in term.data else (),
        choices=tuple(chosen),
        panels=term.texts("panels") if "panels" in term.data else (),
        signatures=int(term.signatures.value) if term.signatures else 0,
        reasoned="reasoned" in term.data,
        may=may,
        privacy=cast("Mapping[str, str]", term.data.get("privacy", {})),
        titles={**term.titles, **chosen},
        nonzero="nonzero" in term.data,
        ranges=_ranges(term),
        judged="judged" in term.data,
        elsewhere="，".join(cast("Mapping[str, str]", term.data.get("elsewhere", {})).values()),
    )


def _bounds(term: Term) -> tuple[Fraction, Fraction, Fraction]:
    """The lowest and highest amount of one fact, and its step."""
    numbers, nought = [arg.value for arg in term.measures], Fraction(0)
    how = term.text("how")
    if how == "events":
        named = dict(zip(term.texts("parts"), numbers, strict=True))
        if "least" in named:
            return named["least"], named["most"], named["step"]
        return nought, max((named[name] for name in named if name.startswith("high ")), default=nought), _step(named)
    if how == "registered":
        return nought, Fraction(COHORT), Fraction(1)
    if how in ("deduct", "sum"):
        return numbers[-1], numbers[0], numbers[-1]
    if how in ("mean", "marks", "quoted", "moves"):
        return numbers[0], numbers[1], numbers[2]
    return (nought, numbers[0], numbers[1]) if numbers else (nought, nought, Fraction(1))


def _step(named: Mapping[str, Fraction]) -> Fraction:
    return named.get("step", Fraction(1))


def _ranges(term: Term) -> dict[str, tuple[str, str]]:
    """By level the least and the most that whoever records a fact may choose."""
    if term.maybe("how") != "events":
        return {}
    named = dict(zip(term.texts("parts"), (arg.text("value") for arg in term.args), strict=True))
    ranged = (level for level in term.texts("levels") if f"low {level}" in named)
    return {level: (named[f"low {level}"], named[f"high {level}"]) for level in ranged}


def rotation_of(node: Node) -> Rotation | None:
    """Who rates whom, where the node is an input of ratings with a rotation."""
    if "rotation" not in node.term.data:
        return None
    turns = cast("Mapping[str, list[str]]", node.term.data["rotation"])
    shifts = {int(ordinal): tuple(int(shift) for shift in turn) for ordinal, turn in turns.items()}
    reciprocal = node.term.maybe("reciprocal") != "excluded"
    return Rotation(
        node.key, node.term.maybe("every") or QUARTER, shifts, Provenance(node.term.text("turning")).value, reciprocal
    )
