"""The report as files: everything for programs, and the sheets back with their cells marked."""

import json
from pathlib import Path

import openpyxl
from biaochi_cli.importing.marking import write_report
from biaochi_cli.importing.report import Report
from biaochi_cli.importing.run import Options, import_reading
from biaochi_cli.importing.tables import Reading, read

from tests.cli.fake_office import FakeOffice
from tests.cli.made_cases import write_csv

HEADERS = ("序号", "编号", "组织编码", "规范", "期间", "得分")


async def faulty(folder: Path) -> tuple[Report, Reading]:
    """A sheet of two rows, one with a fault, below a title and beside a helper column."""
    rows = [("1", "1", "B1", "三会一课", "2020-Q1", "4.5"), ("2", "2", "B1", "三会一课", "2020-Q1", "=四点五")]
    write_csv(folder / "考核验收.csv", ("样例单位2020年考核验收",), [HEADERS, *rows])
    given = read(folder)
    return await import_reading(FakeOffice(), given, Options(dry_run=True), lambda *_: None), given


async def test_a_title_above_the_headers_and_helper_columns_are_passed_over_and_said(tmp_path: Path) -> None:
    report, _ = await faulty(tmp_path)

    assert [(one.rows, one.good, one.faulty) for one in report.sheets] == [(2, 1, 1)]
    assert report.notes == [
        "考核验收.csv 表“考核验收”：表头在第 2 行，其上 1 行没有读。",
        "考核验收.csv 表“考核验收”：辅助列 序号 没有读。",
    ]


async def test_the_sheet_comes_back_with_its_cell_marked_and_what_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    report, given = await faulty(tmp_path)

    write_report(tmp_path / "faults.xlsx", report, given.tables)

    book = openpyxl.load_workbook(tmp_path / "faults.xlsx")
    cell = book["考核验收"]["F4"]
    assert (cell.value, cell.data_type, cell.fill.start_color.rgb) == ("=四点五", "s", "00FFF2A7")
    assert cell.comment is not None
    assert "不是数" in cell.comment.text
    assert [one.value for one in book["问题"][2]][:5] == ["考核验收.csv", "考核验收", 4, "F4", "得分"]


async def test_what_no_workbook_holds_does_not_lose_the_report(tmp_path: Path) -> None:
    title = "考核[2020]验收一季度二季度三季度四季度全年汇总的表"
    for name in (f"{title}一", f"{title}二", "考核验收"):
        write_csv(tmp_path / f"{name}.csv", HEADERS, [("1", "1", "B\x0b1", "三会\x01一课", "2020-Q1", "4.5")])
    given = read(tmp_path)
    report = await import_reading(FakeOffice(), given, Options(dry_run=True), lambda *_: None)

    write_report(tmp_path / "faults.xlsx", report, given.tables)

    book = openpyxl.load_workbook(tmp_path / "faults.xlsx")
    titles = [sheet.title for sheet in book]
    assert len({one.lower() for one in titles}) == 4
    assert all(len(one) <= 31 and not set(one) & set("[]:*?/\\'") for one in titles)
    found = read(tmp_path / "faults.xlsx").tables
    assert next(table for table in found if table.title == "考核验收").rows[0].cells["规范"] == "三会\x01一课"


async def test_the_report_for_programs_says_each_fault_with_its_place(tmp_path: Path) -> None:
    report, given = await faulty(tmp_path)

    write_report(tmp_path / "faults.json", report, given.tables)

    said = json.loads((tmp_path / "faults.json").read_text(encoding="utf-8"))
    assert said["totals"] == {"good": 1, "written": 0, "awaiting": 0, "already": 0, "faulty": 1}
    (fault,) = said["bad"]
    assert (fault["sheet"], fault["cell"], fault["value"], fault["rule"]) == ("考核验收", "F4", "=四点五", "BAD_CELL")
