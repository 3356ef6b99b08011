"""A service that is away, or ends, while it is written to: what was typed stands in no log of those who called it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CLOCK
from tests.journeys.planting import MARK, MUTATIONS, log_of, planted, sent
from tests.running import PARTS, Running


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Running]:
    """Each part a process."""
    running = Running(tmp_path, PARTS, dict(CLOCK))
    try:
        running.start()
        yield running
    finally:
        running.stop()


def test_a_command_that_reaches_no_service_stands_in_no_log(platform: Running) -> None:
    platform.kill("org")
    platform.kill("assessment")
    answers = [
        sent(platform, name, {one: planted(given.type, one) for one, given in MUTATIONS[name].args.items()})
        for name in ("registerPerson", "correctPersonName", "recordVeto", "raiseObjection", "importCommands")
    ]

    codes = {error["extensions"]["code"] for answer in answers for error in answer.get("errors", [])}
    assert "SERVICE_UNAVAILABLE" in codes
    assert MARK not in log_of(platform)
