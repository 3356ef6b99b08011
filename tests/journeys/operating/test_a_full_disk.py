"""An operator sees that the disk is full, people read on, and everything is written again once there is room."""

import json
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CLOCK
from tests.journeys.operating.test_a_rebuild_nobody_notices import totals
from tests.journeys.test_back_to_back import check
from tests.running import Running
from tests.servers import disk
from tests.servers.missing import ServerMissing, give_up
from tests.small_city import BRANCHES, RECORD_LEDGER_ENTRY, found

# Not of what the last entries are worth: scoring has no room to take them in.
ORGANIZATION = '{ organization(city: "lanzhou", code: "01-01") { name } }'
# Whoever reads a name is audited, and the audit has no room either.
PERSON = '{ person(city: "lanzhou", code: "p-1") { name } }'
REGISTER = "mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { code } } }"

PATIENCE = 20.0
"""Seconds until everybody has looked again: who reads and who copies does so every two."""

_numbers = count(1)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A platform with the small city, its data on a disk of its own."""
    if not disk.can_be_full():
        give_up(ServerMissing("A full disk is not tested: this machine lets us mount none. Run as root, or in CI."))
    data = tmp_path / "data"
    data.mkdir()
    running = Running(tmp_path, (), CLOCK)
    with disk.mounted(data):
        running.start()
        found(running)
        someone = {"idempotencyKey": "p-1", "city": "lanzhou", "code": "p-1", "name": "样例党员00001"}
        running.execute(REGISTER, {"input": someone})
        yield running
        running.stop()


def record(running: Running) -> dict[str, Any]:
    """Record one more entry of a ledger, and return the whole answer."""
    given = {**check(f"entry-{next(_numbers)}", BRANCHES[0]), "indicator": "reporting", "amount": "0.5"}
    answer: dict[str, Any] = json.loads(running.post(RECORD_LEDGER_ENTRY, {"input": given}))
    return answer


def refusal(running: Running) -> dict[str, Any]:
    """Record entries until one is refused; return with what."""
    for _ in range(3000):
        if errors := record(running).get("errors"):
            (error,) = errors
            return {"message": error["message"], **error["extensions"]}
    raise AssertionError("the disk took everything")


def test_a_full_disk_says_so_and_comes_back_by_itself(running: Running) -> None:
    before = totals(running)
    assert running.command("status").returncode == 0
    with disk.full(running.home / "data"):
        refused = refusal(running)
        said = running.command("status").stdout
        read = running.execute(ORGANIZATION)
        named = running.execute(PERSON)

    assert (refused["code"], refused["retryable"]) == ("STORAGE_FULL", True)
    assert "磁盘满了" in refused["message"]
    (assessment,) = (line for line in said.splitlines() if line.strip().startswith("assessment:"))
    assert "the disk under the database of assessment is full" in assessment
    assert read["organization"]["name"]
    assert named["person"]["name"] == "样例党员00001"
    assert "errors" not in record(running)
    assert totals(running).keys() == before.keys()
    end = time.monotonic() + PATIENCE
    while "is full" in (said := running.command("status").stdout):
        assert time.monotonic() < end, said
