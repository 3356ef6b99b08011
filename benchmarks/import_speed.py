"""How fast the command imports Lanzhou's example year, judged to the end: this build, and those of other checkouts.

Run it with `python -m benchmarks.import_speed [--rows N] [CHECKOUT ...]`. Each build runs in its own .venv, takes its
turn with the others three times over a new home, and imports the same folder; with `--rows` at most N rows of a sheet.
Where other work shares the machine, compare the processors' time: of command and platform together, its start included.
"""

import argparse
import csv
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.running import free_ports

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "lanzhou"
ROUNDS = 3
READY_SECONDS = 120


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("checkouts", nargs="*", type=Path)
    given = parser.parse_args()
    builds = [ROOT, *given.checkouts]
    runs: dict[Path, list[Run]] = {build: [] for build in builds}
    with tempfile.TemporaryDirectory() as space:
        folder = Path(space) / "lanzhou"
        _prepare(folder, given.rows)
        for place in range(given.rounds):
            for build in builds:
                runs[build].append(_import(build, folder, Path(space) / f"{build.name}-{place}"))
                print(f"{build}: {runs[build][-1]}, load {os.getloadavg()[0]:.1f}", flush=True)
    for build in builds:
        print(f"median of {build}: {Run(*(statistics.median(values) for values in zip(*runs[build], strict=True)))}")


class Run(NamedTuple):
    """What one import came to."""

    speed: float
    """Rows a second, from the command's start to its end: all is judged then."""
    economy: float
    """Rows a second of a processor."""

    def __str__(self) -> str:
        return f"{self.speed:.0f} rows a second, {self.economy:.0f} a second of a processor"


def _prepare(folder: Path, rows: int) -> None:
    """The folder to be imported, text files cut after so many rows."""
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "*.md"))
    for file in folder.glob("*.csv") if rows else ():
        with file.open(encoding="utf-8-sig", newline="") as read:
            lines = list(csv.reader(read))[: rows + 1]
        with file.open("w", encoding="utf-8-sig", newline="") as written:
            csv.writer(written, lineterminator="\n").writerows(lines)


def _import(build: Path, folder: Path, home: Path) -> Run:
    before = _processor_seconds()
    with _platform(build, home) as environment:
        begun = time.perf_counter()
        command = [str(build / ".venv/bin/python"), "-m", "biaochi_cli.main", "import", str(folder)]
        done = subprocess.run(command, cwd=build, env=environment, capture_output=True, text=True, check=False)
        took = time.perf_counter() - begun
    assert done.returncode == 0, done.stdout + done.stderr
    rows = int(next(line for line in done.stdout.splitlines() if line.startswith("写入")).split()[1])
    return Run(rows / took, rows / (_processor_seconds() - before))


def _processor_seconds() -> float:
    """Of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _platform(build: Path, home: Path) -> Iterator[dict[str, str]]:
    """A platform of that build over a new home, ready; the environment by which its command finds it."""
    settings = {"BIAOCHI_HOME": str(home), "BIAOCHI_PORT": str(free_ports()), "BIAOCHI_PLUGINS": "lanzhou"}
    environment = {**os.environ, **settings, "COLUMNS": "200"}
    home.mkdir(parents=True)
    with (home / "platform.log").open("wb") as log:
        command = [str(build / ".venv/bin/python"), "-m", "biaochi_cli.platform"]
        process = subprocess.Popen(command, cwd=build, env=environment, stdout=log, stderr=log)
    try:
        _wait_ready(f"http://127.0.0.1:{settings['BIAOCHI_PORT']}/health/ready")
        yield environment
    finally:
        process.terminate()
        process.wait()


def _wait_ready(address: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            assert time.monotonic() < deadline, "the platform is not ready"
            time.sleep(0.1)


if __name__ == "__main__":
    main()
