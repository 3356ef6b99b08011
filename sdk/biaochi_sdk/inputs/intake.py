"""Reads gathered inputs into columns; a value that no facts could have made is refused with its key."""

from collections.abc import Callable, Collection, Sequence

import numpy as np

from biaochi_sdk.inputs.ledger_events import EVENTS, Event, Tariff, column
from biaochi_sdk.inputs.ratings import Averaging
from biaochi_sdk.inputs.singles import Single, Singles
from biaochi_sdk.terms.columns import Column, Int, Memo, Places, numbered, taken
from biaochi_sdk.terms.shapes import RATINGS, VOTES, Shape
from biaochi_sdk.terms.steps import Step
from biaochi_sdk.terms.terms import Term, task_unit
from biaochi_sdk.values.errors import EvaluationRefused
from biaochi_sdk.values.exact import exact
from biaochi_sdk.values.facts import Inputs

Given = str | list[str] | None
LISTED = frozenset(["share", "mean", "marks", "events", "moves", "ballots"])
"""How an input counts whose gathered value is a list; of all others it is one text."""


class Intake:
    """The columns of every input a cadence knows, from the gathered values of all subjects."""

    def __init__(
        self,
        steps: Sequence[Step],
        shapes: Sequence[Shape],
        scales: dict[str, tuple[str, ...]],
        cadence: str,
        dtype: np.dtype[Int],
    ) -> None:
        """Choose the inputs of the cadence."""
        self.steps, self.shapes, self.scales, self.dtype = steps, shapes, scales, dtype
        self.requested = [
            step for step in steps if step.op in ("input", "votes", "moved") and cadence in shapes[step.place].cadences
        ]
        self._singles = {step.place for step in self.requested if _is_single(step)}

    def columns(self, inputs: Sequence[Inputs], only: Collection[int] | None = None) -> dict[int, Column]:
        """One column for each of them, by step; or for those at some places only."""
        requested = [step for step in self.requested if only is None or step.place in only]
        singles = Singles(inputs, [step.key or "" for step in requested if step.place in self._singles])
        lists = Memo[str, tuple[list[Given], Places]](lambda key: _distinct([values.get(key) for values in inputs]))
        return {
            step.place: self._single(step, singles) if step.place in self._singles else self._list(step, lists)
            for step in requested
        }

    def _list(self, step: Step, lists: Memo[str, tuple[list[Given], Places]]) -> Column:
        """The column of an input that is a list, or of what is made of one: a list that many have is read once."""
        is_input = step.op == "input"
        read: Callable[[Step, Sequence[Given]], Column]
        read = getattr(self, f"_{step.term.text('how') if is_input else step.op}")
        given, at = lists[(step.key or "") if is_input else step.term.text("of")]
        return taken(read(step, given), at)

    def _single(self, step: Step, singles: Singles) -> Column:
        shape, how, key = self.shapes[step.place], step.term.text("how"), step.key or ""
        if how == "any":
            return Column(singles.column(key, lambda value: _any(step, value), np.dtype(np.bool_)))
        if how == "chosen":
            names = self.scales[step.term.text("scale")]
            top = singles.column(key, lambda value: _chosen(step, names, value), np.dtype(np.int8))
        else:
            top = singles.column(key, lambda value: _whole(step, shape, value), self.dtype)
        return Column(top, None, singles.there(key) if shape.may_miss else None)

    def _share(self, step: Step, given: Sequence[Given]) -> Column:
        shape = self.shapes[step.place]
        unit = task_unit(step.term) if step.term.text("how") == "share" else 1
        ends = [_pair(step, shape, unit, tuple(value) if isinstance(value, list) else ()) for value in given]
        tops, divisors = (np.array([end[part] for end in ends], self.dtype) for part in (0, 1))
        return Column(tops, np.maximum(divisors, 1), divisors > 0)

    _mean = _share

    def _marks(self, step: Step, given: Sequence[Given]) -> Column:
        marks = [_listed(step, value, RATINGS, lambda mark: _whole_mark(step, mark)) for value in given]
        tops, divisors = Averaging.of(step.term).columns(self.shapes[step.place].den, marks)
        return Column(tops, np.maximum(divisors, 1), divisors > 0)

    def _events(self, step: Step, given: Sequence[Given]) -> Column:
        tariff = Tariff.of(step.term)

        def known(text: str) -> None:
            if not tariff.knows(Event.read(text)):
                raise unread(step, text)

        events = [_listed(step, value, EVENTS, known) for value in given]
        return Column(column(tariff, self.shapes[step.place].den, events))

    def _moves(self, step: Step, given: Sequence[Given]) -> Column:
        rows = [_listed(step, value, EVENTS, lambda mark: _whole_mark(step, mark)) for value in given]
        den = self.shapes[step.place].den
        return Column(np.array([sum(int(exact(text) * den) for text in row) for row in rows], np.int64))

    def _moved(self, step: Step, given: Sequence[Given]) -> Column:
        """Where the moves lead: their sum, or, bounded at each step, from the least or from the most."""
        part, den = step.term.text("part"), self.shapes[step.place].den
        least, most = (int(arg.value * den) for arg in step.term.args)
        rows = [[int(exact(text) * den) for text in value or ()] for value in given]
        if part == "sum":
            return Column(np.array([sum(row) for row in rows], np.int64))
        begin = least if part == "from_least" else most
        return Column(np.array([_bounded(begin, row, least, most) for row in rows], np.int64))

    def _ballots(self, step: Step, given: Sequence[Given]) -> Column:
        counts = [counted(step, value) for value in given]
        valid = len(step.term.texts("panels")) * len(self.scales[step.term.text("scale")])
        return Column(np.array([sum(count[:valid]) for count in counts], np.int64))

    def _votes(self, step: Step, given: Sequence[Given]) -> Column:
        of = next(one for one in self.steps if one.key == step.term.text("of"))
        slots = slots_of(of.term, self.scales[of.term.text("scale")], step.term)
        counts = [counted(of, value) for value in given]
        return Column(np.array([sum(count[slot] for slot in slots) for count in counts], np.int64))


