"""What a platform costs that nobody uses: Lanzhou founded, everything in one process on files, CPU over a minute."""

import os
import tempfile
import time
from pathlib import Path

from tests.conftest import CLOCK
from tests.running import Running
from tests.small_city import found

SECONDS = 60.0
SETTLED = 10.0
HERTZ = os.sysconf("SC_CLK_TCK")


def cpu(process: int) -> float:
    """Seconds of CPU that a process has used, of all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / HERTZ


def measure() -> None:
    """Print the share of a core."""
    with tempfile.TemporaryDirectory() as home:
        running = Running(Path(home), (), CLOCK)
        running.start()
        try:
            found(running)
            time.sleep(SETTLED)
            process, begun = running.processes["platform"].pid, time.monotonic()
            used = -cpu(process)
            time.sleep(SECONDS)
            used, took = used + cpu(process), time.monotonic() - begun
        finally:
            running.stop()
    print(f"idle: {100 * used / took:.2f} % of a core over {SECONDS:.0f} s")


if __name__ == "__main__":
    measure()
