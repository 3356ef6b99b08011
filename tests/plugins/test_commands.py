"""The plugin commands: green at once, and a sentence with exit code 1 where something is wrong."""

import sys
from pathlib import Path

import pytest
from biaochi_cli.plugin import app
from openpyxl import Workbook
from typer.testing import CliRunner


def run(*line: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(line))
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "biaochi_binjiang", raising=False)
    run("new", "binjiang", "--folder", ".")
    return tmp_path / "binjiang"


def page(city: Path) -> Path:
    return city / "biaochi_binjiang" / "__init__.py"


def test_a_new_plugin_is_green_and_is_not_written_over(city: Path) -> None:
    assert "all 6 numbers are pinned" in run("check", str(city))
    assert "is there already" in run("new", "binjiang", "--folder", ".", code=1)
    assert "no lower-case ASCII name" in run("new", "Bin-jiang", code=1)


def test_a_number_that_no_case_pins_is_listed(city: Path) -> None:
    text = page(city).read_text(encoding="utf-8")
    page(city).write_text(text.replace('"D": {"total": "59.5", "grade": "poor", "place": "5"},', ""), encoding="utf-8")

    assert "grade: 60 could be 59" in run("check", str(city), code=1)


def test_what_changed_between_two_versions_is_said_in_words(city: Path) -> None:
    run("rulebook", str(city), "--save", "before.json")
    changed = (city.parent / "before.json").read_text(encoding="utf-8").replace('"value":"90"', '"value":"95"')
    (city.parent / "after.json").write_text(changed, encoding="utf-8")

    assert "没有变化" in run("rulebook", str(city), "--diff", "before.json")
    assert "≥95〔默认，可调整〕为优秀" in run("rulebook", str(city), "--diff", "after.json")
    assert "修改：等次（grade）规则" in run("rulebook", str(city), "--diff", "after.json")


def test_while_a_case_is_red_the_page_is_read_and_the_check_names_every_difference(city: Path) -> None:
    text = page(city).read_text(encoding="utf-8")
    wrong = text.replace('"A": {"total": "90", "grade": "good"', '"A": {"total": "91", "grade": "fair"')
    page(city).write_text(wrong, encoding="utf-8")
    (city.parent / "facts.csv").write_text("subject\n甲\n", encoding="utf-8")

    assert "三会一课" in run("rulebook", str(city))
    assert "党支部评价" in run("try", str(city), "facts.csv", "--period", "2020")
    checked = run("check", str(city), code=1)
    assert "A has total '90', not '91'" in checked
    assert "A has grade 'good', not 'fair'" in checked


def test_a_plugin_that_does_not_load_says_why(city: Path) -> None:
    page(city).write_text("raise RuntimeError('半成品')", encoding="utf-8")

    assert "Kept out: RuntimeError: 半成品" in run("check", str(city), code=1)
    assert "No plugin is installed as nowhere" in run("check", "nowhere", code=1)


def test_an_installed_city_is_read_by_its_name_and_model() -> None:
    assert "三会一课" in run("rulebook", "lanzhou", "--model", "branch")
    assert "has the models branch" in run("rulebook", "lanzhou", code=1)


DEPARTMENT = """

class Department(Model, code="department", title=default("部门评价"), subject="DEPARTMENT", since="2020-01-01",
                 source=RULES, defaults=OURS):
    branches = from_below("mean", Branch.total, missing="left_out").round(default(2))(default("支部平均分"))
    at_year = Publish("year", totals={"department": branches})
"""


def test_a_workbook_with_a_sheet_for_each_model_is_judged_in_order(city: Path) -> None:
    text = page(city).read_text(encoding="utf-8").replace("import (\n", "import (\n    from_below,\n")
    before, after = text.split("\n\nCASES")
    models = after.replace("models=(Branch,)", "models=(Department, Branch)")
    page(city).write_text(f"{before}{DEPARTMENT}\n\nCASES{models}", encoding="utf-8")
    book = Workbook()
    branches = book.worksheets[0]
    branches.title = "branch"
    for row in (("subject", "above", "indicator", "period", "amount"), ("甲", "部门01", "meetings", "2020", "50")):
        branches.append(row)
    book.create_sheet("说明")
    book.save(city.parent / "city.xlsx")
    line = (str(city), "city.xlsx", "--period", "2020")

    assert "党支部评价" in run("try", *line)
    assert "支部平均分 = 90" in run("explain", *line, "--model", "department", "--subject", "部门01")


def test_a_spreadsheet_is_scored_and_a_bad_row_is_named(city: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("subject", "indicator", "period", "amount"), ("样例党支部01", "meetings", 2020, 55.5)):
        sheet.append(row)
    book.save("facts.xlsx")
    (city.parent / "bad.csv").write_text("subject,indicator,period,amount\n甲,meetings,2020,61\n", encoding="utf-8")

    assert "95.5" in run("try", str(city), "facts.xlsx", "--period", "2020")
    run("rulebook", str(city), "--save", "before.json")
    stricter = (city.parent / "before.json").read_text(encoding="utf-8").replace('"value":"90"', '"value":"96"')
    (city.parent / "stricter.json").write_text(stricter, encoding="utf-8")
    against = run("try", str(city), "facts.xlsx", "--period", "2020", "--against", "stricter.json")
    assert "合格→优秀" in against
    opened = run("explain", str(city), "facts.xlsx", "--period", "2020", "--subject", "样例党支部01", "--node", "grade")
    assert "等次 = 优秀" in opened
    assert "第 2 行：指标“三会一课”（meetings）的数值 61 超出范围" in run(
        "try", str(city), "bad.csv", "--period", "2020", code=1
    )
    assert "No row" in run("explain", str(city), "facts.xlsx", "--period", "2020", "--subject", "乙", code=1)


def test_a_spreadsheet_to_be_tried_is_read_as_an_import_reads_it(city: Path) -> None:
    lines = "subject;indicator;period;amount\r\n样例党支部01;meetings;2020;55.5\r\n"
    (city.parent / "office.csv").write_bytes(lines.encode("gb18030"))
    book = Workbook()
    for row in (("subject", "indicator", "period", "amount"), ("样例党支部01", "meetings", "2020", "=50+5.5")):
        book.worksheets[0].append(row)
    book.save(city.parent / "formula.xlsx")
    (city.parent / "broken.xlsx").write_bytes(b"PK")

    assert "95.5" in run("try", str(city), "office.csv", "--period", "2020")
    assert "第 2 行“amount”栏公式没有算出的值" in run("try", str(city), "formula.xlsx", "--period", "2020", code=1)
    assert "打不开" in run("try", str(city), "broken.xlsx", "--period", "2020", code=1)
