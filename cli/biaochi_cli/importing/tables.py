"""Spreadsheet files as tables of text: XLSX sheets and CSV files look the same from here on."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl


class UnreadableFile(Exception):
    """A file that is no spreadsheet we read; str() is a sentence for the person who brought it."""


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its number as the spreadsheet shows it, and the text under each header."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A sheet: the file it is in, its title, its headers, its rows. A CSV file is a sheet titled like the file."""

    file: Path
    title: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def read_folder(path: Path) -> list[Table]:
    """All sheets of a folder's .xlsx and .csv files, in order of file name; or those of the one file that is named."""
    files = [path] if path.is_file() else sorted(p for p in path.glob("*") if p.suffix in {".xlsx", ".csv"})
    if not files:
        raise UnreadableFile(f"{path} 里没有 .xlsx 或 .csv 文件：请给出表格文件，或放表格的文件夹。")
    return [table for file in files for table in read_file(file)]


def read_file(file: Path) -> list[Table]:
    """The sheets of one file. Refuses anything but .xlsx and UTF-8 .csv, and a sheet that names a header twice."""
    if file.suffix == ".xlsx":
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        return [_table(file, sheet.title, sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            try:
                return [_table(file, file.stem, csv.reader(lines))]
            except UnicodeDecodeError as fault:
                raise UnreadableFile(f"{file.name} 不是 UTF-8 编码：请另存为“CSV UTF-8”。") from fault
    raise UnreadableFile(f"{file.name} 不是 .xlsx 或 .csv 文件：请另存为其中一种。")


def _table(file: Path, title: str, lines: Iterable[Sequence[object]]) -> Table:
    iterator = iter(lines)
    headers = tuple(_text(cell) for cell in next(iterator, ()))
    while headers and not headers[-1]:
        headers = headers[:-1]
    if len(set(headers)) < len(headers):
        twice = next(header for header in headers if headers.count(header) > 1)
        raise UnreadableFile(f"{file.name} 的表“{title}”有两列都叫“{twice}”：每列的表头只能出现一次。")
    return Table(file, title, headers, tuple(_rows(headers, iterator)))


def _rows(headers: Sequence[str], lines: Iterator[Sequence[object]]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        texts = [_text(cell) for cell in line]
        if any(texts):
            yield Row(number, dict(zip(headers, texts, strict=False)))


def _text(cell: object) -> str:
    """A cell as its writer sees it: a date as YYYY-MM-DD, a number without a needless .0."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
