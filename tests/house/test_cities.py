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
SCHEMA = (ROOT / "gateway" / "schema.graphql").read_text()


def fields_of(kind: str) -> set[str]:
    """The fields of a type of the graph."""
    (body,) = re.findall(rf"^type {kind} {{(.*?)^}}", SCHEMA, re.MULTILINE | re.DOTALL)
    return set(re.findall(r"^  (\w+)[(:]", body, re.MULTILINE))


COMMANDS, QUERIES = fields_of("Mutation"), fields_of("Query") | fields_of("Subscription")
TESTS = {
    name for file in (ROOT / "tests").rglob("test_*.py") for name in re.findall(r"def (test_\w+)", file.read_text())
}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_line_has_a_command_or_follows_a_query_a_value_and_tests_that_exist(row: tuple[str, ...]) -> None:
    _, _, does, queries, value, shows = row
    commands, tests = re.findall(r"`(\w+)`", does), re.findall(r"`(\w+)`", shows)
    followed = re.findall(r"[LDZY]\d+", does) if does.startswith("follows from") else []

    assert commands or followed, "a line is done by something"
    assert set(commands) <= COMMANDS
    assert set(followed) <= {line for line, *_ in ROWS}
    assert set(re.findall(r"`(\w+)[`(]", queries)) & QUERIES, "a line is read by something"
    assert set(re.findall(r"`(\w+)[`(]", queries)) <= QUERIES
    assert value, "a line says what to expect"
    assert tests, "a line is shown by a test"
    assert set(tests) <= TESTS


def test_every_line_of_the_articles_is_there_once() -> None:
    lines = [row[0] for row in ROWS]

    assert len(lines) == len(set(lines))
    for city, last, context in (("L", 50, {39}), ("D", 23, set()), ("Z", 19, {15}), ("Y", 14, set())):
        assert {f"{city}{number}" for number in range(1, last + 1) if number not in context} <= set(lines)
