"""Member points: base, review and contribution, letters doubled, and a veto that empties the year."""

from pathlib import Path

from tests.guide.conftest import Command

CLAUSES = (
    "满分70〔公布〕分，逐次扣分：扣分事项每次2〔公布〕分；每次都计；无记录计满分",
    "好人好事等加分事项每次2〔公布〕分，表扬信、锦旗每次1〔公布〕分，维护稳定工作每次3〔公布〕分",
    "至多加10〔公布〕分",
    "符合条件的乘以2〔公布〕",
    "年度，满分20：四舍五入((评议平均分，不评判时取0〔默认，可调整〕) × 0.2〔公布〕，2〔默认，可调整〕位小数)",
    "满分100：基础分 + 评议分 + 贡献分",
    "若一票否决（五种情形）则0，否则积分",
)
SHEET = """subject,indicator,period,amount,level,case,raised
样例党员00017,contribution,2020-03,,letter,样例锦旗,1
样例党员00017,base,2020-05,,lapse,,
"""


def test_the_hand_worked_case_is_exact_and_pins_every_number(command: Command) -> None:
    assert "exact, and all 21 numbers are pinned" in command("check", "members")


def test_the_rule_book_says_every_clause(command: Command) -> None:
    book = command("rulebook", "members")
    assert [clause for clause in CLAUSES if clause not in book] == []


def test_a_letter_in_the_press_counts_twice(command: Command, tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text(SHEET, encoding="utf-8")
    scored = command("try", "members", str(tmp_path / "facts.csv"), "--period", "2020").splitlines()
    assert ["样例党员00017", "70"] in [line.replace("│", " ").split() for line in scored]
