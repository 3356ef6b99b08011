"""What a graph says about itself: its nodes, numbers and sources, the rule book, and any sheet opened in words."""

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from biaochi_sdk.graph.publish import Publisher, check_published
from biaochi_sdk.inputs.together import Together, together_of
from biaochi_sdk.proof.open_ended import open_ended
from biaochi_sdk.proof.proof import Proof
from biaochi_sdk.terms.catalogue import Entry, Node, Published, Rotation, Rung
from biaochi_sdk.terms.links import Use, uses_of
from biaochi_sdk.terms.parsing import Reading, accept_of, rotation_of
from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.terms.steps import flatten, recalled
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.errors import EvaluationRefused
from biaochi_sdk.values.exact import exact, written
from biaochi_sdk.values.facts import Accept, Inputs
from biaochi_sdk.values.periods import CADENCES, CALLED, Calendar
from biaochi_sdk.words.explanation import NOTHING_SEEN, Explained, Rule, Seen, explain, referred, rules_of
from biaochi_sdk.words.rulebook import entry, rulebook

MOST_ALLOWED = 100_000
"""Above so many values those of an input are not listed."""


class Described:
    """One model, proven, as its authors, officers and readers see it."""

    def __init__(self, text: str) -> None:
        """Read and prove; use Graph.parse."""
        reading = Reading(text)
        self.text = text
        self.hash = hashlib.sha256(text.encode()).hexdigest()
        self.code, self.title, self.subject_kind = reading.code, reading.title.text, reading.subject
        self.since, self.until, self.source = reading.since, reading.until, reading.source
        self.leavers = reading.leavers
        self.calendar: Calendar = reading.calendar
        self.published: Mapping[str, Published] = reading.published
        self.cadences = tuple(cadence for cadence in CADENCES if cadence in self.published)
        self.scales: dict[str, tuple[Rung, ...]] = reading.scales
        self.described: dict[str, Node] = {node.key: node for node in reading.nodes}
        names = {name: tuple(rung.key for rung in rungs) for name, rungs in self.scales.items()}
        self._names = names
        self._steps, self._places = flatten([(node.key, node.term) for node in reading.nodes])
        proof = Proof(reading.code, reading.since, self._steps, names, self.cadences)
        self._shapes, self._peaks, self.bits = proof.shapes, proof.peaks, proof.bits
        check_published(self.published, self._steps, self._places, self._shapes)
        self._open = open_ended(self._steps)
        self._publisher = Publisher(self._steps, self._shapes, names, self.published, self.described)
        self.accepts: tuple[Accept, ...] = tuple(
            accept_of(node, self.scales) for node in reading.nodes if node.term.op == "input"
        )
        self._accepts = {accept.indicator: accept for accept in self.accepts}
        counts = ((one.indicator, self.described[one.indicator].term.maybe("counts")) for one in self.accepts)
        self.counted = {indicator: kind for indicator, kind in counts if kind}
        """What is counted in the registry below a subject, by input."""
        rotations = (rotation_of(node) for node in reading.nodes)
        self.rotations: tuple[Rotation, ...] = tuple(rotation for rotation in rotations if rotation is not None)

    @cached_property
    def _inputs(self) -> Mapping[str, Term]:
        return {key: self.described[key].term for key in self._accepts}

    @cached_property
    def _evaluated_at(self) -> Mapping[str, Sequence[str]]:
        """By cadence the inputs that are evaluated in it, in the model's order."""
        evaluated = {key: term.texts("at") for key, term in self._inputs.items()}
        return {cadence: [key for key, at in evaluated.items() if cadence in at] for cadence in self.cadences}

    @cached_property
    def together(self) -> Mapping[str, Together]:
        """By input, by what facts that are taken one by one may be refused next to each other."""
        return together_of(self._inputs)

    @property
    def indexes(self) -> tuple[str, ...]:
        """The published totals' names."""
        return tuple(dict.fromkeys(index for shown in self.published.values() for index in shown.totals))

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """What the model needs of other models: evaluate those first and link them."""
        return tuple(dict.fromkeys(use for node in self.described.values() for use in uses_of(node.term)))

    @cached_property
    def recalls(self) -> Mapping[str, frozenset[str]]:
        """By cadence, the nodes whose values in earlier periods of the cycle a period is judged from.

        As long as these stay the same there, the same inputs and links make the same outcome.
        """
        rungs = {shown.rung for shown in self.published.values() if shown.rung}
        return {
            cadence: recalled(self._steps, [cadence in shape.cadences for shape in self._shapes], rungs)
            for cadence in self.cadences
        }

    def shape(self, key: str) -> Shape:
        """The proven kind, denominator and range of a node."""
        return self._shapes[self._places[key]]

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The ladder's rungs, lowest first; empty where there is no ladder."""
        return self._steps_shown({shown.rung for shown in self.published.values()})

    @property
    def grades(self) -> tuple[Rung, ...]:
        """The grades, lowest first; empty where there are none."""
        return self._steps_shown({shown.grade for shown in self.published.values()})

    def _steps_shown(self, keys: set[str | None]) -> tuple[Rung, ...]:
        scales = [self._shapes[self._places[key]].scale for key in sorted(key for key in keys if key)]
        return self.scales[scales[0]] if scales and scales[0] else ()

    @cached_property
    def nodes(self) -> tuple[Entry, ...]:
        """Every node as the rule book shows it, in the model's order."""
        return tuple(self._entry(node) for node in self.described.values())

    def _entry(self, node: Node) -> Entry:
        totals = (shown.totals.items() for shown in self.published.values())
        index = next((name for pairs in totals for name, key in pairs if key == node.key), None)
        place = self._places[node.key]
        accept = self._accepts.get(node.key)
        return entry(node, self._shapes[place], self.described, self.scales, accept, index, self._full(place))

    def _full(self, place: int) -> str | None:
        """The most a number can be by the rules; none for a count, whose end is only what can be held."""
        shape = self._shapes[place]
        measured = shape.kind in ("number", "ratio") and self._steps[place].op != "number"
        return written(shape.high) if measured and place not in self._open else None

    def allowed(self, key: str) -> tuple[str, ...]:
        """Every value that a single input may have, the lowest first; none where it has no end, or a list of values."""
        self._known(key)
        shape, accept = self.shape(key), self._accepts.get(key)
        if accept is None or shape.kind not in ("number", "flag", "scale"):
            return ()
        if shape.kind != "number":
            return ("0", "1") if shape.kind == "flag" else self._names[shape.scale or ""]
        step = exact(accept.step) if accept.step else Fraction(1, shape.den)
        count = int((shape.high - shape.low) / step) + 1 if step else 0
        if self._places[key] in self._open or count > MOST_ALLOWED:
            return ()
        return tuple(written(shape.low + step * place) for place in range(count))

    def entry(self, key: str) -> Entry:
        """One node as the rule book shows it."""
        self._known(key)
        return self._entry(self.described[key])

    def roots(self, cadence: str) -> tuple[str, ...]:
        """Where the explanation of a sheet of this cadence begins: what is published, then what nothing else rests on.

        Every other node of the cadence stands under one of these.
        """
        shown = self.published.get(cadence)
        if shown is None:
            raise EvaluationRefused(
                "NOT_PUBLISHED", f"“{self.title}”不按{CALLED.get(cadence, cadence)}评判：没有成绩单。"
            )
        first = [*shown.totals.values(), shown.grade, shown.rung, *shown.ranks.values(), *shown.exports.values()]
        first += shown.notes.values()
        here = {key: node for key, node in self.described.items() if cadence in self.shape(key).cadences}
        under = {below for node in here.values() for below in referred(node.term)}
        meeting = (key for key in self._publisher.meetings if key in here)
        loose = (key for key in here if key not in under)
        return tuple(dict.fromkeys(key for key in (*first, *meeting, *loose) if key))

    def _known(self, key: str) -> None:
        if key not in self.described:
            raise EvaluationRefused("UNKNOWN_NODE", f"“{self.title}”没有节点“{key}”：请问它自己的节点。")

    def rulebook(self) -> str:
        """The rule book in Chinese: every node, its rule in words, its numbers, provenance and source."""
        return rulebook(self.title, self.source, self.since, self.until, self.leavers, self.hash, self.nodes)

    def explain(
        self, values: Mapping[str, str | None], inputs: Inputs, index: str, cadence: str, seen: Seen = NOTHING_SEEN
    ) -> Explained:
        """A published total opened into its nodes, from stored values only."""
        shown = self.published.get(cadence)
        key = shown.totals.get(index) if shown else None
        if key is None:
            requested = f"“{self.title}”的{CALLED.get(cadence, cadence)}没有总分“{index}”"
            raise EvaluationRefused("UNKNOWN_INDEX", f"{requested}：可问的有 {'、'.join(self.indexes)}。")
        return self.explain_node(values, inputs, key, seen)

    def explain_node(
        self,
        values: Mapping[str, str | None],
        inputs: Inputs,
        key: str,
        seen: Seen = NOTHING_SEEN,
        levels: int | None = None,
    ) -> Explained:
        """Any node of a sheet opened the same way: a grade, a rung, a place, a value for others, a seat.

        seen: what was used of other subjects, periods and models; what is not given there is named without a value.
        """
        self._known(key)
        if key not in values:
            raise EvaluationRefused("NOT_EVALUATED", f"节点“{key}”不在这张成绩单上：请问同一长度时段的节点。")
        return explain(key, self.described, self._rules, self.scales, self._fulls, values, inputs, seen, levels)

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return rules_of(self.described, self.scales)

    @cached_property
    def _fulls(self) -> Mapping[str, str | None]:
        return {entry.key: entry.full for entry in self.nodes}
