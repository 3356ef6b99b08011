"""Spreadsheets read as tables of text."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from biaochi_cli.importing.tables import UnreadableFile, read_file, read_folder


def write_book(path: Path, title: str, lines: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line in lines:
        sheet.append(line)
    book.save(path)
    return path


def test_a_date_and_a_whole_number_read_as_a_person_sees_them(tmp_path: Path) -> None:
    file = write_book(
        tmp_path / "a.xlsx", "组织", [["编号", "日期", "得分"], [1, dt.date(2020, 3, 31), 4.5], [2.0, None, 5.0]]
    )

    table = read_file(file)[0]

    assert table.title == "组织"
    assert [row.cells for row in table.rows] == [
        {"编号": "1", "日期": "2020-03-31", "得分": "4.5"},
        {"编号": "2", "日期": "", "得分": "5"},
    ]


def test_a_csv_file_is_a_sheet_titled_like_the_file_and_empty_lines_count_as_lines(tmp_path: Path) -> None:
    (tmp_path / "台账.csv").write_text("编号,扣分\n1,0.5\n,\n3,1\n", encoding="utf-8-sig")

    table = read_file(tmp_path / "台账.csv")[0]

    assert (table.title, [row.number for row in table.rows]) == ("台账", [2, 4])


def test_a_header_that_appears_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "台账.csv").write_text("编号,编号\n1,2\n", encoding="utf-8")

    with pytest.raises(UnreadableFile, match="有两列都叫“编号”"):
        read_file(tmp_path / "台账.csv")


def test_a_csv_in_another_encoding_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "台账.csv").write_bytes("编号,扣分".encode("gb18030"))

    with pytest.raises(UnreadableFile, match="UTF-8"):
        read_file(tmp_path / "台账.csv")


def test_a_folder_without_spreadsheets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有"):
        read_folder(tmp_path)
