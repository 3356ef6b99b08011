"""The operator's view of the log, through the command itself and next to a running platform."""

import asyncio
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from biaochi.assessment.v1.events_pb2 import Fact, LedgerEntryRecorded
from biaochi_chassis.event.event import Event
from biaochi_chassis.log.contract import Origin, Outgoing
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.partitions import partition_of

from tests.callers import caller
from tests.conftest import CLOCK
from tests.running import Running

TOPIC, CITY = "biaochi.assessment.v1", "newtown"
PATIENCE = 120
PLACE = (TOPIC, partition_of(CITY))


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A platform with nothing in it, on files."""
    running = Running(tmp_path_factory.mktemp("platform"), (), CLOCK)
    running.start()
    yield running
    running.stop()


def entry(number: int) -> bytes:
    fact = Fact(number=f"entry-{number}", kind="ledger", subject="01", cycle="2020", period="2020", amount="1")
    return LedgerEntryRecorded(fact=fact).SerializeToString()


def plant(platform: Running, subject: str, numbered: dict[int, bytes]) -> None:
    """Write entries about a subject into the log, past every outbox, each under its number among them."""
    now, source = datetime(2021, 2, 1, tzinfo=UTC), f"stranger-{subject}-{min(numbered)}"
    records = []
    for sequence, (number, value) in enumerate(numbered.items(), 1):
        event = Event(TOPIC, CITY, subject, f"{TOPIC}.LedgerEntryRecorded", value, caller(), now)
        headers = event.headers(source, PLACE[1], sequence, number)
        records.append(Outgoing(sequence, headers["ce_id"], CITY, headers, value))
    asyncio.run(_publish(platform.home / "data" / "log.db", Origin(source, *PLACE), records))


async def _publish(path: Path, origin: Origin, records: list[Outgoing]) -> None:
    async with EmbeddedLog(path) as log:
        await log.publish(origin, records)


def says(platform: Running, command: str, *expected: str, code: int) -> str:
    """What `biaochi log …` says once it says all of this and ends with the code; waits for the platform to read."""
    deadline = time.monotonic() + PATIENCE
    while True:
        done = platform.command("log", *command.split())
        if done.returncode == code and all(word in done.stdout for word in expected):
            return done.stdout
        assert time.monotonic() < deadline, (done.returncode, done.stdout, done.stderr)
        time.sleep(0.2)


def test_nothing_is_wrong_at_first(platform: Running) -> None:
    says(platform, "dead", "No dead letters.", code=0)
    says(platform, "parked", "Nothing is parked.", code=0)
    says(platform, "lag", "Events not in the log yet: org: 0, assessment: 0, scoring: 0.", code=0)


def test_what_cannot_be_read_is_listed_with_its_reason_and_may_be_driven_again(platform: Running) -> None:
    plant(platform, "07", {1: b"\xff\xff\xff"})

    says(platform, "dead", "stranger-07-1/biaochi.assessment.v1", CITY, code=1)
    says(platform, "dead --city elsewhere", "No dead letters.", code=0)
    says(platform, "redrive --dead --city newtown", "1 subjects will be driven again", code=0)

    # It still cannot be read.
    says(platform, "dead", "stranger-07-1/biaochi.assessment.v1", code=1)


def test_who_waits_for_a_missing_event_is_parked_until_it_comes(platform: Running) -> None:
    plant(platform, "08", {2: entry(2)})

    says(platform, "parked", "08", "waits for number 1", code=1)
    says(platform, "redrive --subject 08", "1 subjects will be driven again", code=0)

    plant(platform, "08", {1: entry(1)})
    says(platform, "parked", "Nothing is parked.", code=0)


def test_a_replay_of_the_same_log_comes_to_the_same(platform: Running) -> None:
    plant(platform, "09", {1: entry(11), 2: entry(12)})

    first = says(platform, f"replay {TOPIC} --show", "LedgerEntryRecorded newtown", "sha256", code=0)
    again = says(platform, f"replay {TOPIC}", "sha256", code=0)

    assert re.findall(r"sha256 \w{64}", again) == re.findall(r"sha256 \w{64}", first) != []
    says(platform, "lag", "scoring", TOPIC, code=0)


def test_a_service_that_does_not_exist_is_a_sentence(platform: Running) -> None:
    says(platform, "lag --service nobody", "There is no service nobody", code=2)
