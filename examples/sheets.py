"""Spreadsheets in the making: numbered lines under headers, written as the CSV and XLSX files an office would bring."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import openpyxl

Cell = str | Decimal | int


@dataclass
class Sheet:
    """A sheet of one year: each line is numbered as it is added, 2020-00001 first."""

    year: int
    headers: Sequence[str]
    lines: list[Sequence[Cell]] = field(default_factory=list)

    def add(self, *cells: Cell) -> None:
        """One more line, under the next 编号."""
        self.lines.append((f"{self.year}-{len(self.lines) + 1:05}", *cells))


def write(folder: Path, files: Mapping[str, Mapping[str, Sheet]]) -> None:
    """Write files by name, each with its sheets by title; a CSV file has one."""
    for name, titled in files.items():
        if name.endswith(".csv"):
            with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
                for sheet in titled.values():
                    csv.writer(file, lineterminator="\n").writerows([sheet.headers, *sheet.lines])
        else:
            _book(titled).save(folder / name)


def _book(titled: Mapping[str, Sheet]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, sheet in titled.items():
        page = book.create_sheet(title)
        for line in (sheet.headers, *sheet.lines):
            page.append(list(line))
    return book
