"""docs/cities.md names nothing that is not there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in (ROOT / "docs" / "cities.md").read_text().splitlines()
    if re.match(r"\| [LDZY]\d", line)
]
FIELDS = set(re.findall(r"^  (\w+)[(:]", (ROOT / "gateway" / "schema.graphql").read_text(), re.MULTILINE))
TESTS = {
    name for file in (ROOT / "tests").rglob("test_*.py") for name in re.findall(r"def (test_\w+)", file.read_text())
}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_name_of_a_line_exists(row: tuple[str, str, str, str]) -> None:
    _, _, does, shows = row
    fields, tests = re.findall(r"`(\w+)`", does), re.findall(r"`(\w+)`", shows)

    assert fields, "a line is done by something"
    assert tests, "a line is shown by a test"
    assert set(fields) <= FIELDS
    assert set(tests) <= TESTS


def test_every_line_of_the_articles_is_there_once() -> None:
    lines = [row[0] for row in ROWS]

    assert len(lines) == len(set(lines))
    for city, last, context in (("L", 41, {39}), ("D", 21, set()), ("Z", 16, {15}), ("Y", 11, set())):
        assert {f"{city}{number}" for number in range(1, last + 1) if number not in context} <= set(lines)
