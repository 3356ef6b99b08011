"""A worker that dies takes its test with it and nothing else, and the run says by what."""

import os
import subprocess
import sys
from pathlib import Path

from tests.dying import sentence

ROOT = Path(__file__).parents[2]
PLUGINS = ("xdist", "tests.order", "tests.dying")
DIES = """
import os, signal

def test_{name}():
    os.kill(os.getpid(), signal.{name})
"""


def test_workers_that_die_are_named_with_their_tests_and_end_a_red_run(tmp_path: Path) -> None:
    suite = tmp_path / "sample" / "suite"
    suite.mkdir(parents=True)
    (tmp_path / "pytest.ini").touch()
    for name in ("SIGKILL", "SIGTERM"):
        (suite / f"test_{name}.py").write_text(DIES.format(name=name))

    done = run(tmp_path)

    assert done.returncode == 1, done.stdout + done.stderr
    assert "2 failed" in done.stdout
    for name in ("SIGKILL", "SIGTERM"):
        assert done.stdout.count(f" ended by {name}; since the run began the kernel") == 2, "at once and at the end"
        assert f"FAILED sample/suite/test_{name}.py::test_{name}" in done.stdout


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    """A parallel run of its own, as `make test` makes it."""
    around = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    plugins = [word for name in PLUGINS for word in ("-p", name)]
    command = [sys.executable, "-m", "pytest", *plugins, "--numprocesses", "2", "--dist", "loadfile", "-rf"]
    command += ["--no-loadscope-reorder", "--max-worker-restart", "0"]
    environment = {**around, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_how_one_ended_is_said_by_its_signal_or_its_code() -> None:
    assert sentence("gw0", -9, 2, 300 * 2**20, 5 * 2**20) == (
        "The worker gw0 ended by SIGKILL; since the run began the kernel has ended 2 processes for want of memory; "
        "300 MiB of memory and 5 MiB for files in memory are left."
    )
    assert sentence("gw1", 3, 0, 0, 0).startswith("The worker gw1 ended by itself with 3; ")
