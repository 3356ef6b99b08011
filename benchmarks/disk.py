"""What a fact takes on the disk: Lanzhou's year through the import, then all files of the stopped platform."""

import tempfile
from pathlib import Path

from benchmarks.sheets import import_own_year
from tests.conftest import CLOCK
from tests.running import Running

COUNT = '{ facts(city: "lanzhou", cycle: "2020", first: 1) { totalCount } }'


def measure() -> None:
    """Print each file's share, and the sum."""
    with tempfile.TemporaryDirectory() as home:
        running = Running(Path(home), (), CLOCK)
        running.start()
        try:
            import_own_year(running)
            facts = int(running.execute(COUNT)["facts"]["totalCount"])
        finally:
            # The last connection to a file writes its write-ahead log into it.
            running.stop()
        sizes = {file.name: file.stat().st_size for file in sorted((Path(home) / "data").iterdir())}
    for name, size in sizes.items():
        print(f"{name:20} {size / 1e6:8.1f} MB {size / facts:8.0f} bytes a fact")
    print(f"{facts} facts, {sum(sizes.values()) / facts:.0f} bytes a fact in all files")


if __name__ == "__main__":
    measure()
