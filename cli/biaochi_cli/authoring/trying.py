"""Reads what an author wants to try: a table of one model's facts, or a workbook with a sheet for each model."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from biaochi_sdk.bench.judging import Known
from biaochi_sdk.bench.trial import known_of
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import FactRefused

from biaochi_cli.importing.archive import UnreadableFile
from biaochi_cli.importing.delimited import read_delimited
from biaochi_cli.importing.tables import TEXTS
from biaochi_cli.importing.workbook import read_book
from biaochi_cli.importing.worksheet import Grid

Rows = list[Mapping[str, str]]
_BLANK: Mapping[str, str] = {}


def known_from(sheet: Path, graphs: Sequence[Graph], requested: str) -> dict[str, Known]:
    """What the file says of each model: sheets named by code or title, else the first is the asked one's.

    It is read as an import reads it. Raises UnreadableFile, FactRefused.
    """
    tables = _tables(sheet)
    found = {}
    for graph in graphs:
        rows = tables.get(graph.code) or tables.get(graph.title)
        if rows:
            found[graph.code] = _known(graph, rows)
    first = next(iter(tables.values()), [])
    return found or {graph.code: _known(graph, first) for graph in graphs if graph.code == requested}


def _known(graph: Graph, rows: Rows) -> Known:
    try:
        return known_of(graph, rows)
    except FactRefused as refused:
        raise FactRefused(refused.fact, refused.code, f"{graph.title}：{refused}") from None


def _tables(file: Path) -> dict[str, Rows]:
    if file.suffix.lower() in TEXTS:
        return {"": _rows(file, "", read_delimited(file)[0])}
    return {sheet.title: _rows(file, sheet.title, sheet.cells.grid) for sheet in read_book(file) if sheet.cells}


def _rows(file: Path, title: str, grid: Grid) -> Rows:
    """The rows under the first one, blank ones too, so that each keeps its number."""
    head = {column: cell.text for column, cell in grid.get(1, {}).items()}
    rows = dict.fromkeys(range(2, max(grid, default=1) + 1), _BLANK)
    for number, cells in grid.items():
        for column, cell in cells.items():
            if cell.problem:
                where = f"{file.name} {f'表“{title}”' if title else ''}第 {number} 行“{head.get(column, '')}”栏"
                raise UnreadableFile(f"{where}{cell.problem}")
        if number > 1:
            rows[number] = {header: cells[column].text for column, header in head.items() if column in cells}
    return list(rows.values())
