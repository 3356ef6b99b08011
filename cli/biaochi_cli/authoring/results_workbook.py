"""The results of a trial as a workbook."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from biaochi_cli.authoring.machine import Row


def write_workbook(path: Path, tables: Mapping[str, Sequence[Row]]) -> None:
    """Write each table as a sheet of its name; texts stay texts, so that no score becomes a float."""
    book = Workbook()
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        heads = list(dict.fromkeys(head for row in rows for head in row))
        sheet.append(heads)
        for row in rows:
            sheet.append([row.get(head) for head in heads])
    if tables:
        book.remove(book.worksheets[0])
    book.save(path)
