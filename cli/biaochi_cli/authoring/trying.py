"""Reads what an author wants to try: a table of one model's facts, or a workbook with a sheet for each model."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from biaochi_sdk.bench.judging import Known
from biaochi_sdk.bench.trial import known_of
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import FactRefused
from openpyxl import load_workbook

Rows = list[Mapping[str, str]]


def known_from(sheet: Path, graphs: Sequence[Graph], requested: str) -> dict[str, Known]:
    """What the file says of each model: sheets named by code or title, else the first is the asked one's."""
    tables = {"": _lines(sheet)} if sheet.suffix == ".csv" else _sheets(sheet)
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


def _lines(sheet: Path) -> Rows:
    with sheet.open(newline="", encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))


def _sheets(sheet: Path) -> dict[str, Rows]:
    tables: dict[str, Rows] = {}
    book = load_workbook(sheet, read_only=True, data_only=True)
    for page in book.worksheets:
        cells = page.iter_rows(values_only=True)
        head = [str(cell or "") for cell in next(cells, ())]
        rows = ([("" if cell is None else str(cell)) for cell in row] for row in cells)
        tables[page.title] = [dict(zip(head, row, strict=False)) for row in rows]
    book.close()
    return tables