def _distinct(given: Sequence[Given]) -> tuple[list[Given], Places]:
    """The different ones in the order in which they come, and which of them each is."""
    found, at = numbered((tuple(value) if isinstance(value, list) else value for value in given), len(given))
    return [list(value) if isinstance(value, tuple) else value for value in found], at


def _is_single(step: Step) -> bool:
    return step.op == "input" and step.term.text("how") not in LISTED


def _listed(step: Step, given: Given, most: int, known: Callable[[str], object]) -> list[str]:
    if isinstance(given, str) or (given and len(given) > most):
        raise unread(step, given)
    try:
        for text in set(given or ()):
            known(text)
    except (ValueError, ZeroDivisionError):
        raise unread(step, given) from None
    return given or []


def _bounded(total: int, row: Sequence[int], least: int, most: int) -> int:
    for amount in row:
        total = min(max(total + amount, least), most)
    return total


def _whole_mark(step: Step, mark: str) -> None:
    low, high, each = (arg.value for arg in step.term.args[:3])
    if not low <= exact(mark) <= high or exact(mark) % each:
        raise unread(step, mark)


def _any(step: Step, given: Single) -> int:
    if given not in (None, "0", "1"):
        raise unread(step, given)
    return given == "1"


def _chosen(step: Step, names: Sequence[str], given: Single) -> int:
    if given is None:
        missing = step.term.text("missing")
        return 0 if missing == "not_judged" else names.index(missing)
    if given not in names:
        raise unread(step, given)
    return names.index(str(given))


def _whole(step: Step, shape: Shape, given: Single) -> int:
    if given is None:
        return shape.most if step.term.text("missing") == "full" else max(shape.least, 0)
    if isinstance(given, list):
        raise unread(step, given)
    value = exact(given) * shape.den
    if value.denominator != 1 or not shape.least <= value <= shape.most:
        raise unread(step, given)
    return value.numerator


def _pair(step: Step, shape: Shape, unit: int, given: tuple[str, ...]) -> tuple[int, int]:
    if not given:
        return 0, 0
    if len(given) != 2:
        raise unread(step, given)
    top, bottom = exact(given[0]) * shape.den * unit, exact(given[1]) * unit
    whole = top.denominator == bottom.denominator == 1 and 0 <= bottom <= shape.divisor_most
    if not whole or (bottom and not shape.low <= top / shape.den / bottom <= shape.high):
        raise unread(step, given)
    return (top.numerator, bottom.numerator) if bottom else (0, 0)


def slots_of(ballots: Term, grades: Sequence[str], votes: Term) -> list[int]:
    """Which counts of a ballot input a question means: of one panel or all, of one grade or all."""
    panels = ballots.texts("panels")
    panel, grade = votes.maybe("panel"), votes.maybe("grade")
    requested = [
        at * len(grades) + nth
        for at, one in enumerate(panels)
        for nth, other in enumerate(grades)
        if panel in (None, one) and grade in (None, other)
    ]
    invalid = [len(panels) * len(grades) + at for at, one in enumerate(panels) if panel in (None, one)]
    return [*requested, *invalid] if votes.maybe("cast") else requested


def counted(step: Step, given: Given) -> list[int]:
    """The counts of a ballot input: by panel and grade, then the invalid votes of each panel."""
    panels, grades = len(step.term.texts("panels")), len(step.term.texts("grades"))
    size = panels * grades + panels
    if given is None:
        return [0] * size
    if isinstance(given, str) or len(given) != size or not all(text.isdecimal() for text in given):
        raise unread(step, given)
    counts = [int(text) for text in given]
    if sum(counts) > VOTES:
        raise unread(step, given)
    return counts


def unread(step: Step, given: object) -> EvaluationRefused:
    """The refusal of an input value."""
    sentence = f"指标 {step.key} 的输入 {given!r} 不是事实能汇总出来的：请用这份规则重新汇总事实。"
    return EvaluationRefused("NOT_GATHERED", sentence)
