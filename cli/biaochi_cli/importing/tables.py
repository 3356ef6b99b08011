"""Spreadsheet files as tables of text: XLSX sheets and CSV files look the same from here on."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

READ = (".xlsx", ".csv")
OTHERS = (".xls", ".xlsm", ".xlsb", ".ods", ".et")
# Whatever a file that only calls itself .xlsx makes the reader raise.
DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, SyntaxError, BadZipFile, InvalidFileException)


class UnreadableFile(Exception):
    """A file that is no spreadsheet we read; str() is a sentence for the person who brought it."""


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its number as the spreadsheet shows it, the text under each header, and what has none."""

    number: int
    cells: dict[str, str]
    stray: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A sheet: the file it is in, its title, its headers, its rows. A CSV file is a sheet titled like the file."""

    file: Path
    title: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def read_folder(path: Path) -> list[Table]:
    """All sheets of a folder's spreadsheets in order of file name, or those of the one file that is named.

    What Excel and the system keep beside the files (~$…, .…) is passed over. Refuses a spreadsheet of another kind:
    it would be missed without a word.
    """
    if not path.exists():
        raise UnreadableFile(f"没有 {path}：请核对路径，给出表格文件，或放表格的文件夹。")
    files = [path] if path.is_file() else sorted(file for file in path.iterdir() if _is_spreadsheet(file))
    if not files:
        raise UnreadableFile(f"{path} 里没有 .xlsx 或 .csv 文件：请给出表格文件，或放表格的文件夹。")
    return [table for file in files for table in read_file(file)]


def read_file(file: Path) -> list[Table]:
    """The sheets of one file that are not empty. Refuses anything but .xlsx and UTF-8 .csv."""
    kind = file.suffix.lower()
    if kind not in READ:
        raise UnreadableFile(f"{file.name} 不是 .xlsx 或 .csv 文件：请另存为其中一种。")
    return list(_read_book(file) if kind == ".xlsx" else _read_csv(file))


def _is_spreadsheet(file: Path) -> bool:
    known = file.suffix.lower() in (*READ, *OTHERS)
    return known and file.is_file() and not file.name.startswith(("~$", "."))


def _read_book(file: Path) -> Iterator[Table]:
    for title, lines in _sheets(file):
        if any(any(_text(cell) for cell in line) for line in lines):
            yield _table(file, title, lines)


def _sheets(file: Path) -> list[tuple[str, list[Sequence[object]]]]:
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        return [(sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in book.worksheets]
    except DAMAGED as fault:
        raise UnreadableFile(f"{file.name} 打不开，可能已损坏或设有密码：请在表格软件中打开后另存为 .xlsx。") from fault


def _read_csv(file: Path) -> Iterator[Table]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            yield _table(file, file.stem, csv.reader(lines, strict=True))
    except UnicodeDecodeError as fault:
        raise UnreadableFile(f"{file.name} 不是 UTF-8 编码：请另存为“CSV UTF-8”。") from fault
    except csv.Error as fault:
        raise UnreadableFile(f"{file.name} 不是完好的 CSV，常因引号没有成对：请在表格软件中重新另存。") from fault


def _table(file: Path, title: str, lines: Iterable[Sequence[object]]) -> Table:
    iterator = iter(lines)
    headers = tuple(_text(cell) for cell in next(iterator, ()))
    while headers and not headers[-1]:
        headers = headers[:-1]
    twice = next((header for header in headers if header and headers.count(header) > 1), None)
    if twice:
        raise UnreadableFile(f"{file.name} 的表“{title}”有两列都叫“{twice}”：每列的表头只能出现一次。")
    return Table(file, title, tuple(filter(None, headers)), tuple(_rows(headers, iterator)))


def _rows(headers: Sequence[str], lines: Iterator[Sequence[object]]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        texts = [_text(cell) for cell in line]
        if any(texts):
            named = dict(zip(headers, texts, strict=False))
            stray = [text for place, text in enumerate(texts) if text and not "".join(headers[place : place + 1])]
            yield Row(number, {header: text for header, text in named.items() if header}, tuple(stray))


def _text(cell: object) -> str:
    """A cell as its writer sees it: a date as YYYY-MM-DD, a number to the 15 digits a spreadsheet keeps."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float):
        return format(Decimal(format(cell, ".15g")), "f")
    return str(cell).strip()
