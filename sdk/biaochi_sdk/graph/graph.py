"""A canonical graph is the whole model as text: everything after loading works from it, without the city's code."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from biaochi_sdk.graph.described import Described
from biaochi_sdk.graph.evaluation import Cohort, Evaluation
from biaochi_sdk.graph.sight import Sight
from biaochi_sdk.inputs.fitting import fits
from biaochi_sdk.inputs.gathering import check_together, left_of, value_of, within
from biaochi_sdk.inputs.intake import Intake
from biaochi_sdk.plan.program import Program, needed_for
from biaochi_sdk.plan.source import CONSTANT
from biaochi_sdk.plan.updating import Rows, Updating, put
from biaochi_sdk.plan.whole_columns import SHARING, Whole, shared_by
from biaochi_sdk.proof.proof import narrowest
from biaochi_sdk.reference.operations import Reference
from biaochi_sdk.terms.catalogue import Entry, Rotation, Rung, due
from biaochi_sdk.terms.columns import Column, Int, Memo, Places, read, taken
from biaochi_sdk.terms.links import Linked
from biaochi_sdk.terms.past import Past
from biaochi_sdk.terms.steps import DATED, dated_at
from biaochi_sdk.terms.terms import Number
from biaochi_sdk.values.errors import EvaluationRefused, FactRefused, GraphRefused
from biaochi_sdk.values.facts import Accept, Fact, Inputs
from biaochi_sdk.values.outcome import Outcome, Values
from biaochi_sdk.values.periods import CALLED, Period, period
from biaochi_sdk.values.provenance import Source
from biaochi_sdk.words.explanation import Explained
from biaochi_sdk.words.inputs import VALUED

__all__ = ["Accept", "Entry", "Explained", "Graph", "Number", "Outcome", "Rotation", "Rung", "Source", "due"]


class Graph(Described):
    """One model, proven: gather facts, evaluate a cohort, explain a sheet, print the rule book."""

    def __init__(self, text: str) -> None:
        """Read and prove; use Graph.parse."""
        super().__init__(text)
        self._dated = [step for step in self._steps if step.op in DATED]
        self._programs: dict[tuple[object, ...], Program] = {}
        self._intakes = Memo[str, Intake](
            lambda cadence: Intake(self._steps, self._shapes, self._names, cadence, self._dtype(cadence))
        )

    @classmethod
    def parse(cls, text: str) -> "Graph":
        """The graph of a canonical text; another spelling, an unknown schema or an unproven step is refused."""
        try:
            return cls(text)
        except GraphRefused:
            raise
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as fault:
            raise GraphRefused(f"the graph contradicts itself ({fault!r}): publish the model again") from None

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
        gathered: Inputs = dict.fromkeys(self._evaluated_at[evaluated.cadence])
        if inside:
            check_together(self._inputs, {key: one.title for key, one in self._accepts.items()}, by_indicator)
        for key in by_indicator.keys() & gathered.keys():
            term = self._inputs[key]
            left = left_of(term, self._inputs, by_indicator)
            gathered[key] = value_of(self._accepts[key], term, by_indicator[key], evaluated, left)
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
        check_cohort(subjects, inputs)
        past = self._past(code, before, opening, linked)
        columns = self.plan(past, subjects, self.columns(past.evaluated.cadence, inputs))
        return self._publisher.from_plan(past.evaluated, self.hash, subjects, columns)

    def begun(
        self,
        code: str,
        cohort: Cohort,
        given: Mapping[int, Column],
        before: Sequence[Outcome] = (),
        opening: Mapping[str, str] | None = None,
        linked: Mapping[str, Linked] | None = None,
    ) -> Evaluation:
        """The evaluation of a whole cohort from the columns of its inputs, kept as columns."""
        past = self._past(code, before, opening, linked)
        columns = self.program(past.evaluated).columns(self._whole(past, cohort.subjects, given), len(cohort))
        return Evaluation(self._publisher, past.evaluated, self.hash, cohort, given, columns, True)

    def updated(
        self,
        known: Evaluation,
        rows: Rows,
        given: Mapping[int, Column],
        before: Sequence[Outcome] = (),
        opening: Mapping[str, str] | None = None,
    ) -> tuple[Evaluation, Rows]:
        """The evaluation once some subjects' inputs, openings or earlier outcomes are others; and whom it concerns.

        The cohort and its links are as they were; `known` is whole, and stays as it is. It costs what changes, and one
        comparison of everybody where the rule compares.
        """
        past, cohort = self._past(known.evaluated.code, before, opening, None), known.cohort

        def at(some: Rows | None) -> Whole:
            return self._whole(past, cohort.subjects if some is None else [cohort.subjects[row] for row in some], {})

        updating = Updating(self.program(past.evaluated), {**known.columns, **given}, at)
        concerned = updating.update(rows)
        return Evaluation(self._publisher, past.evaluated, self.hash, cohort, given, updating.columns, True), concerned

    def restored(
        self,
        code: str,
        cohort: Cohort,
        stored: tuple[Sequence[Values], Places],
        given: Mapping[int, Column],
        before: Sequence[Outcome] = (),
        opening: Mapping[str, str] | None = None,
        linked: Mapping[str, Linked] | None = None,
    ) -> Evaluation:
        """What was evaluated, from the values that were stored of it, places left out: these follow anew.

        `stored`: different values, and which of them each subject has.
        """
        values, at = stored
        past = self._past(code, before, opening, linked)
        nodes = self._publisher.nodes_of(past.evaluated.cadence)
        columns: dict[int, Column] = {}
        if any(text is not None for one in values for text in one.values()):
            for key, place in nodes.items():
                if key not in self.places:
                    names = self._names.get(self._shapes[place].scale or "", ())
                    columns[place] = taken(read([one.get(key) for one in values], self._shapes[place], names), at)
            columns |= self.plan(past, cohort.subjects, given, self.places & nodes.keys())
        return Evaluation(self._publisher, past.evaluated, self.hash, cohort, given, columns, False)

    def unjudged(self, code: str, cohort: Cohort, given: Mapping[int, Column]) -> Evaluation:
        """An evaluation in which nothing of anybody could be judged."""
        return Evaluation(self._publisher, self._period(code), self.hash, cohort, given, {}, False)

    def given(
        self, known: Mapping[int, Column], cadence: str, rows: Rows, inputs: Sequence[Inputs]
    ) -> dict[int, Column]:
        """The columns of the inputs of a cohort once some subjects' are others."""
        new = self.columns(cadence, inputs)
        return {**known, **{place: put(known[place], rows, column) for place, column in new.items()}}

    def nodes_of(self, cadence: str) -> Collection[str]:
        """The keys of the nodes that a cadence knows, in the model's order."""
        return self._publisher.nodes_of(cadence).keys()

    @property
    def places(self) -> frozenset[str]:
        """The nodes that are places in a line: they belong to the list, not to a sheet."""
        return self._publisher.compared

    def _whole(self, past: Past, subjects: Sequence[str], given: Mapping[int, Column]) -> Whole:
        return Whole(self._steps, self._shapes, self._names, past, subjects, given)

    def columns(self, cadence: str, inputs: Sequence[Inputs], only: Collection[int] | None = None) -> dict[int, Column]:
        """The inputs of a cohort as proven integer columns, by step; of all inputs, or of those at some places only."""
        return self._intakes[cadence].columns(inputs, only)

    def plan(
        self, past: Past, subjects: Sequence[str], given: Mapping[int, Column], only: Iterable[str] | None = None
    ) -> dict[int, Column]:
        """The columns of the named nodes, or of all, computed by the integer plan from those of the inputs."""
        program = self.program(past.evaluated, None if only is None else frozenset(only))
        return program.run(self._whole(past, subjects, given), len(subjects))

    def sight(
        self,
        code: str,
        subjects: Sequence[str],
        inputs: Sequence[Inputs],
        before: Sequence[Outcome] = (),
        opening: Mapping[str, str] | None = None,
        linked: Mapping[str, Linked] | None = None,
    ) -> Sight:
        """What the values of a cohort rest on beside their own sheets, from what it was evaluated from."""
        check_cohort(subjects, inputs)
        past = self._past(code, before, opening, linked)
        cadence = past.evaluated.cadence
        needed = {step.place for step in needed_for(self._steps, self._valued(cadence))}
        return self._sight(past, subjects, {}, self.columns(cadence, inputs, needed))

    def sight_of(
        self,
        known: Evaluation,
        before: Sequence[Outcome] = (),
        opening: Mapping[str, str] | None = None,
        linked: Mapping[str, Linked] | None = None,
    ) -> Sight:
        """The same of an evaluation that is kept: what is among its columns is not computed again."""
        past = self._past(known.evaluated.code, before, opening, linked)
        return self._sight(past, known.cohort.subjects, known.columns if known.whole else {}, known.given)

    def _valued(self, cadence: str) -> list[int]:
        here = [step for step in self._steps if cadence in self._shapes[step.place].cadences]
        return [step.place for step in here if step.op in VALUED and self._shapes[step.place].kind != "group"]

    def _sight(
        self, past: Past, subjects: Sequence[str], known: Mapping[int, Column], given: Mapping[int, Column]
    ) -> Sight:
        cadence = past.evaluated.cadence
        requested = self._valued(cadence)
        sharing = [self._steps[place] for place in requested if self._steps[place].op in SHARING]
        behind = (place for step in sharing for place in shared_by(step) if self._steps[place].op not in CONSTANT)
        missing = [place for place in dict.fromkeys([*requested, *behind]) if place not in known]
        program = self._program(past.evaluated, ("sight", cadence, *missing), missing)
        whole = self._whole(past, subjects, given)
        columns = {**known, **program.run(whole, len(subjects))}
        here = [step for step in self._steps if cadence in self._shapes[step.place].cadences]
        over = {step: self._steps[step.args[0]].key or "" for step in here if step.term.maybe("over")}
        found = {self._steps[place]: columns[place] for place in requested}
        shares = {step: whole.shares(step, columns) for step in sharing}
        return Sight(past, subjects, self._shapes, self._names, found, over, shares)

    def program(self, evaluated: Period, only: frozenset[str] | None = None) -> Program:
        """The compiled plan of a period for the named nodes, or for all; kept for the next time."""
        cadence = evaluated.cadence
        known = {key: place for key, place in self._places.items() if cadence in self._shapes[place].cadences}
        requested = [place for key, place in known.items() if only is None or key in only]
        return self._program(evaluated, (cadence, only), requested)

    def _program(self, evaluated: Period, name: tuple[object, ...], places: Sequence[int]) -> Program:
        dated = dated_at(self._dated, self._shapes, evaluated)
        kept = (*name, tuple(dated.items()))
        if kept not in self._programs:
            dtype = self._dtype(evaluated.cadence)
            self._programs[kept] = Program(self._steps, self._shapes, self._names, dtype, places, dated)
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
        check_cohort(subjects, inputs)
        past = self._past(code, before, opening, linked)
        found = Reference(self._steps, self._shapes, self._names, past, subjects, inputs)
        return self._publisher.from_reference(past.evaluated, self.hash, subjects, found.columns)

    def _past(
        self,
        code: str,
        before: Sequence[Outcome],
        opening: Mapping[str, str] | None,
        linked: Mapping[str, Linked] | None,
    ) -> Past:
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


def check_cohort(subjects: Sequence[str], inputs: Sequence[Inputs]) -> None:
    """Refuse a subject that is there twice, and inputs that are not one for each."""
    if len(subjects) != len(inputs) or len(set(subjects)) != len(subjects):
        given = f"考核对象 {len(subjects)} 个（不同的 {len(set(subjects))} 个），输入 {len(inputs)} 份"
        raise EvaluationRefused("SUBJECTS_DO_NOT_MATCH", f"{given}，对不上：每个考核对象给一次，各带自己的输入。")
