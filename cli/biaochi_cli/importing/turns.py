"""The order in which a folder's rows are written: a row may name what an earlier one brings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from biaochi_cli.importing.fact_forms import COMPLETION, ISSUE, REVERSAL
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.rows import GoodRow, Sheet


class Turn(NamedTuple):
    """A readable row in its turn: its sheet, the `place`-th of the folder, and the form it is read by."""

    place: int
    sheet: Sheet
    form: Form
    row: GoodRow


def in_order(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets of a folder as they depend on each other."""
    return sorted(sheets, key=lambda sheet: (sheet.order, sheet.table.file))


def turns_of(sheets: Sequence[Sheet]) -> list[Turn]:
    """The readable rows of sheets in order: of each sheet after the other, and last the year's work, day after day.

    What is done on a day may need what was done before it, whichever sheets they are on: an approval the agreed tasks,
    a nomination the criticism of last month. On one day what is opened comes before the steps. What the folder records
    and takes back comes first on its sheet, as what was recorded in its place may stand on the same one.
    """
    turns = [
        Turn(place, sheet, sheet.form, row)
        for place, sheet in enumerate(sheets)
        if sheet.form is not None
        for row in sheet.good
    ]
    return list(_TakenBack(turns).after_their_facts(sorted(turns, key=_when)))


def _when(turn: Turn) -> tuple[str, int]:
    return (str(turn.row.fields["on"]) if turn.form.of_work else ""), turn.place


class _TakenBack:
    """What takes back rows of the same folder: each right after its row, and a task's after those of its completions.

    What takes back a row that was recorded before stays where sheets of its form stand: before all facts.
    """

    def __init__(self, turns: Sequence[Turn]) -> None:
        keys = {_key(turn) for turn in turns}
        reversals = [turn for turn in turns if turn.form is REVERSAL and turn.row.fields["fact"] in keys]
        self._reversals = _grouped(reversals, lambda turn: str(turn.row.fields["fact"]))
        taken_back = [turn for turn in turns if _key(turn) in self._reversals]
        tasks = {turn.row.fields["task"] for turn in taken_back if turn.form is ISSUE}
        completed = [turn for turn in taken_back if turn.form is COMPLETION and turn.row.fields["task"] in tasks]
        self._completions = _grouped(completed, lambda turn: str(turn.row.fields["task"]))
        self._moved = {id(turn) for turn in (*reversals, *completed)}

    def after_their_facts(self, turns: Sequence[Turn]) -> Iterator[Turn]:
        """These turns, with what takes rows back in its place."""
        for _, group in groupby(turns, key=lambda turn: turn.form.title):
            of_form = [turn for turn in group if id(turn) not in self._moved]
            for turn in of_form:
                if _key(turn) in self._reversals:
                    yield from self._undone(turn)
            yield from (turn for turn in of_form if _key(turn) not in self._reversals)

    def _undone(self, turn: Turn) -> Iterator[Turn]:
        yield turn
        if turn.form is ISSUE:
            for completion in self._completions.pop(str(turn.row.fields["task"]), ()):
                yield from self._undone(completion)
        yield from self._reversals[_key(turn)]


def _key(turn: Turn) -> str:
    return turn.row.command.idempotency_key


def _grouped(turns: Iterable[Turn], by: Callable[[Turn], str]) -> dict[str, list[Turn]]:
    found: defaultdict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        found[by(turn)].append(turn)
    return dict(found)
