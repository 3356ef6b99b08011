"""The rows of a city as workbooks: a sheet a form, every cell a text, so that nothing is run as a formula."""

import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from biaochi_cli.exporting.matching import Exported
from biaochi_cli.exporting.written import cell
from biaochi_cli.importing import shown
from biaochi_cli.importing.archive import MOST_HELD
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.vocabulary import Vocabulary
from biaochi_cli.importing.worksheet import HEADER, PLACE, ROW, held_by

MOST_WRITTEN = MOST_HELD * 3 // 4
"""Of memory, what the import may keep of one workbook as it reckons, and room for its sheets' names."""


def write_workbooks(
    path: Path, exported: Exported, forms: Sequence[Form], vocabulary: Vocabulary, most: int = MOST_WRITTEN
) -> list[Path]:
    """Write the sheets that have rows, in the order in which an import writes them; return the files.

    One workbook holds no more than the import takes of one: what is left follows in others, numbered from 2.
    """
    workbooks = [_Book()]
    for form in forms:
        headers = [column.header for column in form.columns]
        for number, fields in exported.rows.get(form.prefix, ()):
            texts = [number, *(cell(column, fields, vocabulary) for column in form.columns[1:])]
            if workbooks[-1].held > most:
                workbooks.append(_Book())
            workbooks[-1].append(form.title, headers, texts)
    files = [path, *(path.with_stem(f"{path.stem}-{place}") for place in range(2, len(workbooks) + 1))]
    for file, book in zip(files, workbooks, strict=True):
        book.save(file)
    return files


def numbered(path: Path) -> Iterator[Path]:
    """The files beside this one that are named as its continuations are."""
    return path.parent.glob(f"{glob.escape(path.stem)}-[0-9]*{path.suffix}")


@dataclass
class _Book:
    """A workbook that is written; `held`: what the import keeps of it."""

    held: int = 0
    _book: Workbook = field(default_factory=lambda: Workbook(write_only=True))
    _sheets: dict[str, WriteOnlyWorksheet] = field(default_factory=dict)

    def append(self, title: str, headers: Sequence[str], texts: Sequence[str]) -> None:
        """Add a row to a sheet, which begins with its headers."""
        if title not in self._sheets:
            self._sheets[title] = self._book.create_sheet(title)
            self._append(title, headers)
        self._append(title, texts)

    def save(self, file: Path) -> None:
        """Write the file."""
        if not self._sheets:
            self._book.create_sheet("说明")
        self._book.save(file)

    def _append(self, title: str, texts: Sequence[str]) -> None:
        sheet = self._sheets[title]
        self.held += ROW + sum(HEADER + PLACE + held_by(shown.Cell(text)) if text else HEADER for text in texts)
        sheet.append([_text(sheet, text) for text in texts])


def _text(sheet: WriteOnlyWorksheet, text: str) -> Cell | None:
    if not text:
        return None
    written = WriteOnlyCell(sheet, shown.escaped(text))
    written.data_type = "s"
    written.number_format = "@"
    return written
