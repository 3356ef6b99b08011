"""The report as files: everything as JSON, or the sheets back as a workbook with the faulty cells marked."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from biaochi_cli.importing.report import Report
from biaochi_cli.importing.rows import BadRow
from biaochi_cli.importing.shown import escaped
from biaochi_cli.importing.tables import Table

KINDS = (".json", ".xlsx")
MARK = PatternFill("solid", start_color="FFF2A7")
LONGEST_TITLE = 26
"""Five less than a spreadsheet takes: a number in brackets may follow."""
_REFUSED = re.compile(r"[\\*?:/\[\]']")
"""What no sheet is titled with."""
HEADERS = ("文件", "表", "行", "格", "栏", "值", "规则", "问题和办法")


def write_report(path: Path, report: Report, tables: Sequence[Table]) -> None:
    """Write the report by the kind of the path. An .xlsx begins with all faults; each faulty sheet follows, marked."""
    if path.suffix.lower() == ".json":
        path.write_text(json.dumps(report.texts(), ensure_ascii=False, indent=2), encoding="utf-8")
        return
    book = Workbook()
    listed = book.worksheets[0]
    listed.title = "问题"
    _append(listed, 1, HEADERS)
    for number, one in enumerate(report.bad, start=2):
        _append(listed, number, (one.file, one.sheet, one.row, one.cell, one.column, one.value, one.rule, one.reason))
    faults = defaultdict(list)
    for fault in report.bad:
        faults[fault.file, fault.sheet].append(fault)
    for table in tables:
        if found := faults.get((table.file.name, table.title)):
            _mark(book.create_sheet(_title(book, table.title)), table, found)
    book.save(path)


def _mark(sheet: Worksheet, table: Table, faults: Sequence[BadRow]) -> None:
    """A sheet's cells where they stood, those with a fault coloured and with a note."""
    places = {header: column_index_from_string(letter) for header, letter in table.columns.items()}
    for header, column in places.items():
        _put(sheet, table.header_row, column, header)
    for row in table.rows:
        for header, text in row.cells.items():
            _put(sheet, row.number, places[header], text)
    for fault in faults:
        cell = sheet[fault.cell] if fault.cell else sheet.cell(max(fault.row, 1), 1)
        cell.fill = MARK
        earlier = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(f"{earlier}{escaped(fault.reason)}", "Biaochi")


def _append(sheet: Worksheet, number: int, values: Sequence[str | int]) -> None:
    for column, value in enumerate(values, start=1):
        _put(sheet, number, column, value)


def _put(sheet: Worksheet, row: int, column: int, value: str | int) -> None:
    """A value as text: what begins like a formula stays what was written."""
    cell = sheet.cell(row, column)
    cell.value = escaped(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"


def _title(book: Workbook, title: str) -> str:
    """A title that a spreadsheet takes, and that no sheet of the book has."""
    plain = _REFUSED.sub("□", escaped(title))[:LONGEST_TITLE] or "表"
    taken = {one.lower() for one in book.sheetnames}
    places = ("", *(f"({place})" for place in range(2, 1000)))
    return next(one for place in places if (one := f"{plain}{place}").lower() not in taken)
