"""The cells of one sheet, read in one pass: rows where they stand, whatever size the sheet says it has."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from sys import getsizeof

from openpyxl.utils import column_index_from_string, range_boundaries

from biaochi_cli.importing.archive import Archive, Handlers
from biaochi_cli.importing.shown import DATE, Cell, number, trimmed, unescaped

LONGEST_TEXT = 2**15
"""What a spreadsheet takes in one cell."""
LAST_ROW, LAST_COLUMN = 2**20, 2**14
MOST_MERGED = 256
"""Columns of one merged range in which its value is looked for."""
ROW, PLACE, HEADER, CELL = 350, 45, 30, 100
"""Of memory, what is kept of a row, of a place in it that is filled, of one under any header, and of a cell's own."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")

Grid = dict[int, dict[int, Cell]]
"""Row number to column number to cell, both from 1; cells that show nothing are not in it."""


@dataclass(frozen=True)
class Book:
    """What the cells of all sheets refer to."""

    strings: Sequence[Cell]
    formats: Sequence[str]
    since_1904: bool


@dataclass(frozen=True)
class Cells:
    """What a sheet holds, and which of the rows and columns with anything in them nobody sees."""

    grid: Grid
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()


def held_by(cell: Cell) -> int:
    """How much memory a cell takes with its text."""
    return CELL + getsizeof(cell.text) * 5 // 4


def read_cells(archive: Archive, path: str, book: Book) -> Cells:
    """The cells of a sheet. A value merged down over rows holds for each of them."""
    handlers = _Reading(archive, book)
    archive.parse(path, handlers)
    rows = sorted(handlers.grid)
    archive.hold(HEADER * len(rows) * max(map(len, handlers.grid.values()), default=0))
    for reference in handlers.merged:
        _spread(archive, handlers.grid, rows, reference)
    unseen = handlers.hidden_columns
    columns = {column for cells in handlers.grid.values() for column in cells} if unseen else ()
    return Cells(
        handlers.grid,
        [row for row in rows if row in handlers.hidden],
        [column for column in sorted(columns) if any(first <= column <= last for first, last in unseen)],
    )


def _spread(archive: Archive, grid: Grid, rows: Sequence[int], reference: str) -> None:
    left, top, right, bottom = (int(bound or 0) for bound in range_boundaries(reference))
    first = grid.get(top, {}).get(left)
    if first is None or (left, top) == (right, bottom):
        return
    problem = f"在合并单元格 {reference} 里，不知是否同值：请取消合并，逐格填写。"
    value = first if left == right else Cell("", problem=problem)
    columns = range(left, min(right, left + MOST_MERGED - 1) + 1)
    for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
        archive.hold(PLACE * len(columns))
        for column in columns:
            grid[row].setdefault(column, value)


@dataclass
class _Reading(Handlers):
    archive: Archive
    book: Book
    grid: Grid = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    _row: int = 0
    _column: int = 0
    _attributes: Mapping[str, str] = field(default_factory=dict)
    _pieces: list[str] = field(default_factory=list)
    _reads: bool = False
    _aside: bool = False
    _valued: bool = False
    _formula: bool = False
    _length: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin(attributes)
        elif name == "v":
            self._reads = self._valued = True
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            self._check_place()
            if _unseen(attributes, "ht"):
                self.hidden.add(self._row)
        elif name == "f":
            self._formula = True
        elif name == "t":
            self._reads = self._valued = not self._aside
        elif name == "rPh":
            self._aside = True
        elif name == "mergeCell":
            self.archive.hold_tag(attributes)
            self.merged.append(attributes["ref"])
        elif name == "col" and _unseen(attributes, "width"):
            self.archive.hold_tag(attributes)
            self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def end(self, name: str) -> None:
        if name == "c":
            self._finish()
        elif name in ("v", "t"):
            self._reads = False
        elif name == "rPh":
            self._aside = False

    def text(self, data: str) -> None:
        if self._reads:
            self._length += len(data)
            if self._length > LONGEST_TEXT:
                raise self.archive.too_large(f"有一格超过 {LONGEST_TEXT} 个字")
            self._pieces.append(data)

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self._attributes = attributes
        self._pieces, self._length, self._valued, self._formula = [], 0, False, False
        if found := _REFERENCE.fullmatch(attributes.get("r", "")):
            self._column, self._row = column_index_from_string(found[1]), int(found[2])
        else:
            self._column += 1
        self._check_place()

    def _check_place(self) -> None:
        if self._row > LAST_ROW or self._column > LAST_COLUMN:
            raise ValueError("no sheet has such a row or column")

    def _finish(self) -> None:
        cell = self._cell("".join(self._pieces))
        if cell.text or cell.problem:
            shared = self._attributes.get("t") == "s"
            cost = PLACE if shared else PLACE + held_by(cell)
            if self._row not in self.grid:
                self.grid[self._row] = {}
                cost += ROW
            self.archive.hold(cost)
            self.grid[self._row][self._column] = cell

    def _cell(self, held: str) -> Cell:
        kind = self._attributes.get("t", "n")
        if self._formula and not held and not (self._valued and kind == "str"):
            return Cell("", problem="公式没有算出的值：请在表格软件中打开、重算并保存，或改为值。")
        match kind:
            case "s":
                return self._shared(int(held)) if held else Cell("")
            case "e":
                return Cell(held, problem=f"是错误值 {held}：请改正公式，或填写应有的值。")
            case "b":
                return Cell("TRUE" if held == "1" else "FALSE")
            case "d":
                return Cell(held.partition("T")[0], DATE)
            case "n" if held:
                return self._number(held)
            case _:
                return Cell(trimmed(unescaped(held)))

    def _shared(self, place: int) -> Cell:
        if place < 0:
            raise IndexError(place)
        return self.book.strings[place]

    def _number(self, held: str) -> Cell:
        style = int(self._attributes.get("s", "0"))
        code = self.book.formats[style] if style < len(self.book.formats) else "General"
        try:
            return number(held, code, since_1904=self.book.since_1904)
        except (OverflowError, ArithmeticError):
            return number(held, "General")._replace(problem=f"“{held}”不是日历上的日期：请改正。")


def _unseen(attributes: Mapping[str, str], size: str) -> bool:
    """Whether a row or a column is hidden, be it by having no height or no width."""
    return attributes.get("hidden", "0") in ("1", "true") or float(attributes.get(size, "1")) == 0
