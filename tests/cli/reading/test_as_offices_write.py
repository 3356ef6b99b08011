"""More of what offices and their programs write: read as it is meant, or refused in a sentence."""

import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
from biaochi_cli.importing.cells import BadCell, day
from biaochi_cli.importing.rows import recognise
from biaochi_cli.importing.tables import read
from biaochi_cli.importing.vocabulary import Indicator, Vocabulary

from tests.cli.made_cases import write_archive

WORDS = Vocabulary((Indicator("ledger", "党费收缴", "dues", "BRANCH"),))
LEDGER = ("编号", "组织编码", "规范", "期间", "扣分", "事由")
ROW = ("1", "01-01", "党费收缴", "2020-Q1", "0.5", "迟缴")


def ledger(folder: Path, text: str) -> Path:
    """A folder with a ledger as a text file."""
    (folder / "台账.csv").write_text(text, encoding="utf-8", newline="")
    return folder


def book(folder: Path, name: str, title: str, *lines: tuple[str | int, ...]) -> Path:
    """A folder with a workbook of one sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for line in lines:
        sheet.append(line)
    workbook.save(folder / name)
    return folder


@pytest.mark.parametrize(
    "written",
    [
        *(
            "2020-03-31",
            "2020/3/31",
            "2020.03.31",
            "2020年3月31日",
            "2020 年 3 月 31 日",
            "２０２０-３-３１",
            "20200331",
        ),
        *("2020-03-31 00:00:00", "2020-03-31T00:00:00.000", "2020/3/31 0:00"),
    ],
)
def test_a_day_is_read_as_offices_and_their_programs_write_it(written: str) -> None:
    assert day(written) == "2020-03-31"


@pytest.mark.parametrize("written", ["2020-03-31 08:30:00", "20201331", "43921", "2020年3月", "31/3/2020", "12020331"])
def test_what_may_be_another_day_is_no_day(written: str) -> None:
    with pytest.raises(BadCell, match="不是日期"):
        day(written)


def test_the_separator_is_what_parts_the_headers_whatever_a_note_holds(tmp_path: Path) -> None:
    note = "迟缴,补缴,再迟缴,再补缴,又迟缴,又补缴,未缴"
    text = "\t".join(LEDGER) + "\n" + "\t".join((*ROW[:-1], note)) + "\n"

    (table,) = read(ledger(tmp_path, text)).tables

    assert table.rows[0].cells["事由"] == note


@pytest.mark.parametrize("mark", ["\u2028", "\x0b", "\x85"])
def test_a_line_of_a_text_file_ends_where_a_spreadsheet_ends_it(tmp_path: Path, mark: str) -> None:
    text = ",".join(LEDGER) + "\r\n" + ",".join((*ROW[:-1], f"迟缴{mark}补缴")) + "\r\n"

    (table,) = read(ledger(tmp_path, text)).tables

    assert [(row.number, row.cells["事由"]) for row in table.rows] == [(2, f"迟缴{mark}补缴")]


def test_what_nobody_sees_is_no_part_of_a_code_or_a_header(tmp_path: Path) -> None:
    headers = ("\ufeff编号", "组织编码\u200b", *LEDGER[2:])
    folder = book(tmp_path, "台账.xlsx", "台账", headers, ("1\u200b", "\u200e01-01\u00a0", *ROW[2:]))

    (row,) = recognise(read(folder).tables[0], WORDS).good

    assert (row.fields["idempotency_key"], row.fields["subject"]) == ("ledger-1", "01-01")


def test_a_hint_behind_a_header_is_left_out_and_another_column_keeps_its_brackets(tmp_path: Path) -> None:
    headers = ("编号（必填）", "组织编码*", "规范\n（按办法）", "期间[季度]", "扣分(分)", "事由", "得分(一)")

    (table,) = read(book(tmp_path, "台账.xlsx", "台账", headers, (*ROW, "3"))).tables

    assert table.headers == (*LEDGER[:5], "事由", "得分")
    assert recognise(table, WORDS).bad[0].value == "得分"


def test_rows_numbered_ahead_in_a_helper_column_are_passed_over_and_said(tmp_path: Path) -> None:
    lines = [(1, *ROW), *((number,) for number in range(2, 31))]

    sheet = recognise(read(book(tmp_path, "台账.xlsx", "台账", ("序号", *LEDGER), *lines)).tables[0], WORDS)

    assert (len(sheet.table.rows), len(sheet.good), sheet.bad) == (1, 1, ())
    assert sheet.notes == ("辅助列 序号 没有读。", "有 29 行只填了辅助列，没有读。")


def test_a_row_that_fills_one_column_of_its_own_is_no_row_numbered_ahead(tmp_path: Path) -> None:
    sheet = recognise(read(book(tmp_path, "台账.xlsx", "台账", ("序号", *LEDGER), (1, "7"))).tables[0], WORDS)

    assert {fault.row for fault in sheet.bad} == {2}


def test_the_only_sheet_that_nobody_named_is_called_like_its_file_and_that_is_said(tmp_path: Path) -> None:
    found = read(book(tmp_path, "台账.xlsx", "Sheet1", LEDGER, ROW))

    assert [table.title for table in found.tables] == ["台账"]
    assert found.notes == ["台账.xlsx 的表“Sheet1”没有表名，按文件名读作“台账”。"]


def test_entries_with_backslashes_are_the_parts_of_a_workbook(tmp_path: Path) -> None:
    folder = book(tmp_path, "原.xlsx", "台账", LEDGER, ROW)
    with zipfile.ZipFile(folder / "原.xlsx") as given, zipfile.ZipFile(folder / "台账.xlsx", "w") as written:
        for entry in given.infolist():
            written.writestr(entry.filename.replace("/", "\\"), given.read(entry))
    (folder / "原.xlsx").unlink()

    assert [len(table.rows) for table in read(folder).tables] == [1]


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "台账.csv")

    found = read(tmp_path)

    assert list(found.unreadable.values()) == ["台账.csv 不是文件，读不出来：请核对，或把它移出文件夹。"]


@pytest.mark.parametrize("total", ["合计", "合 计", "总计：", "小　计:"])
def test_a_row_of_totals_is_one_fault_however_it_is_spaced(tmp_path: Path, total: str) -> None:
    (table,) = read(book(tmp_path, "台账.xlsx", "台账", LEDGER, ROW, (total, "", "", "", "0.5"))).tables
    sheet = recognise(table, WORDS)

    assert [(fault.row, fault.rule) for fault in sheet.bad] == [(3, "TOTAL_ROW")]
    assert len(sheet.good) == 1


def test_the_header_once_more_before_a_second_part_is_one_fault(tmp_path: Path) -> None:
    second = ("2", *ROW[1:])
    (table,) = read(book(tmp_path, "台账.xlsx", "台账", LEDGER, ROW, (), LEDGER, second)).tables
    sheet = recognise(table, WORDS)

    assert [(fault.row, fault.reason) for fault in sheet.bad] == [(4, "又是一行表头，不是一件事：请删去这一行。")]
    assert [good.row.number for good in sheet.good] == [2, 5]


def test_rows_that_nobody_sees_are_read_and_that_is_said(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(book(tmp_path, "台账.xlsx", "台账", LEDGER, ROW, ("2", *ROW[1:])) / "台账.xlsx")
    workbook["台账"].row_dimensions[3].hidden = True
    workbook.save(tmp_path / "台账.xlsx")
    (table,) = read(tmp_path).tables

    assert table.notes == ("有 1 行是隐藏或筛选掉的，也读了：第 3 行。",)
    assert len(recognise(table, WORDS).good) == 2


def test_columns_that_nobody_sees_are_read_and_that_is_said(tmp_path: Path) -> None:
    rows = (("序号", *LEDGER), (1, *ROW))
    workbook = openpyxl.load_workbook(book(tmp_path, "台账.xlsx", "台账", *rows) / "台账.xlsx")
    for letter in ("A", "F", "K"):
        workbook["台账"].column_dimensions[letter].hidden = True
    workbook.save(tmp_path / "台账.xlsx")
    sheet = recognise(read(tmp_path).tables[0], WORDS)

    assert sheet.notes == ("有 1 列是隐藏的，也读了：F 列“扣分”。", "辅助列 序号 没有读。")
    assert [good.fields["amount"] for good in sheet.good] == ["0.5"]


def test_what_has_no_height_or_no_width_is_seen_by_nobody(tmp_path: Path) -> None:
    cells = '<c t="inlineStr"><is><t>%s</t></is></c>'
    rows = '<row ht="15">{}</row><row ht="0">{}</row>'.format("".join(cells % one for one in LEDGER), cells % "1" * 6)
    sheet = f'<worksheet><cols><col min="2" max="3" width="0.0"/></cols><sheetData>{rows}</sheetData></worksheet>'
    write_archive(tmp_path / "台账.xlsx", sheet.encode())

    (table,) = read(tmp_path).tables

    assert (table.hidden, table.notes) == (("组织编码", "规范"), ("有 1 行是隐藏或筛选掉的，也读了：第 2 行。",))


def test_a_sheet_that_is_one_chart_is_passed_over_and_said(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(book(tmp_path, "台账.xlsx", "台账", LEDGER, ROW) / "台账.xlsx")
    workbook.create_chartsheet("统计图")
    workbook.save(tmp_path / "台账.xlsx")

    found = read(tmp_path)

    assert [table.title for table in found.tables] == ["台账"]
    assert found.notes == ["台账.xlsx 的表“统计图”是图表，不是数据，没有读。"]


def test_a_folder_without_spreadsheets_within_the_folder_is_named_as_not_read(tmp_path: Path) -> None:
    (book(tmp_path, "台账.xlsx", "台账", LEDGER, ROW) / "佐证").mkdir()
    (tmp_path / "佐证" / "照片.jpg").touch()

    assert read(tmp_path).notes == ["子文件夹 佐证 里没有表格，没有读。"]


def test_a_file_whose_name_is_no_utf_8_is_refused_by_the_name_that_its_office_gave_it(tmp_path: Path) -> None:
    book(tmp_path, "台账.xlsx", "台账", LEDGER, ROW)
    for name in ("一季度.csv", "照片.jpg"):
        (tmp_path / os.fsdecode(name.encode("gb18030"))).touch()

    found = read(tmp_path)

    assert {file.name: why.partition("，")[0] for file, why in found.unreadable.items()} == {
        "一季度.csv": "一季度.csv 的文件名不是 UTF-8 编码"
    }
    assert found.notes == ["这些文件不是表格，没有读：照片.jpg。"]


def test_a_helper_column_of_formulas_dragged_down_ahead_of_the_rows_is_passed_over(tmp_path: Path) -> None:
    lines = [("=VLOOKUP(C2,单位!A:B,2,0)", *ROW), *(("=VLOOKUP(C3,单位!A:B,2,0)",) for _ in range(30))]
    sheet = recognise(read(book(tmp_path, "台账.xlsx", "台账", ("单位名称", *LEDGER), *lines)).tables[0], WORDS)

    assert (len(sheet.good), sheet.bad) == (1, ())
    assert sheet.notes == ("辅助列 单位名称 没有读。", "有 30 行只填了辅助列，没有读。")


def test_what_stands_under_a_table_is_one_fault(tmp_path: Path) -> None:
    (table,) = read(book(tmp_path, "台账.xlsx", "台账", LEDGER, ROW, (), ("填表人：样例党员00001",))).tables
    (fault,) = recognise(table, WORDS).bad

    assert (fault.row, fault.rule) == (4, "NOT_A_ROW")
    assert "没有填写组织编码、规范、期间：" in fault.reason
