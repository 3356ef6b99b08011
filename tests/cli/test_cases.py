"""Folders as offices and their programs write them, each imported into a running platform: what is right happens."""

import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from biaochi_cli.bringing import print_report
from biaochi_cli.importing.run import Report
from biaochi_cli.importing.tables import read
from rich.console import Console

from tests.cli.brought import bring_into
from tests.cli.made_cases import duplicate_in_the_second_batch, thousand_organizations, write_csv
from tests.conftest import EXAMPLES
from tests.running import Running

CASES = Path(__file__).parent / "cases"
DAMAGED = "打不开，可能已损坏或设有密码"


@dataclass(frozen=True)
class Case:
    """What a dry run of a folder must find: rows to write, rows at fault, and what it must say of them."""

    folder: str
    good: int
    faulty: int
    says: tuple[str, ...] = ()


WHOLE = (
    Case("bad-sst-index", 0, 1, (f"台账.xlsx {DAMAGED}",)),
    Case("csv-chinese-comma", 1, 0, ("全角逗号",)),
    Case("csv-semicolon", 1, 0, ("分号",)),
    Case("date-builtin-31", 1, 0),
    Case("dimension-a1", 5, 0),
    Case("dimension-header-only", 5, 0),
    Case("empty-book", 0, 1, ("台账.xlsx 里没有填写的表",)),
    Case("error-cell-name", 0, 1, ("组织.xlsx 表“组织”C2 第 2 行", "是错误值 #N/A")),
    Case("flipped-sheet", 0, 1, (f"台账.xlsx {DAMAGED}",)),
    Case("formula-no-cache-required", 0, 1, ("考核验收.xlsx 表“考核验收”E2 第 2 行", "公式没有算出的值")),
    Case("fullwidth", 6, 0),
    Case("header-alias-twice", 0, 1, ("组织编码、考核对象编码 说的是同一件事",)),
    Case("hidden-known-sheet", 1, 0, ("组织.xlsx 的表“人员”是隐藏的，没有读",)),
    Case("hidden-sheet-lists", 1, 0, ("组织.xlsx 的表“Sheet2”是隐藏的，没有读",)),
    Case("kind-tsv", 1, 1, ("台账.tsv 其实是工作簿",)),
    Case("kind-xltx", 2, 0, ("台账.xltx 表“台账”：读到 1 行",)),
    Case("leading-zero-format", 1, 0),
    Case(
        "left-alone-then-named",
        3,
        1,
        (
            "组织.xlsx 表“组织”F3 第 3 行 “成立日期”栏“2019年13月1日”：不是日期",
            "将写入 0 行（无误 3 行）",
            "人员.xlsx、组织.xlsx",
        ),
    ),
    Case("long-note", 0, 1, ("有 6000 个字，最多 500 个", "…（共 6000 字）")),
    Case("merged-optional", 3, 0),
    Case("one-row-counts-four", 1, 1, ("第 3 行 “编号”栏“合计”：是合计行", "有问题 1 行")),
    Case("one-workbook-hidden-fault", 5, 1, ("全部.xlsx 表“党员关系”", "第 3 行", "DATE_BEFORE_HISTORY")),
    Case("stray-last-cell", 1, 0),
    Case("stray-quote", 0, 1, ("人员.csv 从第 2 行起不是完好的 CSV",)),
    Case("strict-ooxml", 1, 0),
    Case("subfolder", 1, 0, ("子文件夹 2020 里的 台账.csv 没有读",)),
    Case("x000d", 1, 0),
    Case("zip-deflate64", 0, 1, (f"台账.xlsx {DAMAGED}",)),
)


def printed(report: Report) -> str:
    """What a person reads."""
    said = io.StringIO()
    print_report(report, Console(file=said, width=200))
    return said.getvalue()


@pytest.mark.parametrize("case", WHOLE, ids=lambda case: case.folder)
def test_a_dry_run_finds_what_is_right(city: Running, case: Case) -> None:
    report = bring_into(city, CASES / case.folder, dry_run=True)

    said = printed(report)
    assert (report.good, report.faulty) == (case.good, case.faulty), said
    assert [one for one in case.says if one not in said] == [], said
    assert report.written == 0


