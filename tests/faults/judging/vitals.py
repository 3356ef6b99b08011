"""How the platform's processes are, seen from outside: what they hold, and how soon the gateway answers."""

import time
from contextlib import suppress
from math import ceil
from pathlib import Path

from tests.faults.load.clients import STANDINGS
from tests.running import PARTS, Running

READS = 20
POOL = "tokio-rt-worker"
"""The HTTP client's own threads: as many as it pleases, and for as long as they get something to do."""
MEGABYTE = 1024 * 1024


def levels(running: Running) -> dict[str, int]:
    """Return what each part holds (files are connections, too), and the 95th percentile of a read."""
    found: dict[str, int] = {}
    for part in PARTS:
        process = Path("/proc") / str(running.processes[part].pid)
        found[f"{part} threads"] = sum(name != POOL for name in _threads(process))
        found[f"{part} open files"] = len(list((process / "fd").iterdir()))
        found[f"{part} megabytes"] = _resident(process) // MEGABYTE
    found["gateway milliseconds"] = _slow_read(running)
    return found


def _threads(process: Path) -> list[str]:
    names = []
    for thread in (process / "task").iterdir():
        # One may end while it is looked at.
        with suppress(FileNotFoundError, ProcessLookupError):
            names.append((thread / "comm").read_text().strip())
    return names


def _resident(process: Path) -> int:
    (line,) = (line for line in (process / "status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def _slow_read(running: Running) -> int:
    taken = sorted(_timed(running, f"2020-Q{number % 4 + 1}") for number in range(READS))
    return taken[ceil(0.95 * READS) - 1]


def _timed(running: Running, period: str) -> int:
    begun = time.monotonic()
    running.execute(STANDINGS, {"period": period})
    return round(1000 * (time.monotonic() - begun))
