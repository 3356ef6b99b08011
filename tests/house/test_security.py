"""The reviewer's page has every item once, the tests it names are there, and what undoes a safeguard still would."""

import re
from pathlib import Path

import pytest

from tests.undo.safeguards import Safeguard, safeguards

ROOT = Path(__file__).parents[2]
ROWS = re.findall(
    r"^\| (S\d\d) \| [^|]+ \| (\w+) \| ([^|]*)\|$", (ROOT / "docs" / "security.md").read_text(), re.MULTILINE
)
NAMED = [(item, *test) for item, _, text in ROWS for test in re.findall(r"`(tests/[\w/]+\.py)` `(\w+)`", text)]


def test_every_item_stands_once_with_a_state() -> None:
    assert [item for item, _, _ in ROWS] == [f"S{number:02}" for number in range(1, 45)]
    assert {state for _, state, _ in ROWS} <= {"held", "partly", "planned", "refused"}


@pytest.mark.parametrize(("item", "file", "name"), NAMED)
def test_a_test_that_is_named_is_there(item: str, file: str, name: str) -> None:
    assert re.search(rf"^(async )?def {name}\(", (ROOT / file).read_text(), re.MULTILINE), item


def test_what_is_held_is_held_by_a_test_or_a_rule() -> None:
    for item, state, text in ROWS:
        assert state != "held" or "tests/" in text or "make check" in text, item
        assert state != "refused" or "issuer" in text, item


@pytest.mark.parametrize("safeguard", safeguards(), ids=lambda one: f"{one.item}: {one.what}")
def test_a_safeguard_can_be_undone_and_a_test_that_the_page_names_is_said_to_turn_red(safeguard: Safeguard) -> None:
    source = (ROOT / safeguard.file).read_text(encoding="utf-8")
    file, _, name = safeguard.red.partition("::")

    assert safeguard.undone(source) != source
    assert (safeguard.item, file, name.partition("[")[0]) in NAMED


def test_of_every_item_that_is_held_a_safeguard_can_be_undone() -> None:
    held = {item for item, state, _ in ROWS if state == "held"} | {"S04"}

    assert {one.item for one in safeguards()} == held
