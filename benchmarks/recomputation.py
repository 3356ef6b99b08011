"""What one fact costs in scoring alone, when its subject overtakes everybody: Lanzhou's branches, all standing alike.

Run it with `python -m benchmarks.recomputation [BRANCHES]`; 20 000 branches unless said otherwise.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from biaochi_lanzhou.branch import Branch

from tests.scoring.scorer import open_scorer
from tests.scoring.town import Town
from tests.servers.databases import in_files

FACTS = 5


async def measure(branches: int) -> None:
    """Judge everybody, then one fact after another."""
    town = Town(Branch.graph)
    town.install()
    codes = [f"B{number:06}" for number in range(branches)]
    town.establish(*codes, on="2018-06-01")
    town.open_cycle(2020)
    with tempfile.TemporaryDirectory() as home:
        async with open_scorer(in_files(Path(home))) as scorer:
            await scorer.handle_all(town)
            for number, code in enumerate(codes[:FACTS]):
                town.fact("check", f"f{number}", code, "2020-Q1", indicator="theory_study", amount="4")
                await scorer.handle_new(town)
                begun = time.perf_counter()
                await scorer.recompute()
                took = time.perf_counter() - begun
                print(f"{branches} branches, recomputed after one fact: {took:.2f} s", flush=True)


def main() -> None:
    """Measure and print."""
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))


if __name__ == "__main__":
    main()
