"""Turns computed columns into sheets: canonical texts by node, and the total, rank, grade and rung a cadence shows."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from biaochi_sdk.plan.rows import ROWWISE
from biaochi_sdk.plan.source import CONSTANT
from biaochi_sdk.reference.cohort import Column as ReferenceColumn
from biaochi_sdk.reference.cohort import Value
from biaochi_sdk.terms.catalogue import Node, Published
from biaochi_sdk.terms.columns import Column, texts
from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.terms.steps import Step
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.exact import written
from biaochi_sdk.values.outcome import Outcome, Sheet, Values
from biaochi_sdk.values.periods import CADENCES, Period

Texts = list[str | None]


def check_published(
    published: Mapping[str, Published], steps: Sequence[Step], places: Mapping[str, int], shapes: Sequence[Shape]
) -> None:
    """Refuse to publish a node under a cadence that does not know it, or as something it is not."""
    for cadence, shown in published.items():
        if cadence not in CADENCES:
            raise ModelRefused(f"publishes for each {cadence!r}: write one of {', '.join(CADENCES)}")
        measured, stepped = ("number", "ratio"), ("scale",)
        wanted: list[tuple[str, tuple[str, ...]]] = [
            (key, measured) for key in (*shown.totals.values(), *shown.ranks.values())
        ]
        wanted += [(key, (*measured, "scale", "flag")) for key in (*shown.exports.values(), *shown.notes.values())]
        wanted += [(key, stepped) for key in (shown.grade, shown.rung) if key]
        for key, kinds in wanted:
            shape = shapes[places[key]] if key in places else None
            if shape is None or cadence not in shape.cadences or shape.kind not in kinds:
                raise ModelRefused(f"{key} is no {kinds[0]} of a {cadence}: publish another node there")
        for key in shown.notes.values():
            if not of_everybody(steps, places[key]):
                raise ModelRefused(f"{key} is noted of the cohort but differs in it: note of_cohort(…), or publish it")
    held = {step.term.text("scale") for step in steps if step.op == "held"}
    rungs = {shapes[places[shown.rung]].scale if shown.rung else None for shown in published.values()}
    if held and rungs != held:
        raise ModelRefused("the rung held before is not published by every cadence: add rung=… to each Publish")


def of_everybody(steps: Sequence[Step], place: int) -> bool:
    """Whether a value is the same for everybody of a cohort: made of its statistics and of numbers of the rule."""
    step = steps[place]
    if step.op == "statistic":
        return "grouped" not in step.term.data
    if step.op in CONSTANT or step.op == "never":
        return True
    return step.op in ROWWISE and all(of_everybody(steps, arg) for arg in step.args)


class Publisher:
    """Knows which steps are nodes and which of them each cadence publishes."""

    def __init__(
        self,
        steps: Sequence[Step],
        shapes: Sequence[Shape],
        scales: Mapping[str, tuple[str, ...]],
        published: Mapping[str, Published],
        nodes: Mapping[str, Node],
    ) -> None:
        """Keep what is needed; nothing is computed yet."""
        self.shapes, self.scales, self.published = shapes, scales, published
        self._described = nodes
        self.named = [(step.place, step.key) for step in steps if step.key is not None]
        decides = {"quota": "meeting", "cut": "1", "tied": "1"}
        self._nodes: dict[str, dict[str, int]] = {}
        self.meetings = {key: decides[node.term.op] for key, node in nodes.items() if node.term.op in decides}

    def nodes_of(self, cadence: str) -> Mapping[str, int]:
        """The nodes that a cadence knows, in the model's order, each with its place among the steps."""
        if cadence not in self._nodes:
            here = [(key, place) for place, key in self.named if cadence in self.shapes[place].cadences]
            self._nodes[cadence] = dict(here)
        return self._nodes[cadence]

    @cached_property
    def compared(self) -> frozenset[str]:
        """The nodes that are places in a line: they belong to the list, and follow from what stands on the sheets."""
        return frozenset(key for key, node in self._described.items() if node.term.op == "rank")

    def from_plan(
        self, evaluated: Period, model_hash: str, subjects: Sequence[str], columns: Mapping[int, Column]
    ) -> Outcome:
        """The outcome of the plan's columns."""
        found: dict[str, Texts] = {}
        for place, key in self.named:
            if place in columns:
                shape = self.shapes[place]
                found[key] = texts(columns[place], shape, self.scales.get(shape.scale or "", ()))
        return self._outcome(evaluated, model_hash, subjects, found)

    def from_reference(
        self, evaluated: Period, model_hash: str, subjects: Sequence[str], columns: Mapping[int, ReferenceColumn]
    ) -> Outcome:
        """The outcome of the reference's columns."""
        found = {key: [_text(value) for value in columns[place]] for place, key in self.named if place in columns}
        return self._outcome(evaluated, model_hash, subjects, found)

    def _outcome(
        self, evaluated: Period, model_hash: str, subjects: Sequence[str], found: Mapping[str, Texts]
    ) -> Outcome:
        shown = self.published[evaluated.cadence]
        meetings = {key: value for key, value in self.meetings.items() if key in found}
        sheets = WrittenSheets(subjects, found, shown, meetings)
        notes = {name: found[key][0] for name, key in shown.notes.items()} if subjects else {}
        return Outcome(evaluated.code, evaluated.cadence, model_hash, sheets, notes)


