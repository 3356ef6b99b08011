"""The integer plan: steps over rows run as generated source in blocks, the others on whole columns between."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from biaochi_sdk.plan.dialects import BLOCK, Blocks, Row
from biaochi_sdk.plan.rows import ROWWISE, Rowwise
from biaochi_sdk.plan.source import CONSTANT
from biaochi_sdk.plan.whole_columns import Whole
from biaochi_sdk.terms.columns import Bools, Column, Int, Ints
from biaochi_sdk.terms.shapes import Shape, width
from biaochi_sdk.terms.steps import LOOKING_BACK, Step

READ = frozenset(["input", "votes", "moved"])
"""Operations whose columns are given, read from the cohort's inputs."""
FEW = 10
"""A cohort smaller than this is computed row by row with Python's integers: numpy costs more than it saves."""
Part = Ints | Bools
Written = tuple[str, Mapping[str, object]]
"""Source, and the names that it takes as given."""
Rows = list[tuple[int | bool, ...]]
BOOLEAN, POSITION = np.dtype(np.bool_), np.dtype(np.int8)


@dataclass(frozen=True)
class Segment:
    """Whole columns computed first, then source over rows; loads and stores are places of steps.

    The source is written and compiled when it is first run: a small cohort needs that of a row alone.
    """

    whole: tuple[Step, ...]
    loads: tuple[int, ...]
    stores: tuple[int, ...]
    write_blocks: Callable[[], Written]
    write_row: Callable[[], Written]

    @cached_property
    def source(self) -> str:
        """What runs over blocks of rows."""
        return self.write_blocks()[0]

    @cached_property
    def blocks(self) -> Callable[..., Rows]:
        """The same, compiled."""
        return _made("blocks", *self.write_blocks())

    @cached_property
    def row(self) -> Callable[..., Rows]:
        """What runs over one row, compiled."""
        return _made("row", *self.write_row())


