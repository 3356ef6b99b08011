"""What an evaluation says of a cohort, kept as columns: texts are made of them for whoever asks, and of nobody else."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from biaochi_sdk.graph.publish import Publisher
from biaochi_sdk.plan.updating import Rows
from biaochi_sdk.terms.columns import VERY_FEW, Bools, Column, differing, taken, text_at, texts
from biaochi_sdk.values.outcome import Outcome, Sheet, SheetColumns
from biaochi_sdk.values.periods import Period

Ranks = npt.NDArray[np.int64]


class Cohort:
    """The subjects of an evaluation in their order; one object for all that have the same."""

    def __init__(self, subjects: tuple[str, ...]) -> None:
        """Keep them."""
        self.subjects = subjects

    def __len__(self) -> int:
        """How many there are."""
        return len(self.subjects)

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """In which row each stands."""
        return {subject: row for row, subject in enumerate(self.subjects)}

    def rows_of(self, subjects: Collection[str]) -> Rows:
        """The rows of those that are here, in order."""
        if subjects is self.subjects:
            return np.arange(len(self))
        return np.array(sorted(self.rows[subject] for subject in subjects if subject in self.rows), np.intp)

    def rows_in(self, other: "Cohort") -> Rows:
        """For each row here the row there; -1 where the other has not got the subject."""
        if other is self or other.subjects is self.subjects:
            return np.arange(len(self.subjects))
        return np.fromiter((other.rows.get(subject, -1) for subject in self.subjects), np.intp, len(self.subjects))


class Evaluation:
    """The columns of a cohort for one period, by step; no column of a node means that nothing of it could be judged.

    `given`: the columns of the inputs. `whole`: whether every column is here, so that some rows can be updated.
    """

    def __init__(
        self,
        publisher: Publisher,
        evaluated: Period,
        model_hash: str,
        cohort: Cohort,
        given: Mapping[int, Column],
        columns: Mapping[int, Column],
        whole: bool,
    ) -> None:
        """Keep what was computed."""
        self._publisher, self.evaluated, self.model_hash = publisher, evaluated, model_hash
        self.cohort, self.given, self.columns, self.whole = cohort, given, columns, whole
        self.published = publisher.published[evaluated.cadence]
        self.nodes = publisher.nodes_of(evaluated.cadence)
        self.places = publisher.compared & self.nodes.keys()

    def text(self, key: str, row: int) -> str | None:
        """The value of one node of the period for one subject; none where it is not judged."""
        place = self.nodes[key]
        if place not in self.columns:
            return None
        shape = self._publisher.shapes[place]
        return text_at(self.columns[place], shape, self._publisher.scales.get(shape.scale or "", ()), row)

    def texts(self, key: str, rows: Rows | None = None) -> list[str | None]:
        """The values of one node of the period by row, as `text` says each; of all rows or of these alone."""
        place = self.nodes[key]
        if place not in self.columns:
            return [None] * (len(self.cohort) if rows is None else len(rows))
        if rows is not None and len(rows) < VERY_FEW:
            return [self.text(key, row) for row in rows]
        column, shape = self.columns[place], self._publisher.shapes[place]
        some = column if rows is None else taken(column, rows)
        return texts(some, shape, self._publisher.scales.get(shape.scale or "", ()))

    @property
    def meetings(self) -> Mapping[str, str]:
        """The nodes of the period that can be put before a meeting, each with the value that says so."""
        return {key: means for key, means in self._publisher.meetings.items() if key in self.nodes}

    def meeting(self, row: int) -> tuple[str, ...]:
        """The nodes that are put before a meeting for one subject."""
        return tuple(key for key, means in self.meetings.items() if self.text(key, row) == means)

    def meetings_of(self, rows: Rows) -> list[tuple[str, ...]]:
        """The same of each of these rows."""
        said = [
            [key if text == means else "" for text in self.texts(key, rows)] for key, means in self.meetings.items()
        ]
        return [tuple(filter(None, keys)) for keys in zip(*said, strict=True)] if said else [()] * len(rows)

    @cached_property
    def outcome(self) -> Outcome:
        """The same as an evaluation of a later period, or of another model, is given it."""
        notes = {name: self.text(key, 0) for name, key in self.published.notes.items()} if len(self.cohort) else {}
        return Outcome(self.evaluated.code, self.evaluated.cadence, self.model_hash, _Sheets(self), notes)

    def ranks(self, index: str) -> Ranks:
        """The place of each row in the list of an index; 0 where it has none."""
        place = self.nodes.get(self.published.ranks.get(index, ""), -1)
        column = self.columns.get(place)
        if column is None:
            return np.zeros(len(self.cohort), np.int64)
        ranks = np.asarray(column.top, np.int64) // self._publisher.shapes[place].den
        return ranks if column.judged is None else np.where(column.judged, ranks, 0)

    def says_as(self, other: "Evaluation") -> bool:
        """Whether another says the same of the same subjects."""
        same = self.nodes.keys() == other.nodes.keys() and self.cohort.subjects == other.cohort.subjects
        return self is other or (same and not len(self.differing(other, self.nodes)))

    def chosen(self, key: str, value: str) -> Bools:
        """For which rows a step of a scale is this one; none where it is none of the scale."""
        place = self.nodes[key]
        column, names = self.columns.get(place), self._publisher.scales[self._publisher.shapes[place].scale or ""]
        if column is None or value not in names:
            return np.zeros(len(self.cohort), np.bool_)
        found = np.asarray(column.top == names.index(value))
        return found if column.judged is None else found & column.judged

    def steps(self, key: str) -> tuple[str, ...]:
        """The keys of the scale that a node is on; none of a node that is on none."""
        return self._publisher.scales.get(self._publisher.shapes[self.nodes[key]].scale or "", ())

    def differing(self, before: "Evaluation", keys: Collection[str], rows: Rows | None = None) -> Rows:
        """The rows for which one of these nodes is not what it was before, and those that were not there.

        With `rows` only these are looked at.
        """
        here = np.arange(len(self.cohort)) if rows is None else rows
        aligned = before.cohort is self.cohort
        there = here if aligned else self.cohort.rows_in(before.cohort)[here]
        found = there < 0
        known = ~found
        for key in keys:
            one, other = self.columns.get(self.nodes[key]), before.columns.get(before.nodes.get(key, -1))
            if one is None or other is None:
                found |= one is not other
            elif one is not other or not aligned:
                found[known] |= differing(taken(one, here[known]), taken(other, there[known]))
        return np.flatnonzero(found) if rows is None else rows[found]


class RowValues(Mapping[str, str | None]):
    """The values of one subject by node, each made when it is first asked for."""

    __slots__ = ("_known", "_of", "_row")

    def __init__(self, of: Evaluation, row: int) -> None:
        """Look at one row."""
        self._of, self._row = of, row
        self._known: dict[str, str | None] = {}

    def __getitem__(self, key: str) -> str | None:
        """The value of a node of the period; none where it is not judged."""
        if key not in self._known:
            self._known[key] = self._of.text(key, self._row)
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        """Whether it is a node of the period."""
        return key in self._of.nodes

    def __iter__(self) -> Iterator[str]:
        """The nodes in the model's order."""
        return iter(self._of.nodes)

    def __len__(self) -> int:
        """How many nodes the period has."""
        return len(self._of.nodes)


