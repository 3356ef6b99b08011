"""What one fact costs in scoring alone, when its subject overtakes everybody: Lanzhou's branches, all standing alike.

`python -m benchmarks.recomputation [BRANCHES ...] [--against CHECKOUT] [--facts N]`; 1 000 and 100 000 branches unless
said otherwise. With a checkout of another build its scoring is measured by the same program, size by size in turn.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from biaochi_lanzhou.branch import Branch

from tests.scoring.scorer import open_scorer
from tests.scoring.town import Town
from tests.servers.databases import in_files

PARTS = ("proto", "sdk", "chassis", "services/org", "services/assessment", "services/scoring", "plugins/lanzhou")


async def measure(branches: int, facts: int) -> None:
    """Judge everybody, then one fact after another; the first, which reads the run from the store, does not count."""
    town = Town(Branch.graph)
    town.install()
    codes = [f"B{number:06}" for number in range(branches)]
    town.establish(*codes, on="2018-06-01")
    town.open_cycle(2020)
    with tempfile.TemporaryDirectory() as home:
        async with open_scorer(in_files(Path(home))) as scorer:
            begun = time.process_time()
            await scorer.handle_all(town)
            founded, each = time.process_time() - begun, []
            for number, code in enumerate(codes[: facts + 1]):
                town.fact("check", f"f{number}", code, "2020-Q1", indicator="theory_study", amount="4")
                begun = time.process_time()
                await scorer.handle_new(town)
                await scorer.recompute()
                each.append(1000 * (time.process_time() - begun))
    took = f"{median(each[1:]):.1f} ms of CPU a fact (the first {each[0]:.0f} ms)"
    print(f"{branches} branches: judged in {founded:.1f} CPU-s, then {took}", flush=True)


def measure_there(checkout: Path, branches: int, facts: int) -> None:
    """The same program over the packages of another checkout."""
    packages = os.pathsep.join(str(checkout / part) for part in (".", *PARTS))
    subprocess.run(
        [sys.executable, __file__, str(branches), "--facts", str(facts)],
        check=True,
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": packages},
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("branches", nargs="*", type=int)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--facts", type=int, default=5)
    given = parser.parse_args()
    for branches in given.branches or (1_000, 100_000):
        if given.against:
            print("this build: ", end="", flush=True)
        asyncio.run(measure(branches, given.facts))
        if given.against:
            print(f"{given.against.name}: ", end="", flush=True)
            measure_there(given.against.resolve(), branches, given.facts)


if __name__ == "__main__":
    main()