@pytest.mark.parametrize("folder", [case.folder for case in WHOLE if case.faulty])
def test_of_a_folder_with_a_fault_nothing_is_written(city: Running, folder: str) -> None:
    tried = bring_into(city, CASES / folder, dry_run=True)

    report = bring_into(city, CASES / folder)

    assert (report.written, report.bad) == (0, tried.bad)


def test_the_text_of_a_cell_is_that_which_is_shown() -> None:
    cells = {
        ("leading-zero-format", "组织编码"): "0908",
        ("date-builtin-31", "成立日期"): "2019-01-01",
        ("x000d", "事由"): "第一行\n第二行",
    }

    found = {(name, header): read(CASES / name).tables[0].rows[0].cells[header] for name, header in cells}

    assert found == cells


def test_a_value_merged_over_several_rows_holds_for_each() -> None:
    rows = read(CASES / "merged-optional").tables[0].rows

    assert {row.cells["案号"] for row in rows} == {"T1"}
    assert {row.cells["发生日期"] for row in rows} == {"2020-03-31"}


def test_equal_amounts_spelled_differently_are_the_same_content(city: Running) -> None:
    first = bring_into(city, CASES / "amount-leading-zero" / "first")

    then = bring_into(city, CASES / "amount-leading-zero" / "then")

    assert (first.written, then.written, then.already, then.bad) == (1, 0, 1, [])


def test_of_a_changed_name_it_is_said_what_can_be_done_about_a_person(city: Running) -> None:
    bring_into(city, CASES / "name-corrected" / "first")

    then = bring_into(city, CASES / "name-corrected" / "then")

    assert "在“姓名更正”表里更正" in printed(then)
    assert "冲销" not in printed(then)


def test_who_names_what_a_faulty_row_would_bring_learns_which_row_to_mend(city: Running, tmp_path: Path) -> None:
    write_csv(
        tmp_path / "组织.csv",
        ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"),
        [("F-1", "F1", "样例单位F1党支部", "党支部", "LZ", "三月一日")],
    )
    write_csv(tmp_path / "人员.csv", ("编号", "人员编码", "姓名"), [("F-1", "PF1", "样例党员00001")])
    headers = ("编号", "人员编码", "组织编码", "类别", "起始日期")
    write_csv(tmp_path / "党员关系.csv", headers, [("F-1", "PF1", "F1", "正式党员", "2020-01-01")])

    report = bring_into(city, tmp_path, dry_run=True)

    assert [(bad.file, bad.row) for bad in report.bad] == [("组织.csv", 2), ("党员关系.csv", 2)]
    assert report.bad[1].reason == "要由组织.csv 表“组织”第 2 行登记，而那一行有问题：请先改正它。"


def test_a_file_that_cannot_be_read_ends_in_a_sentence(city: Running, tmp_path: Path) -> None:
    (tmp_path / "台账.csv").symlink_to("/proc/self/mem")

    report = bring_into(city, tmp_path)

    assert report.failed
    assert "台账.csv 读不出来" in printed(report)


def test_more_organizations_than_a_batch_may_name_their_parent_in_the_same_sheet(city: Running, tmp_path: Path) -> None:
    thousand_organizations(tmp_path)

    tried, report = bring_into(city, tmp_path, dry_run=True), bring_into(city, tmp_path)

    assert (tried.good, tried.bad, report.written, report.bad) == (1002, [], 1002, [])


def test_a_duplicate_in_a_later_batch_is_found_before_anything_is_written(city: Running, tmp_path: Path) -> None:
    branches = [row.cells["组织编码"] for row in read(EXAMPLES / "lanzhou" / "组织.xlsx").tables[0].rows]
    duplicate_in_the_second_batch(tmp_path, [code for code in branches if "-" in code], "政治理论学习")

    tried, report = bring_into(city, tmp_path, dry_run=True), bring_into(city, tmp_path)

    assert [(bad.file, bad.sheet, bad.row) for bad in tried.bad] == [("考核验收.csv", "考核验收", 1002)]
    assert "考核验收.csv 表“考核验收”第 2 行已经登记了同一件事" in tried.bad[0].reason
    assert (report.bad, report.written) == (tried.bad, 0)
