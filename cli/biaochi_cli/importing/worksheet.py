"""The cells of one sheet, read in one pass: rows where they stand, whatever size the sheet says it has."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string, range_boundaries

from biaochi_cli.importing.archive import Archive, Handlers
from biaochi_cli.importing.shown import DATE, Cell, number, trimmed, unescaped

MOST_CELLS = 300_000
"""Filled cells of a sheet, each row counted as one more."""
MOST_CHARACTERS = 8_000_000
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")

Grid = dict[int, dict[int, Cell]]
"""Row number to column number to cell, both from 1; cells that show nothing are not in it."""


@dataclass(frozen=True)
class Book:
    """What the cells of all sheets refer to."""

    strings: Sequence[str]
    formats: Sequence[str]
    since_1904: bool


def read_grid(archive: Archive, path: str, book: Book) -> tuple[Grid, list[int]]:
    """The cells of a sheet, and which of its rows are hidden. A value merged down over rows holds for each of them."""
    handlers = _Cells(archive, book)
    archive.parse(path, handlers)
    for reference in handlers.merged:
        _spread(handlers.grid, reference)
    grid = {row: cells for row, cells in handlers.grid.items() if cells}
    return grid, [row for row in sorted(handlers.hidden) if row in grid]


def _spread(grid: Grid, reference: str) -> None:
    left, top, right, bottom = (int(bound or 0) for bound in range_boundaries(reference))
    first = grid.get(top, {}).get(left)
    if first is None or (left, top) == (right, bottom):
        return
    for row in [row for row in grid if top <= row <= bottom]:
        for column in range(left, min(right, left + 255) + 1):
            if (row, column) == (top, left):
                continue
            if left == right:
                grid[row].setdefault(column, first)
            else:
                problem = f"在合并单元格 {reference} 里，不知是否同值：请取消合并，逐格填写。"
                grid[row].setdefault(column, Cell("", problem=problem))


@dataclass
class _Cells(Handlers):
    archive: Archive
    book: Book
    grid: Grid = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    _row: int = 0
    _column: int = 0
    _attributes: Mapping[str, str] = field(default_factory=dict)
    _pieces: list[str] = field(default_factory=list)
    _reads: bool = False
    _aside: bool = False
    _valued: bool = False
    _formula: bool = False
    _count: int = 0
    _characters: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin(attributes)
        elif name == "v":
            self._reads = self._valued = True
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if attributes.get("hidden", "0") in ("1", "true"):
                self.hidden.add(self._row)
        elif name == "f":
            self._formula = True
        elif name == "t":
            self._reads = self._valued = not self._aside
        elif name == "rPh":
            self._aside = True
        elif name == "mergeCell":
            self.merged.append(attributes["ref"])

    def end(self, name: str) -> None:
        if name == "c":
            self._finish()
        elif name in ("v", "t"):
            self._reads = False
        elif name == "rPh":
            self._aside = False

    def text(self, data: str) -> None:
        if self._reads:
            self._characters += len(data)
            self._bound()
            self._pieces.append(data)

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self._attributes = attributes
        self._pieces, self._valued, self._formula = [], False, False
        if found := _REFERENCE.fullmatch(attributes.get("r", "")):
            self._column, self._row = column_index_from_string(found[1]), int(found[2])
        else:
            self._column += 1

    def _finish(self) -> None:
        cell = self._cell("".join(self._pieces))
        if cell.text or cell.problem:
            self._count += 1 if self._row in self.grid else 2
            self._bound()
            self.grid.setdefault(self._row, {})[self._column] = cell

    def _bound(self) -> None:
        if self._count > MOST_CELLS or self._characters > MOST_CHARACTERS:
            raise self.archive.too_large(f"填了 {MOST_CELLS} 格或 {MOST_CHARACTERS} 字以上")

    def _cell(self, held: str) -> Cell:
        kind = self._attributes.get("t", "n")
        if self._formula and not held and not (self._valued and kind == "str"):
            return Cell("", problem="公式没有算出的值：请在表格软件中打开、重算并保存，或改为值。")
        match kind:
            case "s":
                return Cell(trimmed(self._shared(int(held)))) if held else Cell("")
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

    def _shared(self, place: int) -> str:
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