class WrittenSheets(Mapping[str, Sheet]):
    """The sheets of a cohort over the texts of its nodes; a sheet is made when it is looked at, and kept."""

    def __init__(
        self, subjects: Sequence[str], texts: Mapping[str, Texts], shown: Published, meetings: Mapping[str, str]
    ) -> None:
        """`texts` of each node by row; what of them is shown, and which say what is put before a meeting."""
        self._rows = {subject: row for row, subject in enumerate(subjects)}
        self._texts, self._shown, self._meetings = texts, shown, meetings
        self._made: dict[str, Sheet] = {}

    def __getitem__(self, subject: str) -> Sheet:
        """The sheet of one subject."""
        if subject not in self._made:
            values = WrittenValues(self._texts, self._rows[subject])
            self._made[subject] = _sheet(values, self._shown, self._meetings)
        return self._made[subject]

    def __contains__(self, subject: object) -> bool:
        """Whether a subject is of the cohort."""
        return subject in self._rows

    def __iter__(self) -> Iterator[str]:
        """The subjects in the order in which they were given."""
        return iter(self._rows)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows)


class WrittenValues(Mapping[str, str | None]):
    """The texts of one subject by node."""

    __slots__ = ("_row", "_texts")

    def __init__(self, texts: Mapping[str, Texts], row: int) -> None:
        """Look at one row of the texts of each node."""
        self._texts, self._row = texts, row

    def __getitem__(self, key: str) -> str | None:
        """The value of a node; none where it is not judged."""
        return self._texts[key][self._row]

    def __iter__(self) -> Iterator[str]:
        """The nodes in the model's order."""
        return iter(self._texts)

    def __len__(self) -> int:
        """How many nodes the period has."""
        return len(self._texts)

    def __repr__(self) -> str:
        """As a dictionary of the same is written."""
        return repr(dict(self))


def _sheet(values: Values, shown: Published, meetings: Mapping[str, str]) -> Sheet:
    ranks = {index: values[key] for index, key in shown.ranks.items()}
    return Sheet(
        values,
        {index: values[key] for index, key in shown.totals.items()},
        {index: None if place is None else int(place) for index, place in ranks.items()},
        values[shown.grade] if shown.grade else None,
        values[shown.rung] if shown.rung else None,
        tuple(key for key, means in meetings.items() if values[key] == means),
    )


def _text(value: Value) -> str | None:
    if isinstance(value, bool):
        return "1" if value else "0"
    return written(value) if isinstance(value, Fraction) else value
