"""A scrape says what waits, what is set aside and what is away; what is not known it does not say."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from biaochi_chassis.consumer.consumer import Consumer, Undecodable
from biaochi_chassis.foundation.metrics import UNJUDGED_AGE
from biaochi_chassis.log.contract import EventLog, LogUnavailable
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.runtime import sampling
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.runtime.sampling import Age
from biaochi_chassis.runtime.service import Service
from biaochi_chassis.runtime.web import ServiceApp
from biaochi_chassis.store.database import Database, UnitOfWork
from biaochi_chassis.store.publishing.relay import Relay

from tests.chassis.runtime.scraping import counted, scrape
from tests.chassis.worlds import SCRIPTS, TOPIC, database, publish
from tests.servers.databases import in_files


class Away:
    """A log that nobody reaches."""

    async def end_offsets(self, _topic: str) -> dict[int, int]:
        raise LogUnavailable("the broker is away")


class Silent:
    """A log that never answers."""

    calls = 0

    async def end_offsets(self, _topic: str) -> dict[int, int]:
        self.calls += 1
        await asyncio.Event().wait()
        return {}


def unreadable(_tx: UnitOfWork, _records: object) -> None:
    raise Undecodable(0, "no word of ours")


@dataclass
class Office:
    """A service that publishes to the topic that it reads."""

    service: Service
    relay: Relay
    consumer: Consumer
    log: EventLog

    @property
    def database(self) -> Database:
        assert self.service.database
        return self.service.database


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with EmbeddedLog(tmp_path / "log.db") as log:
        own, health = database(in_files(tmp_path), "office"), Health()
        relay, consumer = Relay(own, log), Consumer(own, log, "office", {TOPIC: lambda _tx, _records: None})
        app = ServiceApp([], health)
        service = Service("office", app, health, own, topics=[TOPIC], waiting={UNJUDGED_AGE: lambda _: ["a fact"]})
        await service.start()
        yield Office(service, relay, consumer, log)
        await service.stop()


async def test_what_is_committed_waits_in_the_outbox_and_then_in_the_log(office: Office) -> None:
    await publish(office.database, ["a", "b", "c"])
    before = await scrape([office.service], office.log)
    await office.relay.drain()
    between = await scrape([office.service], office.log)
    await office.consumer.catch_up()
    after = await scrape([office.service], office.log)

    outbox = [one.value("biaochi_outbox_events", service="office") for one in (before, between, after)]
    lag = [one.value("biaochi_consumer_lag_events", service="office", topic=TOPIC) for one in (before, between, after)]
    assert outbox == [3, 0, 0]
    assert lag == [0, 3, 0]
    assert after.value("biaochi_outbox_age_seconds", service="office") == 0
    assert after.value("biaochi_ready", service="office") == 1
    assert after.value("biaochi_database_up", service="office") == 1
    assert after.value("biaochi_log_up", service="office") == 1


async def test_the_age_of_what_waits_grows_from_scrape_to_scrape(office: Office) -> None:
    await publish(office.database, ["a"])
    sampler = sampling.Sampler(office.service, office.log)

    for _ in range(2):
        await sampler.sample()
        await asyncio.sleep(0.05)
    await sampler.sample()

    assert counted("biaochi_outbox_age_seconds", service="office") >= 0.1
    assert counted("biaochi_unjudged_age_seconds", service="office") >= 0.1


def test_an_age_is_that_of_the_oldest_and_begins_anew_with_what_comes_later() -> None:
    now = 100.0
    age = Age(lambda: now)

    assert age.longest([]) == 0
    assert age.longest(["a"]) == 0
    now = 107.0
    assert age.longest(["a", "b"]) == 7
    now = 110.0
    assert age.longest(["b"]) == 3
    assert age.longest([]) == 0
    assert age.longest(["b"]) == 0


async def test_what_nobody_can_read_is_counted(office: Office) -> None:
    deaf = Consumer(office.database, office.log, "office", {TOPIC: unreadable})
    await publish(office.database, ["a", "b"])
    await office.relay.drain()
    await deaf.catch_up(patient=True)

    page = await scrape([office.service], office.log)

    assert page.value("biaochi_dead_letters", service="office") == 2
    assert page.value("biaochi_parked_subjects", service="office") == 0


async def test_of_a_log_that_is_away_only_that_is_said(office: Office) -> None:
    page = await scrape([office.service], Away())  # type: ignore[arg-type]  # of the log only this is calls

    assert page.value("biaochi_log_up", service="office") == 0
    assert page.value("biaochi_consumer_lag_events", service="office", topic=TOPIC) is None
    assert page.value("biaochi_outbox_events", service="office") == 0


async def test_a_silent_log_delays_a_scrape_by_the_patience_and_is_not_called_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "PATIENCE", 0.05)
    silent = Silent()
    sampler = sampling.Sampler(office.service, silent)  # type: ignore[arg-type]  # of the log only this is calls

    await sampler.sample()
    await sampler.sample()

    assert silent.calls == 1


async def test_of_a_database_that_is_away_only_that_is_said() -> None:
    nowhere, health = Database("office", "postgresql+psycopg://biaochi@127.0.0.1:9/office", SCRIPTS), Health()
    service = Service("office", ServiceApp([], health), health, nowhere, topics=[TOPIC])

    page = await scrape([service], Away())  # type: ignore[arg-type]  # of the log only this is calls
    await nowhere.close()

    assert page.value("biaochi_database_up", service="office") == 0
    assert page.value("biaochi_ready", service="office") == 0
    assert page.value("biaochi_outbox_events", service="office") is None
    assert page.value("biaochi_dead_letters", service="office") is None
