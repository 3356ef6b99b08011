"""A city's workbook goes into an empty platform, with what was taken back and recorded anew, and comes out the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.brought import bring_into
from tests.cli.exporting.test_export import TAKEN_BACK, brought, export
from tests.cli.made_cases import write_csv
from tests.conftest import started
from tests.running import Running

REGISTRY = {
    "组织": (
        ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"),
        ("1", "W", "样例工委", "工作委员会", "", "2018-01-01"),
        ("2", "J1", "样例机关党委01", "机关党委", "W", "2018-01-01"),
        ("3", "B1", "样例党支部01", "党支部", "J1", "2018-01-01"),
    ),
    "考核周期": (("编号", "周期"), ("1", "2020")),
}
CHECKS = ("编号", "组织编码", "规范", "期间", "得分", "验收日期")
RECORDED = {"考核验收": (CHECKS, ("9", "B1", "政治理论学习", "2020-Q2", "2", "2020-06-30"))}
WRONG = ("1", "考核验收", "9", "分数写错")
# Numbers below that of what they replace: an order by number would record them first.
ANEW = ("1", "B1", "政治理论学习", "2020-Q2", "3", "2020-06-30")
LAST = ("2", "B1", "政治理论学习", "2020-Q2", "1", "2020-06-30")


@pytest.fixture
def platforms(tmp_path: Path) -> Iterator[tuple[Running, Running]]:
    """Two platforms on which nothing stands."""
    with started(tmp_path / "one", {}) as one, started(tmp_path / "other", {}) as other:
        yield one, other


def bring(running: Running, folder: Path, sheets: dict[str, tuple[tuple[str, ...], ...]]) -> None:
    """Write sheets as a folder and import it whole."""
    folder.mkdir()
    for title, (headers, *rows) in sheets.items():
        write_csv(folder / f"{title}.csv", headers, rows)
    report = bring_into(running, folder)
    assert (report.bad, report.aborted, report.already) == ([], "", 0)


def test_what_was_taken_back_and_recorded_anew_moves_to_an_empty_platform(
    platforms: tuple[Running, Running], tmp_path: Path
) -> None:
    one, other = platforms
    bring(one, tmp_path / "registry", {**REGISTRY, **RECORDED})
    bring(one, tmp_path / "wrong", {"冲销": (TAKEN_BACK, WRONG)})
    bring(one, tmp_path / "anew", {"考核验收": (CHECKS, ANEW)})
    bring(one, tmp_path / "again", {"冲销": (TAKEN_BACK, ("4", "考核验收", "1", "分数写错"))})
    bring(one, tmp_path / "last", {"考核验收": (CHECKS, LAST)})
    workbook = export(one, tmp_path / "兰州.xlsx")

    tried = bring_into(other, workbook, dry_run=True)
    done = bring_into(other, workbook)
    again = export(other, tmp_path / "又.xlsx")

    assert (tried.bad, tried.good) == ([], 9)
    assert (done.bad, done.aborted, done.written) == ([], "", 9)
    assert brought(again) == brought(workbook)
