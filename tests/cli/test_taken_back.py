"""What was recorded wrongly is taken back by spreadsheet, and may be recorded anew in the same folder."""

from pathlib import Path

from tests.cli.brought import bring_into
from tests.cli.made_cases import write_csv
from tests.running import Running

CHECKS = ("编号", "组织编码", "规范", "期间", "得分", "验收日期")
TAKEN_BACK = ("编号", "原表", "原编号", "理由")


def check(number: str, amount: str) -> tuple[str, ...]:
    """A check of branch 01-02."""
    return number, "01-02", "政治理论学习", "2020-Q3", amount, "2020-09-30"


def test_a_fact_is_taken_back_and_recorded_anew_and_a_second_time_it_is_there_already(
    city: Running, tmp_path: Path
) -> None:
    first, then = tmp_path / "first", tmp_path / "then"
    first.mkdir()
    then.mkdir()
    write_csv(first / "考核验收.csv", CHECKS, [check("B-1", "3")])
    assert bring_into(city, first).bad == []
    write_csv(then / "考核验收.csv", CHECKS, [check("B-2", "2")])
    refused = bring_into(city, then, dry_run=True)
    write_csv(then / "冲销.csv", TAKEN_BACK, [("1", "考核验收", "B-1", "得分写错")])

    tried, done, again = bring_into(city, then, dry_run=True), bring_into(city, then), bring_into(city, then)

    assert [fault.rule for fault in refused.bad] == ["ALREADY_EXISTS"]
    assert (tried.bad, tried.good, done.bad, done.written) == ([], 2, [], 2)
    assert (again.bad, again.already) == ([], 2)


def test_what_cannot_be_taken_back_is_said_by_the_dry_run(city: Running, tmp_path: Path) -> None:
    write_csv(tmp_path / "考核验收.csv", CHECKS, [("B-9", "01-03", "政治理论学习", "2020-Q3", "3", "2020-09-30")])
    assert bring_into(city, tmp_path).bad == []
    (tmp_path / "考核验收.csv").unlink()
    rows = [
        ("11", "考核验收", "B-9", "重复登记"),
        ("12", "", "check-B-9", "重复登记"),
        ("13", "台账", "B-9", "重复登记"),
        ("14", "考核验收", "B-9", ""),
        ("15", "别的", "B-9", "重复登记"),
    ]
    write_csv(tmp_path / "冲销.csv", TAKEN_BACK, rows)

    tried = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)
    done = bring_into(city, tmp_path, skip_bad_rows=True)

    assert [(bad.row, bad.column, bad.rule) for bad in tried.bad] == [
        (3, "原编号", "ALREADY_REVERSED"),
        (4, "原编号", "UNKNOWN_FACT"),
        (5, "理由", "BAD_CELL"),
        (6, "原表", "BAD_CELL"),
    ]
    assert (done.bad, done.written) == (tried.bad, 1)
