"""A program that is forked from a loaded one is a process of its own."""

import os
import select
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.forked import Program
from tests.running import FORKED, Running


def test_it_has_its_own_arguments_environment_output_and_exit_code(tmp_path: Path) -> None:
    one, another = tmp_path / "one", tmp_path / "another"

    stopped = [Running(home).command("status") for home in (one, another)]
    refused = Running(one, environment={"BIAOCHI_PORT": "none"}).command("status")

    assert FORKED
    assert [(done.returncode, done.stderr) for done in stopped] == [(3, "")] * 2
    for home, done in zip((one, another), stopped, strict=True):
        assert f"(home {home})" in done.stdout.replace("\n", "")
    assert refused.returncode == 1
    assert "BIAOCHI_PORT" in refused.stdout


def test_it_is_waited_for_and_ended_as_any_process_and_goes_with_what_loaded_it(tmp_path: Path) -> None:
    running = Running(tmp_path)
    with tempfile.TemporaryFile() as file:
        environment = {"PATH": "/usr/bin:/bin", "BIAOCHI_HOME": str(tmp_path), "BIAOCHI_PORT": str(running.port)}
        program = Program("org")
        process, other = (program.start(["serve", "org"], environment, file, file) for _ in range(2))
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.01)
        assert process.poll() is None
        process.kill()

        assert process.wait(30) == process.poll() == -signal.SIGKILL
        assert not Path(f"/proc/{process.pid}").exists()

        left = os.pidfd_open(other.pid)
        program.unload()
        ended, _, _ = select.select([left], [], [], 30)
        assert ended == [left], "it goes with the process that loaded it"
        os.close(left)
