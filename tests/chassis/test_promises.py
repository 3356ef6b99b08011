"""What the chassis' README says of its tests is so."""

import re
from pathlib import Path

HERE = Path(__file__).parent


def test_every_test_that_the_readme_names_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", (HERE.parents[1] / "chassis" / "README.md").read_text()))
    there = set(re.findall(r"def (test_\w+)\(", "".join(path.read_text() for path in HERE.rglob("test_*.py"))))

    assert len(named) > 10
    assert named <= there
