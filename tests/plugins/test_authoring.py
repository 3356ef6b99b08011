"""An author's day: a page checked as it is saved, results for programs, and what a page is asked to say."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from biaochi_cli.authoring import watching
from biaochi_cli.plugin import app
from openpyxl import load_workbook
from typer.testing import CliRunner

FACTS = "subject,indicator,period,amount\n样例党支部01,meetings,2020,55.5\n样例党支部02,dues,2020,1\n"


def run(*line: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(line))
    assert done.exit_code == code, done.output
    return done.stdout


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "biaochi_binjiang", raising=False)
    run("new", "binjiang", "--folder", ".")
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
    return tmp_path / "binjiang"


def edit(city: Path, old: str, new: str) -> None:
    page = city / "biaochi_binjiang" / "__init__.py"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")


def test_a_check_is_read_by_a_program(city: Path) -> None:
    (model,) = json.loads(run("check", str(city), "--json"))["models"]

    assert (model["code"], model["numbers"], model["faults"], model["unpinned"]) == ("branch", 6, [], [])
    assert "has no model nothing: name one of branch" in run("check", str(city), "--model", "nothing", code=1)
    assert "is no folder that a plugin is written in" in run("check", "lanzhou", "--watch", code=1)


def test_a_check_notes_what_the_page_leaves_open(city: Path) -> None:
    edit(city, "import (\n", "import (\n    cascade,\n")
    seats = 'seats = cascade(grade, total, {"good": default("1")}, ties="all")(default("限额等次"))\n    at_year'
    edit(city, "at_year", seats)

    said = run("check", str(city))
    assert "note: cascade(): not said, so seats are rounded down; write rounding= one of" in said
    del sys.modules["biaochi_binjiang"]
    assert json.loads(run("check", str(city), "--json"))["notes"] != []


def test_a_trial_is_read_by_a_program_and_written_as_a_workbook(city: Path) -> None:
    line = ("try", str(city), "facts.csv", "--period", "2020")
    run("rulebook", str(city), "--save", "before.json")
    stricter = Path("before.json").read_text(encoding="utf-8").replace('"value":"90"', '"value":"96"')
    Path("stricter.json").write_text(stricter, encoding="utf-8")

    data = json.loads(run(*line, "--json", "--against", "stricter.json", "--xlsx", "scores.xlsx"))
    first, second = data["branch"]["sheets"]
    assert (first["subject"], first["branch"], first["grade"], first["branch place"]) == (
        "样例党支部01",
        "95.5",
        "good",
        "1",
    )
    assert second["dues"] == "39"
    assert [one["subject"] for one in data["branch"]["moved"]] == ["样例党支部01"]
    head, row, _ = load_workbook("scores.xlsx")["branch"].iter_rows(values_only=True)
    assert dict(zip(head, row, strict=True))["total"] == "95.5"


def test_an_explanation_is_read_by_a_program(city: Path) -> None:
    subject = ("--subject", "样例党支部01", "--period", "2020")
    opened = json.loads(run("explain", str(city), "facts.csv", *subject, "--node", "grade", "--json"))

    assert (opened["key"], opened["shown"], opened["children"][0]["value"]) == ("grade", "优秀", "95.5")


def test_a_saved_page_says_every_difference_or_why_it_does_not_load(
    city: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    watching.check_saved(str(city), "")
    assert "branch since 2020-01-01: 1 cases, 0 differences" in capfd.readouterr().out
    del sys.modules["biaochi_binjiang"]
    edit(city, '"A": {"total": "90", "grade": "good"', '"A": {"total": "91", "grade": "fair"')
    watching.check_saved(str(city), "branch")
    said = capfd.readouterr().out
    assert "A has total '90', not '91'" in said
    assert "A has grade 'good', not 'fair'" in said
    del sys.modules["biaochi_binjiang"]
    edit(city, "class Branch(", "class Branch((")
    watching.check_saved(str(city), "")
    assert "does not load: SyntaxError" in capfd.readouterr().out


def test_every_save_is_seen_and_nothing_else(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PAUSE_SECONDS", 0)
    seen: Iterator[None] = watching.saves(city)
    next(seen)
    edit(city, "第一条", "第二条")
    next(seen)
    (city / "biaochi_binjiang" / "rules.py").write_text("", encoding="utf-8")

    assert next(seen) is None
