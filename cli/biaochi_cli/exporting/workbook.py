"""The rows of a city as a workbook: a sheet a form, every cell a text, so that nothing is run as a formula."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from biaochi_cli.exporting.matching import Exported
from biaochi_cli.exporting.written import cell
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.vocabulary import Vocabulary


def write_workbook(path: Path, exported: Exported, forms: Sequence[Form], vocabulary: Vocabulary) -> None:
    """Write the sheets that have rows, in the order in which an import writes them."""
    book = Workbook(write_only=True)
    for form in forms:
        if rows := exported.rows.get(form.prefix):
            sheet = book.create_sheet(form.title)
            sheet.append([_text(sheet, column.header) for column in form.columns])
            for number, fields in rows:
                texts = [number, *(cell(column, fields, vocabulary) for column in form.columns[1:])]
                sheet.append([_text(sheet, text) for text in texts])
    if not book.worksheets:
        book.create_sheet("说明")
    book.save(path)


def _text(sheet: WriteOnlyWorksheet, text: str) -> Cell | None:
    if not text:
        return None
    written = WriteOnlyCell(sheet, text)
    written.data_type = "s"
    written.number_format = "@"
    return written
