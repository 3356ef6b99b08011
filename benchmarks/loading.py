"""What it takes to load the plugins of all four cities: CPU-seconds of one process, and of a host with all it starts.

With `benchmarks.against` the same of another build, in turn.
"""

import os
import subprocess
import sys
from statistics import median

ROUNDS = 5
ONE_PROCESS = """
import time
begun = time.process_time()
from importlib.metadata import entry_points
from biaochi_sdk.host.child import load
cities = [load(point.load(), point.value) for point in entry_points(group="biaochi")]
assert len(cities) == 4, cities
print(time.process_time() - begun)
"""
HOST = """
import resource
from biaochi_sdk.host.discovery import discover
found = discover()
assert len(found.cities) == 4 and not found.quarantined, found.quarantined
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(sum(one.ru_utime + one.ru_stime for one in used))
"""


def seconds(program: str) -> float:
    """What one run of a program says it used."""
    build = os.environ.get("BIAOCHI_BUILD", sys.executable)
    done = subprocess.run([build, "-c", program], capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure() -> None:
    """Print the medians."""
    for name, program in (("one process", ONE_PROCESS), ("a host and all it starts", HOST)):
        print(f"four cities, {name}: {median(seconds(program) for _ in range(ROUNDS)):.2f} CPU-s")


if __name__ == "__main__":
    measure()
