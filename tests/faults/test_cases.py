"""One round of every case on one machine: nothing lost, nothing doubled, everything recomputes, nobody needed."""

from collections.abc import Iterator

import pytest

from tests.faults.cases import CASES, Case
from tests.faults.chaos import Stand, wanted
from tests.faults.ground import FILES

SEED = "ci"
CODES = [case.code for case in CASES if not case.nightly]


@pytest.fixture(scope="module")
def stand() -> Iterator[Stand]:
    """The platform that all cases break in turn."""
    stand = Stand(FILES, SEED)
    yield stand
    stand.end()


@pytest.mark.faults
@pytest.mark.parametrize("case", [case for case, _ in wanted(FILES, CODES, 1)], ids=lambda case: case.code)
def test_what_was_promised_holds_after(case: Case, stand: Stand) -> None:
    played = stand.play(case, f"{SEED}/{case.code}/1")

    assert not played.violations, str(played)
    assert played.acknowledged > 0
