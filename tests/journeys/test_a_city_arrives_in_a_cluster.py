"""A city arrives in a cluster: scoring is rolled out with a plugin more, one replica after the other, and rolled back.

What an image has built in is here a folder of plugins; the other parts are the same processes from beginning to end.
"""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from biaochi_sdk.bench.new_plugin import start

from tests.conftest import CLOCK
from tests.running import PARTS, Running
from tests.servers.deployments import Deployment
from tests.small_city import ESTABLISH, OPEN_CYCLE, RECORD_CHECK

CITY = "binjiang"
OTHERS = ("org", "assessment", "gateway")
CITIES = "{ cities(first: 10) { edges { node { slug } } } }"
STANDINGS = """{
  standings(city: "binjiang", cycle: "2020", index: "branch") { edges { node { total grade subject { code } } } }
}"""


@pytest.fixture
def running(tmp_path: Path, deployment: Deployment) -> Iterator[Running]:
    """Lanzhou alone, each part a process, two of scoring."""
    platform = Running(tmp_path / "home", PARTS, {**CLOCK, **deployment(), "BIAOCHI_PLUGINS": "lanzhou"})
    platform.start()
    platform.add("scoring.2")
    yield platform
    platform.stop()


def image(running: Running, tmp_path: Path) -> dict[str, str]:
    """What makes scoring one with the new city: its plugins, and who they are."""
    start(CITY, tmp_path)
    with_it = {"BIAOCHI_PLUGIN_FOLDER": str(tmp_path / "image"), "BIAOCHI_PLUGINS": f"lanzhou,{CITY}"}
    builder = Running(tmp_path / "builder", (), {**running.environment, **with_it})
    built = builder.command("plugin", "install", str(tmp_path / CITY))
    assert built.returncode == 0, built.stdout
    return with_it


def roll_out(running: Running, environment: dict[str, str]) -> None:
    """Replace one replica of scoring after the other, each once the one before is ready."""
    running.environment = environment
    for replica in ("scoring", "scoring.2"):
        old = running.processes.pop(replica)
        old.terminate()
        assert old.wait(30) == 0
        running.spawn(replica)
        running.wait_ready(replica)


def cities(running: Running) -> set[str]:
    """The cities that are served."""
    return {edge["node"]["slug"] for edge in running.execute(CITIES)["cities"]["edges"]}


def organization(code: str) -> str:
    """The global id of an organization of the new city."""
    return base64.b64encode(f"Organization:{CITY}:{code}".encode()).decode()


def judge_a_branch(running: Running) -> None:
    """Found a branch of the new city, open its cycle, and mark the branch with 50 of 60."""
    for code, kind, parent in (("W", "WORK_COMMITTEE", None), ("B1", "BRANCH", organization("W"))):
        place = {"code": code, "name": f"市直单位{code}", "kind": kind, "on": "2019-01-01", "parent": parent}
        running.execute(ESTABLISH, {"input": {"idempotencyKey": code, "city": CITY, **place}})
    running.execute(OPEN_CYCLE, {"input": {"idempotencyKey": "cycle", "city": CITY, "code": "2020"}})
    said = {"indicator": "meetings", "period": "2020", "amount": "50"}
    running.execute(RECORD_CHECK, {"input": {"idempotencyKey": "b1", "subject": organization("B1"), **said}})


def standings(running: Running) -> list[tuple[str, str, str]]:
    """Who has which total and grade."""
    nodes = [edge["node"] for edge in running.execute(STANDINGS)["standings"]["edges"]]
    return [(node["subject"]["code"], node["total"], node["grade"]) for node in nodes]


def test_scoring_is_rolled_out_with_a_city_more_and_back_while_the_other_parts_run(
    running: Running, tmp_path: Path
) -> None:
    before = {part: running.processes[part].pid for part in OTHERS}
    without_it, with_it = dict(running.environment), image(running, tmp_path)
    assert cities(running) == {"lanzhou"}

    roll_out(running, {**without_it, **with_it})
    assert cities(running) == {"lanzhou", CITY}
    judge_a_branch(running)
    assert standings(running) == [("B1", "90", "good")]

    roll_out(running, without_it)
    assert standings(running) == [("B1", "90", "good")]
    assert {part: running.processes[part].pid for part in OTHERS} == before
    assert all(running.processes[part].poll() is None for part in OTHERS)
