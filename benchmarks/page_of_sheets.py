"""A page of 200 yearly standings with their sheets, opened three levels down: CPU of the four processes for one page.

`python -m benchmarks.page_of_sheets [BRANCHES]`; 1 000 branches with four facts each unless said otherwise.
"""

import asyncio
import sys
import time
from statistics import median

from benchmarks.big_city import BigCity, cpu_seconds, platform
from tests.running import Running
from tests.servers.deployments import on_files

PAGES = 5
ROUNDS = 4
QUERY = """{ standings(city: "lanzhou", cycle: "2020", index: "branch", first: 200) { edges { node {
  rank total subject { code } sheet { total explanation { title value
    children { title value children { title value } } } } } } } }"""


async def measure(branches: int) -> None:
    """Judge everybody, then read the page again and again."""
    with platform(on_files) as running:
        city = BigCity(running, branches)
        await city.found()
        await city.enter(4 * branches)
        await city.judged()
        await asyncio.to_thread(read, running, branches)


def read(running: Running, branches: int) -> None:
    """Read the page; the first time does not count."""
    running.execute(QUERY)
    cpu, wall = [], []
    for _ in range(ROUNDS):
        begun, used = time.perf_counter(), cpu_seconds(running)
        for _ in range(PAGES):
            edges = running.execute(QUERY)["standings"]["edges"]
            assert len(edges) == 200
            assert all(edge["node"]["sheet"]["explanation"]["children"] for edge in edges)
        cpu.append((cpu_seconds(running) - used) / PAGES)
        wall.append((time.perf_counter() - begun) / PAGES)
    print(f"{branches} branches: {median(cpu):.2f} CPU-s and {median(wall):.2f} s a page", flush=True)


def main() -> None:
    """Measure and print."""
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))


if __name__ == "__main__":
    main()
