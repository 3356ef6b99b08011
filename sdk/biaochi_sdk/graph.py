"""A canonical graph is the whole model as text: everything after loading works from it, without the city's code."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from biaochi_sdk.catalogue import Entry, Node, Published, Rotation, Rung, due
from biaochi_sdk.columns import Column, Int
from biaochi_sdk.errors import EvaluationRefused, FactRefused, GraphRefused
from biaochi_sdk.exact import written
from biaochi_sdk.explain import Explained, explain, referred
from biaochi_sdk.facts import Accept, Fact, Inputs
from biaochi_sdk.fitting import fits
from biaochi_sdk.gather import value_of, within
from biaochi_sdk.intake import Intake
from biaochi_sdk.marks import Source
from biaochi_sdk.open_ended import open_ended
from biaochi_sdk.outcome import Outcome
from biaochi_sdk.past import Past
from biaochi_sdk.periods import CADENCES, CALLED, Calendar, Period, period
from biaochi_sdk.program import Program
from biaochi_sdk.proof import Proof, narrowest
from biaochi_sdk.publish import Publisher, check_published
from biaochi_sdk.reading import Reading, accept_of, rotation_of
from biaochi_sdk.reference import Reference
from biaochi_sdk.relatives import Linked, Use, uses_of
from biaochi_sdk.rulebook import entry, rulebook
from biaochi_sdk.shapes import Shape
from biaochi_sdk.steps import dated_at, flatten
from biaochi_sdk.terms import Number
from biaochi_sdk.whole import Whole

__all__ = ["Accept", "Entry", "Explained", "Graph", "Number", "Outcome", "Rotation", "Rung", "Source", "due"]


class Graph:
    """One model, proven: gather facts, evaluate a cohort, explain a sheet, print the rule book."""

    def __init__(self, text: str) -> None:
        """Read and prove; use Graph.parse."""
        reading = Reading(text)
        self.text = text
        self.hash = hashlib.sha256(text.encode()).hexdigest()
        self.code, self.title, self.subject_kind = reading.code, reading.title.text, reading.subject
        self.since, self.until, self.source = reading.since, reading.until, reading.source
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
        self._dated = [step for step in self._steps if step.op == "dated"]
        self._programs: dict[tuple[object, ...], Program] = {}
        check_published(self.published, self._steps, self._places, self._shapes)
        self._open = open_ended(self._steps)
        self._publisher = Publisher(self._steps, self._shapes, names, self.published, self.described)
        self.accepts: tuple[Accept, ...] = tuple(
            accept_of(node, self.scales) for node in reading.nodes if node.term.op == "input"
        )
        self._accepts = {accept.indicator: accept for accept in self.accepts}
        rotations = (rotation_of(node) for node in reading.nodes)
        self.rotations: tuple[Rotation, ...] = tuple(rotation for rotation in rotations if rotation is not None)

    @classmethod
    def parse(cls, text: str) -> "Graph":
        """The graph of a canonical text; another spelling, an unknown schema or an unproven step is refused."""
        try:
            return cls(text)
        except GraphRefused:
            raise
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as fault:
            raise GraphRefused(f"the graph contradicts itself ({fault!r}): publish the model again") from None

    @property
    def indexes(self) -> tuple[str, ...]:
        """The published totals' names."""
        return tuple(dict.fromkeys(index for shown in self.published.values() for index in shown.totals))

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """What the model needs of other models: evaluate those first and link them."""
        return tuple(dict.fromkeys(use for node in self.described.values() for use in uses_of(node.term)))

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

    def entry(self, key: str) -> Entry:
        """One node as the rule book shows it."""
        self._known(key)
        return self._entry(self.described[key])

    def roots(self, cadence: str) -> tuple[str, ...]:
        """Where the explanation of a sheet of this cadence begins: what is published, then what nothing else rests on.

        Every other node of the cadence stands under one of these.
        """
        shown = self.published[cadence]
        first = [*shown.totals.values(), shown.grade, shown.rung, *shown.ranks.values(), *shown.exports.values()]
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
        return rulebook(self.title, self.source, self.since, self.until, self.hash, self.nodes)

    def check(self, fact: Fact) -> None:
        """Refuse a fact this model does not take, with a sentence for whoever recorded it."""
        accept = self._accepts.get(fact.indicator)
        if accept is None:
            known = "、".join(f"{one.indicator}（{one.title}）" for one in self.accepts)
            sentence = f"“{self.title}”没有指标“{fact.indicator}”：可登记的有 {known}。"
            raise FactRefused(fact.id, "UNKNOWN_INDICATOR", sentence)
        fits(accept, fact)

    def gather(self, code: str, facts: Iterable[Fact]) -> Inputs:
        """One subject's facts of the period as input values; facts of other periods are left aside."""
        evaluated = self._period(code)
        inside = within(evaluated, facts)
        if len({fact.subject for fact in inside}) > 1:
            sentence = "把几个考核对象的事实当成了一个的：请按考核对象分别给出。"
            raise FactRefused(inside[0].id, "SEVERAL_SUBJECTS", sentence)
        for fact in inside:
            self.check(fact)
        by_indicator: dict[str, list[Fact]] = {}
        for fact in inside:
            by_indicator.setdefault(fact.indicator, []).append(fact)
        gathered: Inputs = {}
        for key, accept in self._accepts.items():
            term = self.described[key].term
            if evaluated.cadence in term.texts("at"):
                gathered[key] = value_of(accept, term, by_indicator.get(key, ()))
        return gathered

    def evaluate(
        self,
        code: str,
        subjects: Sequence[str],
        inputs: Sequence[Inputs],
        before: Sequence[Outcome] = (),
        opening: Mapping[str, str] | None = None,
        linked: Mapping[str, Linked] | None = None,
    ) -> Outcome:
        """The outcome of a whole cohort by the integer plan."""
        past = self._past(code, subjects, inputs, before, opening, linked)
        columns = self.plan(past, subjects, self.columns(past.evaluated.cadence, inputs))
        return self._publisher.from_plan(past.evaluated, self.hash, subjects, columns)

    def columns(self, cadence: str, inputs: Sequence[Inputs]) -> dict[int, Column]:
        """The inputs of a cohort as proven integer columns, by step."""
        return Intake(self._steps, self._shapes, self._names, cadence, self._dtype(cadence)).columns(inputs)

    def plan(
        self, past: Past, subjects: Sequence[str], given: Mapping[int, Column], only: Iterable[str] | None = None
    ) -> dict[int, Column]:
        """The columns of the named nodes, or of all, computed by the integer plan from those of the inputs."""
        program = self.program(past.evaluated, None if only is None else frozenset(only))
        whole = Whole(self._steps, self._shapes, self._names, past, subjects, given)
        return program.run(whole, len(subjects))

    def program(self, evaluated: Period, only: frozenset[str] | None = None) -> Program:
        """The compiled plan of a period for the named nodes, or for all; kept for the next time."""
        dated = dated_at(self._dated, self._shapes, evaluated)
        kept = (evaluated.cadence, only, tuple(dated.items()))
        if kept not in self._programs:
            known = {
                key: place for key, place in self._places.items() if evaluated.cadence in self._shapes[place].cadences
            }
            asked = [place for key, place in known.items() if only is None or key in only]
            dtype = self._dtype(evaluated.cadence)
            self._programs[kept] = Program(self._steps, self._shapes, self._names, dtype, asked, dated)
        return self._programs[kept]

    def by_key(self, columns: Mapping[int, Column]) -> dict[str, Column]:
        """Columns by the key of their node instead of by step."""
        keys = {place: key for key, place in self._places.items()}
        return {keys[place]: column for place, column in columns.items()}

    def _dtype(self, cadence: str) -> np.dtype[Int]:
        return narrowest(self._steps, self._shapes, self._peaks, cadence)

    def reference(
        self,
        code: str,
        subjects: Sequence[str],
        inputs: Sequence[Inputs],
        before: Sequence[Outcome] = (),
        opening: Mapping[str, str] | None = None,
        linked: Mapping[str, Linked] | None = None,
    ) -> Outcome:
        """The same outcome by exact fractions: the specification of evaluate."""
        past = self._past(code, subjects, inputs, before, opening, linked)
        found = Reference(self._steps, self._shapes, self._names, past, subjects, inputs)
        return self._publisher.from_reference(past.evaluated, self.hash, subjects, found.columns)

    def _past(
        self,
        code: str,
        subjects: Sequence[str],
        inputs: Sequence[Inputs],
        before: Sequence[Outcome],
        opening: Mapping[str, str] | None,
        linked: Mapping[str, Linked] | None,
    ) -> Past:
        if len(subjects) != len(inputs) or len(set(subjects)) != len(subjects):
            given = f"考核对象 {len(subjects)} 个（不同的 {len(set(subjects))} 个），输入 {len(inputs)} 份"
            raise EvaluationRefused("SUBJECTS_DO_NOT_MATCH", f"{given}，对不上：每个考核对象给一次，各带自己的输入。")
        return Past(self._period(code), before, opening or {}, [rung.key for rung in self.rungs], linked)

    def _period(self, code: str) -> Period:
        try:
            evaluated = period(code)
        except ValueError as unknown:
            raise EvaluationRefused("UNKNOWN_PERIOD", str(unknown)) from None
        if evaluated.cadence not in self.cadences:
            known = "、".join(CALLED[one] for one in self.cadences)
            raise EvaluationRefused("NOT_PUBLISHED", f"“{self.title}”不评判 {code}：请给出{known}的时段。")
        return evaluated

    def explain(self, values: Mapping[str, str | None], inputs: Inputs, index: str, cadence: str) -> Explained:
        """A published total opened into its nodes, from stored values only."""
        shown = self.published.get(cadence)
        key = shown.totals.get(index) if shown else None
        if key is None:
            asked = f"“{self.title}”的{CALLED.get(cadence, cadence)}没有总分“{index}”"
            raise EvaluationRefused("UNKNOWN_INDEX", f"{asked}：可问的有 {'、'.join(self.indexes)}。")
        return self.explain_node(values, inputs, key)

    def explain_node(self, values: Mapping[str, str | None], inputs: Inputs, key: str) -> Explained:
        """Any node of a sheet opened the same way: a grade, a rung, a place, a value for others, a seat."""
        self._known(key)
        if key not in values:
            raise EvaluationRefused("NOT_EVALUATED", f"节点“{key}”不在这张成绩单上：请问同一长度时段的节点。")
        full = {entry.key: entry.full for entry in self.nodes}
        return explain(key, self.described, self.scales, full, values, inputs)