class RowSheet(Sheet):
    """One subject's sheet, made of the columns when it is asked: whoever looks back wants one value of it."""

    __slots__ = ("_of", "_row")
    _of: Evaluation
    _row: int

    def __init__(self, of: Evaluation, row: int) -> None:
        """Look at one row."""
        object.__setattr__(self, "_of", of)
        object.__setattr__(self, "_row", row)

    @property
    def values(self) -> RowValues:
        """The values by node."""
        return RowValues(self._of, self._row)

    @property
    def totals(self) -> Mapping[str, str | None]:
        """The totals by index."""
        return {index: self._of.text(key, self._row) for index, key in self._of.published.totals.items()}

    @property
    def ranks(self) -> Mapping[str, int | None]:
        """The places by index."""
        texts = {index: self._of.text(key, self._row) for index, key in self._of.published.ranks.items()}
        return {index: None if place is None else int(place) for index, place in texts.items()}

    @property
    def grade(self) -> str | None:
        """The grade, where there is one."""
        key = self._of.published.grade
        return self._of.text(key, self._row) if key else None

    @property
    def rung(self) -> str | None:
        """The rung, where there is one."""
        key = self._of.published.rung
        return self._of.text(key, self._row) if key else None

    @property
    def meeting(self) -> tuple[str, ...]:
        """What is put before a meeting."""
        return self._of.meeting(self._row)


class _Sheets(SheetColumns):
    """The sheets of a cohort by subject."""

    def __init__(self, of: Evaluation) -> None:
        self._of = of

    def __getitem__(self, subject: str) -> Sheet:
        return RowSheet(self._of, self._of.cohort.rows[subject])

    def said(self, subjects: Sequence[str], key: str) -> list[str | None]:
        if key not in self._of.nodes:
            return [None] * len(subjects)
        if subjects is self._of.cohort.subjects:
            return self._of.texts(key)
        rows = [self._of.cohort.rows.get(subject, -1) for subject in subjects]
        here = iter(self._of.texts(key, np.array([row for row in rows if row >= 0], np.intp)))
        return [next(here) if row >= 0 else None for row in rows]

    def rungs(self, subjects: Sequence[str]) -> list[str | None]:
        key = self._of.published.rung
        return self.said(subjects, key) if key else [None] * len(subjects)

    def __contains__(self, subject: object) -> bool:
        return subject in self._of.cohort.rows

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sheets) and self._of.says_as(other._of)

    __hash__ = None  # type: ignore[assignment]  # what can be compared by content only

    def __iter__(self) -> Iterator[str]:
        return iter(self._of.cohort.subjects)

    def __len__(self) -> int:
        return len(self._of.cohort)
