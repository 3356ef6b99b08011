"""Pages of 200 yearly results: sheets opened three levels down, sheets with their totals alone, and a circular.

What is measured is the CPU of the four processes for one page.

`python -m benchmarks.page_of_sheets [BRANCHES]`; 1 000 branches with four facts each unless said otherwise.
"""

import asyncio
import sys
import time
from statistics import median
from typing import Any

from benchmarks.big_city import BigCity, cpu_seconds, platform
from tests.running import Running
from tests.servers.deployments import on_files

PAGES = 5
ROUNDS = 4
LIST = '(city: "lanzhou", cycle: "2020", index: "branch", first: 200)'
PAGES_OF = {
    "sheets": f"""{{ standings{LIST} {{ edges {{ node {{ rank total subject {{ code }} sheet {{ total
      explanation {{ title value children {{ title value children {{ title value }} }} }} }} }} }} }} }}""",
    "totals of sheets": f"{{ standings{LIST} {{ edges {{ node {{ rank subject {{ code }} sheet {{ total }} }} }} }} }}",
    "a circular": f"""{{ circular{LIST} {{ text entries {{ edges {{ node {{ standing {{ rank subject {{ code }} }}
      losses {{ title lost facts {{ number }} }} findings {{ code }} }} }} }} }} }}""",
}


async def measure(branches: int) -> None:
    """Judge everybody, then read the page again and again."""
    with platform(on_files) as running:
        city = BigCity(running, branches)
        await city.found()
        await city.enter(4 * branches)
        await city.judged()
        await asyncio.to_thread(read, running, branches)


def read(running: Running, branches: int) -> None:
    """Read each page again and again; the first time does not count."""
    for name, query in PAGES_OF.items():
        assert rows(running.execute(query)) == 200
        cpu, wall = [], []
        for _ in range(ROUNDS):
            begun, used = time.perf_counter(), cpu_seconds(running)
            for _ in range(PAGES):
                running.execute(query)
            cpu.append((cpu_seconds(running) - used) / PAGES)
            wall.append((time.perf_counter() - begun) / PAGES)
        print(f"{branches} branches, {name}: {median(cpu):.2f} CPU-s and {median(wall):.2f} s a page", flush=True)


def rows(answer: dict[str, Any]) -> int:
    """How many results a page has."""
    (found,) = answer.values()
    return len((found.get("entries") or found)["edges"])


def main() -> None:
    """Measure and print."""
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))


if __name__ == "__main__":
    main()
