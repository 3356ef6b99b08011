"""Tables as files: CSV and XLSX for people, NDJSON and Parquet for programs. Each is written row by row."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import orjson
from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema
from arro3.io import write_parquet
from openpyxl import Workbook

from biaochi_gateway.files.lists import Cell, Column

Rows = Iterable[Sequence[Cell]]
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet may take for a formula."""
XML_REFUSES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ROWS_OF_A_SHEET = 1_048_576
ROWS_OF_A_GROUP = 10_000
"""Rows of a Parquet file that are held in memory at once."""
ARROW: Mapping[type, DataType] = {str: DataType.string(), int: DataType.int64(), bool: DataType.bool()}


@dataclass(frozen=True)
class Format:
    """One kind of file: its media type, and what writes a table as such a file."""

    media: str
    write: Callable[[BinaryIO, Sequence[Column], Rows], None]
    most_rows: int | None = None
    """How many rows such a file can have, its head among them; None: any."""


def neutral(cell: Cell) -> Cell:
    """The cell as no spreadsheet takes it for a formula: an apostrophe stands before it. A plain number stays."""
    if isinstance(cell, str) and cell.startswith(FORMULA) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _csv(file: BinaryIO, columns: Sequence[Column], rows: Rows) -> None:
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([column.title for column in columns])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    text.detach()


def _xlsx(file: BinaryIO, columns: Sequence[Column], rows: Rows) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("导出")
    sheet.append([column.title for column in columns])
    for row in rows:
        sheet.append([_readable(neutral(cell)) for cell in row])
    book.save(file)


def _readable(cell: Cell) -> Cell:
    """The cell without marks that no XML can hold."""
    return XML_REFUSES.sub("□", cell) if isinstance(cell, str) else cell


def _ndjson(file: BinaryIO, columns: Sequence[Column], rows: Rows) -> None:
    keys = [column.key for column in columns]
    for row in rows:
        file.write(orjson.dumps(dict(zip(keys, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE))


def _parquet(file: BinaryIO, columns: Sequence[Column], rows: Rows) -> None:
    schema = Schema([Field(column.key, ARROW[column.kind], nullable=True) for column in columns])
    write_parquet(RecordBatchReader.from_batches(schema, _groups(schema, columns, iter(rows))), file)


def _groups(schema: Schema, columns: Sequence[Column], rows: Iterator[Sequence[Cell]]) -> Iterator[RecordBatch]:
    while group := list(islice(rows, ROWS_OF_A_GROUP)):
        arrays = [
            Array(list(values), ARROW[column.kind])
            for column, values in zip(columns, zip(*group, strict=True), strict=True)
        ]
        yield RecordBatch.from_arrays(arrays, schema=schema)


FORMATS: Mapping[str, Format] = {
    "csv": Format("text/csv; charset=utf-8", _csv),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx, ROWS_OF_A_SHEET),
    "ndjson": Format("application/x-ndjson", _ndjson),
    "parquet": Format("application/vnd.apache.parquet", _parquet),
}
"""By the ending of their names."""
