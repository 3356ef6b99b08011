"""A table says the same in every format, and no cell of it is a formula to a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from arro3.core import DataType
from arro3.io import read_parquet
from biaochi_gateway.files.formats import FORMATS, neutral
from biaochi_gateway.files.lists import Cell, Column
from openpyxl import load_workbook

COLUMNS = (Column("code", "代码", "code"), Column("rank", "名次", "rank", int), Column("open", "公开", "open", bool))
KINDS = (DataType.string(), DataType.int64(), DataType.bool())
ROWS: Sequence[Sequence[Cell]] = [["01-01", 1, True], ["样例党支部07，“甲”\n乙", None, False], [None, -3, None]]
HOSTILE = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "=HYPERLINK(0)", "-1/0", "+", "-"]


def written(ending: str, rows: Sequence[Sequence[Cell]] = ROWS) -> io.BytesIO:
    """The table in this format."""
    file = io.BytesIO()
    FORMATS[ending].write(file, COLUMNS, rows)
    file.seek(0)
    return file


def from_csv(file: io.BytesIO) -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"), newline="")))


def from_xlsx(file: io.BytesIO) -> list[list[Any]]:
    """The rows of a workbook, formulas as formulas."""
    return [list(row) for row in load_workbook(file)["导出"].iter_rows(values_only=True)]


def test_csv_has_titles_and_every_cell_in_a_form_that_excel_opens() -> None:
    file = written("csv")

    assert file.getvalue().startswith(b"\xef\xbb\xbf")
    assert from_csv(file) == [
        ["代码", "名次", "公开"],
        ["01-01", "1", "True"],
        ["样例党支部07，“甲”\n乙", "", "False"],
        ["", "-3", ""],
    ]


def test_a_workbook_has_titles_and_every_cell_as_what_it_is() -> None:
    assert from_xlsx(written("xlsx")) == [["代码", "名次", "公开"], *map(list, ROWS)]


def test_ndjson_has_one_object_a_row_under_the_keys() -> None:
    objects = [json.loads(line) for line in written("ndjson").read().splitlines()]

    assert objects == [dict(zip(("code", "rank", "open"), row, strict=True)) for row in ROWS]


def test_parquet_has_the_columns_with_their_types() -> None:
    table = read_parquet(written("parquet")).read_all()

    names = ("code", "rank", "open")
    assert [table.schema.field(name).type for name in names] == list(KINDS)
    assert [table.column(name).to_pylist() for name in names] == [list(cells) for cells in zip(*ROWS, strict=True)]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_table_without_rows_is_a_file_too(ending: str) -> None:
    file = written(ending, [])

    assert ending == "ndjson" or file.getvalue()


@pytest.mark.parametrize("cell", HOSTILE)
@pytest.mark.parametrize(("ending", "read"), [("csv", from_csv), ("xlsx", from_xlsx)])
def test_no_cell_is_a_formula(ending: str, read: Callable[[io.BytesIO], list[list[str]]], cell: str) -> None:
    (_, (shown, *_rest)) = read(written(ending, [[cell, None, None]]))

    assert shown.startswith("'")
    assert shown[1:].replace("\r", "\n") == cell.replace("\r", "\n")


@pytest.mark.parametrize("cell", ["-2.5", "+3", "0", "88/3", "甲=乙", "", None, 5, True])
def test_a_number_and_a_plain_text_stay_as_they_are(cell: Cell) -> None:
    assert neutral(cell) == cell


@pytest.mark.parametrize("ending", ["ndjson", "parquet"])
def test_what_programs_read_is_not_touched(ending: str) -> None:
    assert b"=1+1" in written(ending, [["=1+1", None, None]]).getvalue()
    assert b"'=1+1" not in written(ending, [["=1+1", None, None]]).getvalue()


def test_marks_that_no_workbook_can_hold_are_shown_as_such() -> None:
    assert from_xlsx(written("xlsx", [["甲\x00乙\x1f", 1, True]]))[1][0] == "甲□乙□"
