"""Spreadsheets read as tables of text."""

import datetime as dt
import zipfile
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


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("gb18030", "GB18030"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")],
)
def test_the_encodings_of_offices_are_recognised_and_said(tmp_path: Path, encoding: str, name: str) -> None:
    (tmp_path / "台账.csv").write_bytes("编号,扣分,事由\n1,2,样例事由".encode(encoding))

    (table,) = read_file(tmp_path / "台账.csv")

    assert table.rows[0].cells == {"编号": "1", "扣分": "2", "事由": "样例事由"}
    assert name in table.notes[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_of_the_usual_encoding_nothing_is_said(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "台账.csv").write_text("编号,扣分\n1,2", encoding=encoding)

    assert read_file(tmp_path / "台账.csv")[0].notes == ()


def test_bytes_that_are_no_text_are_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "台账.csv").write_bytes(b"\xff\xff\xff")

    with pytest.raises(UnreadableFile, match="UTF-8"):
        read_file(tmp_path / "台账.csv")


@pytest.mark.parametrize(("mark", "name"), [("\t", "制表符"), (";", "分号"), ("，", "全角逗号"), ("；", "全角分号")])
def test_the_separators_of_offices_are_recognised_and_said(tmp_path: Path, mark: str, name: str) -> None:
    (tmp_path / "台账.csv").write_text(f"编号{mark}扣分\n1{mark}2", encoding="utf-8")

    (table,) = read_file(tmp_path / "台账.csv")

    assert table.rows[0].cells == {"编号": "1", "扣分": "2"}
    assert name in table.notes[0]


def test_a_folder_without_spreadsheets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有"):
        read_folder(tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no more", b"\xd0\xcf\x11\xe0"])
def test_a_damaged_workbook_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "组织.xlsx").write_bytes(content)

    with pytest.raises(UnreadableFile, match=r"组织\.xlsx 打不开"):
        read_file(tmp_path / "组织.xlsx")


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "组织.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")

    with pytest.raises(UnreadableFile, match="打不开"):
        read_file(tmp_path / "组织.xlsx")


def test_a_csv_with_an_open_quote_is_refused(tmp_path: Path) -> None:
    (tmp_path / "台账.csv").write_text('编号,扣分\n1,"0.5\n' + "x" * 200_000, encoding="utf-8")

    with pytest.raises(UnreadableFile, match="引号"):
        read_file(tmp_path / "台账.csv")


def test_a_path_that_is_not_there_is_refused_as_such(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"没有 .*nowhere"):
        read_folder(tmp_path / "nowhere")


def test_a_spreadsheet_of_another_kind_in_a_folder_is_refused_and_not_missed(tmp_path: Path) -> None:
    (tmp_path / "台账.csv").write_text("编号,扣分\n1,0.5\n", encoding="utf-8")
    (tmp_path / "互评.XLS").write_bytes(b"\xd0\xcf\x11\xe0")

    with pytest.raises(UnreadableFile, match=r"互评\.XLS"):
        read_folder(tmp_path)


def test_letter_case_of_a_suffix_does_not_matter_and_what_excel_leaves_behind_is_passed_over(tmp_path: Path) -> None:
    write_book(tmp_path / "a.xlsx", "组织", [["编号"], [1]]).rename(tmp_path / "组织.XLSX")
    (tmp_path / "~$组织.XLSX").write_bytes(b"lock")

    assert [table.title for table in read_folder(tmp_path)] == ["组织"]


def test_an_empty_sheet_is_passed_over(tmp_path: Path) -> None:
    file = write_book(tmp_path / "a.xlsx", "组织", [["编号"], [1]])
    book = openpyxl.load_workbook(file)
    book.create_sheet("Sheet2")
    book.save(file)

    assert [table.title for table in read_file(file)] == ["组织"]


def test_a_number_reads_as_shown_and_not_as_it_is_held_in_binary(tmp_path: Path) -> None:
    file = write_book(tmp_path / "a.xlsx", "台账", [["扣分"], [0.1 + 0.2]])

    assert read_file(file)[0].rows[0].cells == {"扣分": "0.3"}


def test_an_empty_column_is_passed_over_and_a_value_without_header_is_kept_apart(tmp_path: Path) -> None:
    file = write_book(tmp_path / "a.xlsx", "台账", [["编号", None, "扣分"], [1, None, 2], [2, "漏", 2, "多"]])

    table = read_file(file)[0]

    assert table.headers == ("编号", "扣分")
    assert [row.stray for row in table.rows] == [(), ("漏", "多")]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("编号" + "," * 16_384, "第 1 行有 16385 列"),
        (",".join(map(str, range(16_000))) + "\n1" * 1001, "有 16000 列、1002 行"),
        ("编号,扣分\n" + "\n" * 2**20, "超过 1048576 行"),
    ],
)
def test_a_text_file_of_more_than_an_office_writes_is_refused(tmp_path: Path, written: str, says: str) -> None:
    (tmp_path / "台账.csv").write_text(written, encoding="utf-8")

    with pytest.raises(UnreadableFile, match=says):
        read_file(tmp_path / "台账.csv")
