"""A rubric of another city, from its paper to scores on a running platform, by the commands that the documents name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import CLOCK
from tests.guide.wenzhou.biaochi_wenzhou import CASES
from tests.running import Running
from tests.servers.deployments import Deployment

PLUGIN = Path(__file__).parents[1] / "guide" / "wenzhou"
STANDINGS = """{
  standings(city: "wenzhou", cycle: "2013", index: "line") { edges { node { total rank subject { code } } } }
}"""
TITLES = {"work": "月度成绩", "effort": "季度成绩", "done": "全年完成率"}


@pytest.fixture
def running(tmp_path: Path, deployment: Deployment) -> Iterator[Running]:
    """A platform to which the plugin was brought as its author wrote it."""
    platform = Running(tmp_path / "home", (), {**CLOCK, **deployment(), "BIAOCHI_PLUGINS": "wenzhou"})
    assert "exact, and all 16 numbers are pinned" in platform.command("plugin", "check", str(PLUGIN)).stdout
    installed = platform.command("plugin", "install", str(PLUGIN))
    assert installed.returncode == 0, installed.stdout
    platform.start()
    try:
        yield platform
    finally:
        platform.stop()


def filled_in(path: Path) -> None:
    """The office writes down who exists and what the case worked by hand recorded."""
    (case,) = CASES
    book = load_workbook(path)
    book["组织"].append(["W", "W", "样例工委", "工作委员会", None, "2012-01-01"])
    for code in "ABCD":
        book["组织"].append([code, code, f"市直单位{code}", "部门", "W", "2012-01-01"])
    book["考核周期"].append(["2013", "2013"])
    for number, fact in enumerate(case.facts, start=1):
        book["考核验收"].append([number, fact.subject, TITLES[fact.indicator], fact.period, fact.amount])
    book.save(path)


def test_the_scores_worked_by_hand_are_those_of_the_platform(running: Running, tmp_path: Path) -> None:
    path = tmp_path / "wenzhou.xlsx"
    template = running.command("import", "template", "wenzhou", "--year", "2013", "--to", str(path))
    assert template.returncode == 0, template.stdout
    filled_in(path)

    tried = running.command("import", str(path), "--city", "wenzhou", "--dry-run")
    done = running.command("import", str(path), "--city", "wenzhou")

    assert (tried.returncode, done.returncode) == (0, 0), tried.stdout + done.stdout
    nodes = [edge["node"] for edge in running.execute(STANDINGS)["standings"]["edges"]]
    (case,) = CASES
    assert {node["subject"]["code"]: (node["total"], str(node["rank"])) for node in nodes} == {
        code: (expected["total"], expected["place"]) for code, expected in case.expect.items()
    }
