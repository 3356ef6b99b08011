"""Another build and this one, measured by the same program in the same run, one after the other, three times.

`python -m benchmarks.against OTHER/.venv/bin/python platform_facts 1000`: OTHER is a checkout that is set up with
`make .venv/.platform`. The program drives both through the platform's own doors, so it must ask for nothing that the
other build does not have. Compare within a round first: machines are noisy.
"""

import os
import subprocess
import sys

ROUNDS = 3


def main() -> None:
    """Measure in turn, and print what the program prints."""
    if len(sys.argv) < 3:
        sys.exit("Name the other build's interpreter, the program and its arguments.")
    other, program, *arguments = sys.argv[1:]
    for number in range(1, ROUNDS + 1):
        for name, build in (("other", other), ("this", sys.executable)):
            print(f"== round {number}, {name} build", flush=True)
            environment = {**os.environ, "BIAOCHI_BUILD": build}
            subprocess.run([sys.executable, "-m", f"benchmarks.{program}", *arguments], env=environment, check=True)


if __name__ == "__main__":
    main()
