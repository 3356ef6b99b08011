"""Nan'an 2014: two series, each with its formula and its own places."""

from pathlib import Path

from tests.guide.conftest import Command

CLAUSES = (
    "(自评，不评判时取0) × 0.1〔公布〕 + (指标考核，不评判时取0) × 0.7〔公布〕 + (公众评议，不评判时取0) × 0.2〔公布〕",
    "(指标考核，不评判时取0) × 0.8〔公布〕 + (公众评议，不评判时取0) × 0.2〔公布〕",
    "(若所属系列为党群系列则党群系列加权得分，否则政府系列加权得分) + 奖励加分 - 察访核验扣分",
    "期内合计，至多20〔公布〕",
    "至多10〔默认，可调整〕",
    "同一所属系列内，按总分从高到低的名次",
)
SHEET = """subject,indicator,period,amount,choice
样例单位01,series,2014,,government
样例单位01,targets,2014,93.15,
样例单位01,public,2014,90.4,
样例单位01,inspected,2014-11,0.5,
"""


def test_the_hand_worked_case_is_exact_and_pins_every_number(command: Command) -> None:
    assert "exact, and all 15 numbers are pinned" in command("check", "nanan")


def test_the_rule_book_says_every_clause(command: Command) -> None:
    book = command("rulebook", "nanan")
    assert [clause for clause in CLAUSES if clause not in book] == []


def test_a_sheet_is_scored_without_a_server(command: Command, tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text(SHEET, encoding="utf-8")
    scored = command("try", "nanan", str(tmp_path / "facts.csv"), "--period", "2014").splitlines()
    assert ["样例单位01", "92.1", "1"] in [line.replace("│", " ").split() for line in scored]
