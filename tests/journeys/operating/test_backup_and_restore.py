"""A city is backed up while people write, everything is lost, and it goes on from the backup as if nothing had been."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CLOCK
from tests.crash.load import Load
from tests.crash.test_nothing_is_lost import facts, standings
from tests.running import Running
from tests.servers.deployments import Deployment
from tests.small_city import found


@pytest.fixture
def running(tmp_path: Path, deployment: Deployment) -> Iterator[Running]:
    """A platform with the small city."""
    running = Running(tmp_path / "home", (), {**CLOCK, **deployment(empty=True)})
    running.start()
    found(running)
    yield running
    running.stop()


def done(running: Running, *arguments: str) -> str:
    """What a command says that succeeds."""
    said = running.command(*arguments)
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout


def lose_everything(running: Running, deployment: Deployment) -> None:
    """Kill the platform and leave nothing of it: files are removed; on servers it stands on new ones."""
    running.kill("platform")
    shutil.rmtree(running.home)
    running.environment = {**CLOCK, **deployment(empty=True)}


def numbers(running: Running) -> set[str]:
    """The numbers of all facts; none twice."""
    found_numbers = [str(fact["number"]) for fact in facts(running)]
    assert len(found_numbers) == len(set(found_numbers))
    return set(found_numbers)


def test_a_city_comes_back_from_a_backup_taken_under_load(
    running: Running, deployment: Deployment, tmp_path: Path
) -> None:
    load = Load(running, 17, 0)
    load.start()
    try:
        while len(load.history.acknowledged["fact"]) < 40:
            time.sleep(0.05)
        before = set(load.history.acknowledged["fact"])
        done(running, "backup", str(tmp_path / "under-load"))
        time.sleep(1)
    finally:
        load.stop()
    assert load.history.refusals == []
    done(running, "backup", str(tmp_path / "at-rest"))
    answers, everything = standings(running), numbers(running)

    lose_everything(running, deployment)
    measured = done(running, "restore", str(tmp_path / "under-load"))
    assert re.search(r"It took \d+ s; what was acknowledged in the last \d+ s, since the backup, is lost\.", measured)
    running.start()
    assert before <= numbers(running) < everything
    assert "equal" in done(running, "rebuild")

    lose_everything(running, deployment)
    done(running, "restore", str(tmp_path / "at-rest"))
    running.start()
    assert standings(running) == answers
    assert numbers(running) == everything

    again = Load(running, 17, 1)
    again.start()
    time.sleep(1)
    again.stop()
    assert again.history.refusals == []
    assert numbers(running) == everything | again.history.acknowledged["fact"]
    assert "No dead letters" in done(running, "log", "dead")
    assert "Nothing is parked" in done(running, "log", "parked")
