"""Wenzhou 2013: places turned into points, twelve months and four quarters averaged, steps reached or not."""

from pathlib import Path

from tests.guide.conftest import Command

CLAUSES = (
    "月，满分30：不低于((1 - (月度名次 - 1) × 0.05〔公布〕) × 30〔默认，可调整〕，0)",
    "季度，满分15：不低于((1 - (季度名次 - 1) × 0.05〔公布〕) × 15〔默认，可调整〕，0)",
    "四舍五入(各月月度名次得分的平均，2〔默认，可调整〕位小数)",
    "四舍五入(各季度季度名次得分的平均，2〔默认，可调整〕位小数)",
    "若全年完成率 ≥ 60〔默认，可调整〕则25〔默认，可调整〕，否则0",
    "若全年完成率 ≥ 100〔默认，可调整〕则30〔默认，可调整〕，否则0",
    "满分100：十二个月平均 + 四个季度平均 + 第一步 + 第二步",
)
SHEET = """subject,indicator,period,amount
样例单位01,work,2013-05,90
样例单位02,work,2013-05,80
样例单位03,work,2013-05,70
"""


def test_the_hand_worked_case_is_exact_and_pins_every_number(command: Command) -> None:
    assert "exact, and all 16 numbers are pinned" in command("check", "wenzhou")


def test_the_rule_book_says_every_clause(command: Command) -> None:
    book = command("rulebook", "wenzhou")
    assert [clause for clause in CLAUSES if clause not in book] == []


def test_the_third_of_a_month_gets_ninety_percent(command: Command, tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text(SHEET, encoding="utf-8")
    scored = command("try", "wenzhou", str(tmp_path / "facts.csv"), "--period", "2013-05").splitlines()
    assert ["样例单位03", "27", "3"] in [line.replace("│", " ").split() for line in scored]
