"""A city arrives on a platform that runs: from its folder to a score, to a new version, back, and away."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from biaochi_sdk.bench.new_plugin import start

from tests.conftest import CLOCK
from tests.running import Running
from tests.small_city import ESTABLISH, OPEN_CYCLE, RECORD_CHECK

CITY = "binjiang"
STANDINGS = """query ($cycle: String!) {
  standings(city: "binjiang", cycle: $cycle, index: "branch") { edges { node { total grade subject { code } } } }
}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder a plugin is written in."""
    start(CITY, tmp_path)
    return tmp_path / CITY


@pytest.fixture
def running(tmp_path: Path, folder: Path) -> Iterator[Running]:
    """A platform that serves the city, started after it was installed."""
    platform = Running(tmp_path / "home", (), {**CLOCK, "BIAOCHI_PLUGINS": CITY})
    done = platform.command("plugin", "install", str(folder))
    assert done.returncode == 0, done.stdout
    platform.start()
    try:
        for code, kind, parent in (("W", "WORK_COMMITTEE", ""), ("B1", "BRANCH", "W")):
            place = {"code": code, "name": f"市直单位{code}", "kind": kind, "on": "2019-01-01"}
            above = organization(parent) if parent else None
            platform.execute(ESTABLISH, {"input": {"idempotencyKey": code, "city": CITY, "parent": above, **place}})
        yield platform
    finally:
        platform.stop()


def organization(code: str) -> str:
    """The global id of an organization of the city."""
    return base64.b64encode(f"Organization:{CITY}:{code}".encode()).decode()


def raised(folder: Path, version: str) -> str:
    """The plugin's folder with another version, in which 90 is not enough any more."""
    project, page = folder / "pyproject.toml", folder / "biaochi_binjiang" / "__init__.py"
    project.write_text(project.read_text(encoding="utf-8").replace("0.1.0", version), encoding="utf-8")
    text = page.read_text(encoding="utf-8").replace('default(90), "good"', 'default(91), "good"')
    edge = '"A": {"total": "90", "grade": "good"'
    page.write_text(text.replace(edge, edge.replace("good", "fair")), encoding="utf-8")
    return str(folder)


def judged(running: Running, year: str) -> list[tuple[str, str]]:
    """Open a cycle, mark the branch with 50 of 60, and say who has which grade."""
    running.execute(OPEN_CYCLE, {"input": {"idempotencyKey": f"cycle-{year}", "city": CITY, "code": year}})
    said = {"indicator": "meetings", "period": year, "amount": "50"}
    running.execute(RECORD_CHECK, {"input": {"idempotencyKey": year, "subject": organization("B1"), **said}})
    return standing(running, year)


def standing(running: Running, year: str) -> list[tuple[str, str]]:
    """The total and grade of everybody in a cycle."""
    edges = running.execute(STANDINGS, {"cycle": year})["standings"]["edges"]
    return [(edge["node"]["total"], edge["node"]["grade"]) for edge in edges]


def test_a_version_is_taken_up_by_the_platform_that_runs_and_the_one_before_returns(
    running: Running, folder: Path
) -> None:
    assert judged(running, "2020") == [("90", "good")]

    installed = running.command("plugin", "install", raised(folder, "0.2.0"))
    assert installed.returncode == 0, installed.stdout
    assert "The running platform serves it." in installed.stdout
    assert judged(running, "2021") == [("90", "fair")]
    assert standing(running, "2020") == [("90", "good")]

    back = running.command("plugin", "previous", CITY)
    assert "0.1.0 is in use again." in back.stdout
    assert judged(running, "2022") == [("90", "good")]

    assert running.command("plugin", "remove", CITY).returncode == 0
    assert [standing(running, year) for year in ("2020", "2021", "2022")] == [
        [("90", "good")],
        [("90", "fair")],
        [("90", "good")],
    ]


def test_what_does_not_load_changes_nothing_and_a_city_that_is_not_there_ends_the_start(
    running: Running, folder: Path
) -> None:
    (folder / "biaochi_binjiang" / "__init__.py").write_text("raise RuntimeError('半成品')", encoding="utf-8")
    refused = running.command("plugin", "install", str(folder))

    assert refused.returncode == 1
    assert "Not installed, and nothing is changed: RuntimeError: 半成品" in refused.stdout
    assert judged(running, "2020") == [("90", "good")]
    running.stop()
    elsewhere = Running(running.home.parent / "elsewhere", (), {**CLOCK, "BIAOCHI_PLUGINS": "nowhere"})
    with pytest.raises(AssertionError, match="no installed plugin is named nowhere: install it first"):
        elsewhere.start()
    elsewhere.stop()
