"""What was imported comes back as a workbook that the importer reads as all there already, cell for cell."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from biaochi_cli.export_commands import write_export
from biaochi_cli.importing.tables import read
from openpyxl import load_workbook

from tests.cli.brought import bring_into, settings_of
from tests.cli.made_cases import write_csv
from tests.running import Running

Rows = dict[str, dict[str, Mapping[str, str]]]
SHEETS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "组织": (
        ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"),
        ("X-1", "X1", "样例单位X1", "党支部", "LZ", "2019-03-01"),
        ("X-2", "X2", "=样例单位X2", "机关党委", "LZ", "2019-03-02"),
        *((f"X-{place}", f"X{place}", f"样例单位X{place}", "党支部", "LZ", "2019-03-02") for place in range(3, 8)),
    ),
    "临时党组织": (
        ("编号", "组织编码", "名称", "上级编码", "成立日期", "终止日期"),
        ("X-1", "XT1", "样例临时党支部1", "LZ", "2020-03-01", "2020-09-01"),
    ),
    "人员": (("编号", "人员编码", "姓名"), ("X-1", "PX1", "样例党员00081"), ("X-2", "PX2", "样例党员00018")),
    "党员关系": (
        ("编号", "人员编码", "组织编码", "类别", "起始日期"),
        ("X-1", "PX1", "X1", "正式党员", "2019-05-10"),
        ("X-2", "PX1", "XT1", "正式党员", "2020-05-10"),
        ("X-3", "PX2", "X1", "正式党员", "2019-05-10"),
    ),
    "职务": (("编号", "人员编码", "组织编码", "职务", "任职日期"), ("X-1", "PX1", "X1", "书记", "2019-05-10")),
    "合并": (
        ("编号", "被并组织编码", "并入组织编码", "新组织名称", "新组织上级编码", "合并日期"),
        ("X-1", "X4、X3", "X34", "样例单位X34", "", "2020-03-01"),
        ("X-2", "X5", "X6", "", "", "2020-03-01"),
    ),
    "撤销": (("编号", "组织编码", "撤销日期"), ("X-1", "X7", "2020-03-01")),
    "姓名更正": (("编号", "人员编码", "正确姓名", "更正理由"), ("X-1", "PX1", "样例党员00082", "登记有误")),
    "名称更正": (
        ("编号", "组织编码", "正确名称", "使用日期", "更正理由"),
        ("X-1", "X1", "样例单位X9", "2019-03-01", "登记有误"),
    ),
    "转入日期更正": (
        ("编号", "人员编码", "组织编码", "登记日期", "正确日期", "更正理由"),
        ("X-1", "PX1", "X1", "2019-05-10", "2019-04-10", "登记有误"),
    ),
    "任职日期更正": (
        ("编号", "人员编码", "组织编码", "职务", "登记日期", "正确日期", "更正理由"),
        ("X-1", "PX1", "X1", "书记", "2019-05-10", "2019-04-10", "登记有误"),
    ),
    "组织日期更正": (
        ("编号", "组织编码", "登记日期", "正确日期", "更正理由"),
        ("X-1", "X1", "2019-03-01", "2019-02-01", "登记有误"),
    ),
    "考核验收": (
        ("编号", "组织编码", "规范", "期间", "得分", "验收日期", "备注"),
        ("X-1", "01-04", "政治理论学习", "2020-Q2", "2", "2020-06-30", "=1+1"),
        ("X-2", "01-05", "政治理论学习", "2020-Q2", "3", "", ""),
    ),
    "台账": (
        ("编号", "组织编码", "规范", "期间", "扣分", "案号", "发生日期", "事由"),
        ("X-1", "01-04", "工作报告", "2020-Q2", "0.5", "C-1", "2020-05-30", "迟缴一次"),
    ),
    "荣誉": (
        ("编号", "组织编码", "周期", "荣誉", "级别", "授予日期"),
        ("X-1", "01", "2020", "样例荣誉", "省级", "2020-07-01"),
    ),
    "干部大讲堂": (
        ("编号", "事项编号", "组织编码", "日期", "名称", "主讲"),
        ("X-1", "JTX1", "LZ", "2020-01-03", "", "样例主讲人"),
        ("X-2", "JTX2", "LZ", "2020-01-17", "样例讲座", "样例主讲人"),
    ),
    "投票": (
        ("编号", "组织编码", "指标", "期间", "投票人编码", "投票人类别", "所投"),
        ("X-1", "PX1", "述职评议", "2020", "PX2", "评议组", "较好"),
    ),
}
TAKEN_BACK = ("编号", "原表", "原编号", "理由")


def brought(folder: Path) -> Rows:
    """The sheets of a folder: by title and number, the cells that are filled."""
    return {
        table.title: {row.cells["编号"]: {name: text for name, text in row.cells.items() if text} for row in table.rows}
        for table in read(folder).tables
    }


def export(city: Running, to: Path) -> Path:
    """Write the city's workbook."""
    asyncio.run(write_export(settings_of(city), "lanzhou", to))
    return to


@pytest.fixture
def folder(city: Running, tmp_path: Path) -> Path:
    """An office's folder of every kind of sheet, imported; what was taken back came after."""
    folder = tmp_path / "brought"
    folder.mkdir()
    for title, (headers, *rows) in SHEETS.items():
        write_csv(folder / f"{title}.csv", headers, rows)
    first = bring_into(city, folder)
    assert (first.bad, first.aborted) == ([], "")
    write_csv(folder / "冲销.csv", TAKEN_BACK, [("X-1", "考核验收", "X-2", "重复登记")])
    assert bring_into(city, folder).bad == []
    return folder


def test_what_was_imported_comes_back_cell_for_cell_and_is_there_already(
    city: Running, folder: Path, tmp_path: Path
) -> None:
    path = export(city, tmp_path / "兰州.xlsx")

    rows = brought(path)
    assert {title: {number: rows[title][number] for number in found} for title, found in brought(folder).items()} == (
        brought(folder)
    )
    again = bring_into(city, path, dry_run=True)
    assert (again.bad, again.good, again.already) == ([], 0, sum(map(len, rows.values())))
    assert set(rows) >= {*SHEETS, "冲销", "考核周期"}


def test_no_cell_of_it_is_a_formula_and_no_file_is_written_over(city: Running, folder: Path, tmp_path: Path) -> None:
    assert folder.exists()
    path = tmp_path / "兰州.xlsx"
    written, again = (city.command("export", "lanzhou", "--to", str(path)) for _ in range(2))
    book = load_workbook(path)

    assert (written.returncode, "表“名称更正”：1 行。" in written.stdout) == (0, True), written.stdout
    assert (again.returncode, "is there already" in again.stdout) == (1, True)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=样例单位X2" in {cell.value for cell in cells}
