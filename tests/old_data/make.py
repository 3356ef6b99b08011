"""Makes data of the build whose checkout this runs in, on files and on servers, and keeps what it answers about it.

python -m tests.old_data.make NAME, where NAME is the folder to make: the release, or the commit without one.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.old_data import exchanges, strangers
from tests.old_data.commands import everything
from tests.old_data.kept import HERE, Kept
from tests.running import PARTS, Running
from tests.servers import kafka, postgres
from tests.servers.deployments import on_files, on_servers

SETTINGS = {"BIAOCHI_CLOCK": "2021-02-01T00:00:00Z", "BIAOCHI_PLUGINS": "lanzhou,yantai"}
"""Those who open the data have not the third city's plugin: it stays what it was."""

SECONDS = 60
OPERATOR = (("dead", (strangers.DEAD, strangers.CITY)), ("parked", (strangers.SUBJECT, "waits for number 1")))
CYCLES = '{ cycles(city: "kinds") { edges { node { closed results { frozen } } } } }'


def main(name: str) -> None:
    """Make the folder. Fails when the two platforms answer differently."""
    kept = Kept(HERE / name)
    kept.folder.mkdir()
    with tempfile.TemporaryDirectory() as scratch, kafka.running() as broker, postgres.running() as server:
        folder = Path(scratch)
        plugin = _install_third_city(folder / "plugin")
        files = Running(folder / "files", (), {**SETTINGS, **plugin, **on_files()})
        servers = Running(folder / "servers", PARTS, {**SETTINGS, **plugin, **on_servers(broker, server)(empty=True)})
        answers = [_lived(running, kept) for running in (files, servers)]
    assert answers[0] == answers[1], "the platform on files and the one on servers answer differently"
    kept.write_answers(answers[0])


def _install_third_city(folder: Path) -> dict[str, str]:
    about = folder / "kinds-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: kinds\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[biaochi]\nkinds = tests.journeys.town_of_kinds\n")
    plugins = f"{SETTINGS['BIAOCHI_PLUGINS']},kinds"
    return {"PYTHONPATH": f"{folder}:{HERE.parents[1]}", "BIAOCHI_PLUGINS": plugins}


def _lived(running: Running, kept: Kept) -> dict[str, Any]:
    """Write everything, keep it, and go on as those will who open it."""
    with _serving(running):
        positions = _write(running)
    kept.keep(running)
    again = Running(running.home, running.parts, {**running.environment, **SETTINGS})
    with _serving(again):
        return _questioned(again, positions)


@contextmanager
def _serving(running: Running) -> Iterator[None]:
    """It runs within the block."""
    try:
        running.start()
        yield
    finally:
        running.stop()


def _write(running: Running) -> str:
    """Send all commands, and two records of strangers; return up to where was written, once all of it is read."""
    positions: dict[str, str] = {}
    for command in everything():
        for role in command.by:
            said, token = {"input": command.given}, f"Bearer {running.token(role)}"
            answer = running.execute(command.document("already position"), said, authorization=token)[command.name]
            assert not answer["already"], command
            for position in answer["position"].split(","):
                positions[position.rpartition("/")[0]] = position
    if "BIAOCHI_KAFKA" in running.environment:
        strangers.write_to_topics(running.environment)
    else:
        strangers.write_to_file(running.home)
    _until(lambda: _is_frozen(running))
    _until(lambda: all(running.command("log", name).returncode == 1 for name, _ in OPERATOR))
    _until(lambda: _is_quiet(running))
    return ",".join(sorted(positions.values()))


def _is_frozen(running: Running) -> bool:
    cycles = [edge["node"] for edge in running.execute(CYCLES)["cycles"]["edges"]]
    return all(cycle["results"]["frozen"] for cycle in cycles if cycle["closed"])


def _is_quiet(running: Running) -> bool:
    lag = running.command("log", "lag")
    return lag.returncode == 0 and "org: 0, assessment: 0, scoring: 0" in lag.stdout


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < deadline, f"not so after {SECONDS} s"
        time.sleep(0.2)


def _questioned(running: Running, positions: str) -> dict[str, Any]:
    """Everything that is asked of data, in the order in which the test asks it."""
    return {
        "settings": SETTINGS,
        "operator": [{"command": ["log", name], "says": _received(running, name, words)} for name, words in OPERATOR],
        "questions": exchanges.execute(running, exchanges.questions(positions)),
        "repeated": exchanges.execute(running, exchanges.repeated()),
        "new": exchanges.execute(running, exchanges.new()),
        "afterwards": exchanges.execute(running, exchanges.questions(positions, exchanges.AFTERWARDS)),
    }


def _received(running: Running, name: str, words: Iterable[str]) -> list[str]:
    said = running.command("log", name).stdout
    assert all(word in said for word in words), said
    return [*words]


if __name__ == "__main__":
    main(sys.argv[1])
