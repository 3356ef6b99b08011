"""How fast the platform is on one machine, embedded: import, mutation to subscription, full recomputation.

Run it with `python -m benchmarks.platform_speed`. It starts the platform over a home of its own, imports Lanzhou's
example year through the command, records checks one after another while a subscriber listens, and rebuilds scoring
from the log. Figures are wall-clock times of one run; compare ratios within it.
"""

import os
import platform
import statistics
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.sheets import own_sheets
from tests.running import Running, Subscription
from tests.small_city import RECORD_LEDGER_ENTRY, organization_id

MUTATIONS = 200
PAUSE_SECONDS = 0.02
SETTLED_SECONDS = 1.0
AS_UP_STARTS_IT = {"BIAOCHI_PROCESSES": "2"}
"""A build that knows nothing of it is one process."""
CHANGES = """
subscription { standingsChanged(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q2") {
  changed { subject { code } } } }"""
COUNT = '{ standings(city: "lanzhou", cycle: "2020", index: "branch") { totalCount } }'


def import_year(running: Running) -> None:
    """Rows a second through the command: read, tried, written; then how long until everything is recomputed."""
    begun = time.perf_counter()
    done = running.command("import", str(own_sheets()))
    took = time.perf_counter() - begun
    assert done.returncode == 0, done.stdout
    rows = int(next(line for line in done.stdout.splitlines() if line.startswith("写入")).split()[1])
    begun = time.perf_counter()
    while running.execute(COUNT)["standings"]["totalCount"] != 545 or not _settled(running):
        time.sleep(0.1)
    settled = time.perf_counter() - begun
    print(f"import: {rows} rows in {took:.1f} s, {rows / took:.0f} rows/s; standings settled {settled:.1f} s later")


def _settled(running: Running) -> bool:
    """Whether those on the highest rung, who are known last, stay as many."""
    before = _on_the_highest_rung(running)
    time.sleep(SETTLED_SECONDS)
    return 0 < before == _on_the_highest_rung(running)


def _on_the_highest_rung(running: Running) -> int:
    query = '{ standings(city: "lanzhou", cycle: "2020", index: "branch", rung: "demonstration") { totalCount } }'
    return int(running.execute(query)["standings"]["totalCount"])


def mutation_to_subscription(running: Running) -> None:
    """From sending a mutation to the subscriber's message of its change, one mutation at a time."""
    subscription, received = Subscription(running, CHANGES), threading.Event()

    def listen() -> None:
        for _ in range(MUTATIONS):
            subscription.next()
            received.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    waits = []
    for number in range(MUTATIONS):
        received.clear()
        about = {"subject": organization_id(f"{number % 80 + 1:02}-01"), "indicator": "reporting", "period": "2020-Q2"}
        begun = time.perf_counter()
        running.execute(RECORD_LEDGER_ENTRY, {"input": {"idempotencyKey": f"b-{number}", **about, "amount": "0.5"}})
        assert received.wait(30), "no change reached the subscriber"
        waits.append(time.perf_counter() - begun)
        time.sleep(PAUSE_SECONDS)
    cuts = statistics.quantiles(waits, n=100)
    print(
        f"mutation to subscription: p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms, {MUTATIONS} mutations"
    )


def rebuild(running: Running) -> None:
    """Full recomputation of the year from the log, by the command, with the platform stopped."""
    running.stop()
    begun = time.perf_counter()
    done = running.command("rebuild")
    assert done.returncode == 0, done.stdout
    print(f"rebuild: {time.perf_counter() - begun:.1f} s; {done.stdout.splitlines()[-1]}")


def main() -> None:
    """Measure and print."""
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as home:
        running = Running(Path(home), (), AS_UP_STARTS_IT)
        running.start()
        try:
            import_year(running)
            mutation_to_subscription(running)
            rebuild(running)
        finally:
            running.stop()


if __name__ == "__main__":
    main()