class Program:
    """What one cadence computes for the asked places, ready to run over any cohort."""

    def __init__(
        self,
        steps: Sequence[Step],
        shapes: Sequence[Shape],
        scales: Mapping[str, Sequence[str]],
        dtype: np.dtype[Int],
        requested: Iterable[int],
        dated: Mapping[int, int],
    ) -> None:
        """Lay out every segment."""
        self.steps, self.shapes, self.scales, self.dtype, self.dated = steps, shapes, scales, dtype, dated
        self.requested = tuple(sorted(requested))
        needed = needed_for(steps, self.requested)
        level = _levels(needed)
        used = _read_later(needed, level) | set(self.requested)
        self.segments = [
            self._segment([step for step in needed if level[step.place] == at], used)
            for at in range(max(level.values(), default=-1) + 1)
        ]

    @property
    def source(self) -> str:
        """The generated numpy source, for reading."""
        return "\n\n".join(segment.source for segment in self.segments if segment.stores)

    def run(self, whole: Whole, count: int) -> dict[int, Column]:
        """The asked columns of a cohort of count subjects."""
        columns = self.columns(whole, count)
        return {place: columns[place] for place in self.requested}

    def columns(self, whole: Whole, count: int) -> dict[int, Column]:
        """Every column of a cohort that is stored on the way, the asked ones among them."""
        columns: dict[int, Column] = dict(whole.given)
        for segment in self.segments:
            for step in segment.whole:
                columns |= self.constants(step, columns, count)
                columns[step.place] = whole.column(step, columns)
            self.compute(segment, columns, count)
        return columns

    def compute(self, segment: Segment, columns: dict[int, Column], count: int) -> None:
        """Add what a segment computes over rows from the columns it loads."""
        if segment.stores:
            (self._by_row if count < FEW else self._in_blocks)(segment, columns, count)

    def constants(self, step: Step, columns: Mapping[int, Column], count: int) -> dict[int, Column]:
        """The constants that a whole column is made of, as columns: over rows they are spelled, not stored."""
        places = (place for place in step.args if self.steps[place].op in CONSTANT and place not in columns)
        return {place: Column(np.full(count, self._constant(place), np.int64)) for place in places}

    def _constant(self, place: int) -> int:
        step = self.steps[place]
        if step.op == "step":
            return self.scales[step.term.text("scale")].index(step.term.text("step"))
        return self.dated.get(place, self.shapes[place].least)

    def _parts(self, place: int, column: Column) -> list[Part]:
        judged = [] if column.judged is None else [column.judged]
        if column.divisor is not None:
            judged.insert(0, column.divisor.astype(self.dtype, copy=False))
        return [column.top.astype(self._type(self.shapes[place].kind), copy=False), *judged]

    def _type(self, kind: str) -> np.dtype[np.generic]:
        return BOOLEAN if kind == "flag" else POSITION if kind == "scale" else self.dtype

    def _stored(self, shape: Shape) -> np.dtype[np.generic]:
        """The narrowest integers that hold the values themselves: less to write than what they are computed with."""
        return min(self.dtype, width(shape.reach)) if shape.kind == "number" else self._type(shape.kind)

    def _in_blocks(self, segment: Segment, columns: dict[int, Column], count: int) -> None:
        taken = [self._parts(place, columns[place]) for place in segment.loads]
        outs: list[list[Part]] = []
        for place in segment.stores:
            shape = self.shapes[place]
            divisor = np.empty(count, self.dtype) if shape.kind == "ratio" else None
            judged = np.empty(count, np.bool_) if shape.may_miss else None
            made = columns[place] = Column(np.empty(count, self._stored(shape)), divisor, judged)
            outs.append([part for part in (made.top, divisor, judged) if part is not None])
        for start in range(0, count, BLOCK):
            span = slice(start, min(start + BLOCK, count))
            segment.blocks(span.stop - span.start, span, taken, outs)

    def _by_row(self, segment: Segment, columns: dict[int, Column], count: int) -> None:
        taken = [_lists(columns[place]) for place in segment.loads]
        rows = [segment.row([[part[at] for part in parts] for parts in taken]) for at in range(count)]
        for at, place in enumerate(segment.stores):
            shape, values = self.shapes[place], [row[at] for row in rows]
            ratio = shape.kind == "ratio"
            divisor = np.array([value[1] for value in values], self.dtype) if ratio else None
            judged = np.array([value[-1] for value in values], np.bool_) if shape.may_miss else None
            columns[place] = Column(np.array([value[0] for value in values], self._stored(shape)), divisor, judged)

    def _segment(self, steps: Sequence[Step], used: set[int]) -> Segment:
        rowwise = [step for step in steps if step.op in ROWWISE]
        own = {step.place for step in rowwise}
        others = {place for step in rowwise for place in step.args} - own
        constants = [self.steps[place] for place in sorted(others) if self.steps[place].op in CONSTANT]
        loads = tuple(sorted(others - {step.place for step in constants}))
        stores = tuple(step.place for step in rowwise if step.place in used)
        spelled = [*constants, *rowwise]

        def blocks() -> Written:
            dialect = Blocks(self.dtype)
            by_block = self._spell(spelled, loads, dialect, "[span]")
            out = [
                f"outs[{at}][{n}][span] = {part}"
                for at, place in enumerate(stores)
                for n, part in enumerate(by_block.parts(place))
            ]
            lines = ["def blocks(rows, span, taken, outs):", *by_block.needed_lines([*out, "return"])]
            return "\n    ".join(lines), dialect.names

        def row() -> Written:
            dialect = Row(self.dtype)
            alone = self._spell(spelled, loads, dialect, "")
            tuples = (f"({', '.join(alone.parts(place))},)" for place in stores)
            lines = ["def row(taken):", *alone.needed_lines([f"return [{', '.join(tuples)}]"])]
            return "\n    ".join(lines), dialect.names

        whole = tuple(step for step in steps if step.op not in ROWWISE and step.op not in READ)
        return Segment(whole, loads, stores, blocks, row)

    def _spell(self, steps: Sequence[Step], loads: Sequence[int], dialect: Blocks, rows: str) -> Rowwise:
        spelled = Rowwise(self.steps, self.shapes, self.scales, dialect, self.dated)
        for at, place in enumerate(loads):
            spelled.load(place, f"taken[{at}]", rows)
        for step in steps:
            spelled.write(step)
        return spelled


def _made(name: str, source: str, names: Mapping[str, object]) -> Callable[..., Rows]:
    found: dict[str, Any] = dict(names)
    exec(compile(source, "<plan>", "exec"), found)  # noqa: S102 - the source holds digits and names of this module only
    made: Callable[..., Rows] = found[name]
    return made


def _lists(column: Column) -> list[list[int | bool]]:
    parts = (column.top, column.divisor, column.judged)
    return [part.tolist() for part in parts if part is not None]


def needed_for(steps: Sequence[Step], requested: Sequence[int]) -> list[Step]:
    """The steps that the asked ones rest on, in order; constants are no steps of their own unless asked."""
    wanted, found = set(requested), []
    for step in reversed(steps):
        if step.place in wanted:
            found.append(step)
            wanted.update(_columns_of(steps, step))
    return found[::-1]


def _columns_of(steps: Sequence[Step], step: Step) -> list[int]:
    now = () if step.op in LOOKING_BACK else step.args
    return [place for place in now if steps[place].op not in CONSTANT]


def _levels(needed: Sequence[Step]) -> dict[int, int]:
    level: dict[int, int] = {}
    for step in needed:
        whole = step.op not in ROWWISE
        level[step.place] = max((level[place] + whole for place in step.args if place in level), default=0)
    return level


def _read_later(needed: Sequence[Step], level: Mapping[int, int]) -> set[int]:
    return {place for step in needed for place in step.args if place in level and level[place] < level[step.place]}
