"""What is sent: signed, in order, at least once, again and again until it is taken, and again from any position."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from json import loads
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.delivery.posting import Posting
from biaochi_assessment.delivery.sending import WebhookSender
from biaochi_assessment.domain.webhooks.deliveries import Delivery, Progress
from biaochi_assessment.domain.webhooks.secrets import Secrets
from biaochi_assessment.domain.webhooks.webhooks import PAUSES, Webhook
from biaochi_assessment.store import webhooks as store
from biaochi_chassis.event.event import Event
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.log.contract import Origin, Outgoing
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.database import Connection, Database
from google.protobuf.message import Message
from standardwebhooks import Webhook as Verifier

from tests.assessment.webhooks.receiver import Receiver, receiving
from tests.callers import caller
from tests.servers.databases import Databases

CITY, OTHER = "sample", "sample-2"
PART = partition_of(CITY)
ASSESSMENT, SCORING = "biaochi.assessment.v1", "biaochi.scoring.v1"
SECRETS = Secrets([bytes(32)])


@dataclass
class Bench:
    """A sender over a store and a log of its own, with a clock that is set by hand, and one webhook."""

    database: Database
    log: EmbeddedLog
    receiver: Receiver
    webhook: Webhook
    now: datetime

    def __post_init__(self) -> None:
        self.sequences = {ASSESSMENT: 0, SCORING: 0}

    def sender(self) -> WebhookSender:
        """Another process."""
        networks = (ip_network("127.0.0.0/8"),)
        return WebhookSender(self.database, self.log, SECRETS, Posting(networks), lambda: self.now)

    async def send(self) -> list[str]:
        """Send what is due; the ids of what the receiver was sent."""
        await self.sender().send_all()
        return self.receiver.ids

    async def publish(self, topic: str, *messages: Message, city: str = CITY) -> None:
        """Publish events."""
        source = topic.split(".")[1]
        records = []
        for message in messages:
            self.sequences[topic] += 1
            sequence = self.sequences[topic]
            name, data = message.DESCRIPTOR.full_name, message.SerializeToString()
            headers = Event(topic, city, "2020", name, data, caller(), self.now).headers(source, PART, sequence)
            records.append(Outgoing(sequence, headers["ce_id"], city, headers, data))
        await self.log.publish(Origin(source, topic, PART), records)

    async def stands(self) -> Webhook:
        """The webhook as it is."""
        found = await self.database.read(lambda one: store.webhook_of(one, CITY, "hook"))
        assert found
        return found

    async def change(self, webhook: Webhook, progress: Sequence[Progress] = ()) -> None:
        """Change the webhook, and from where it is sent."""

        def changed(connection: Connection) -> None:
            store.rewind(connection, webhook, progress)
            store.change_webhook(connection, webhook)

        await self.database.update(changed)

    async def deliveries(self) -> list[Delivery]:
        """What was sent, the latest first."""
        found = await self.database.read(lambda one: store.deliveries(one, self.webhook, Page()))
        return list(found.items)


@asynccontextmanager
async def opened(home: Path, databases: Databases, types: tuple[str, ...] = ()) -> AsyncIterator[Bench]:
    database = Database("assessment", databases("assessment"), "biaochi_assessment.migrations")
    log = EmbeddedLog(home / "log.db")
    await database.start()
    await log.start()
    async with receiving() as receiver:
        now = datetime.now(UTC)
        url = f"http://127.0.0.1:{receiver.port}/in"
        webhook = Webhook(CITY, "hook", url, types, SECRETS.new(f"{CITY}/hook"), "developer", now)
        begins = [Progress(ASSESSMENT, PART, 0), Progress(SCORING, PART, 0)]
        await database.update(lambda one: store.add_webhook(one, webhook, begins))
        yield Bench(database, log, receiver, webhook, now)
    await log.close()
    await database.close()


@pytest.fixture
async def bench(tmp_path: Path, databases: Databases) -> AsyncIterator[Bench]:
    async with opened(tmp_path, databases) as opened_bench:
        yield opened_bench


def cycle(code: str) -> pb.CycleOpened:
    return pb.CycleOpened(cycle=code)


async def test_what_happened_is_sent_once_and_in_order_and_signed_as_the_standard_has_it(bench: Bench) -> None:
    await bench.publish(ASSESSMENT, cycle("2020"), cycle("2021"))
    await bench.publish(SCORING, scoring.ResultsFrozen(cycle="2020", results_hash="h", version=2))
    first = await bench.send()
    again = list(await bench.send())
    verifier = Verifier(SECRETS.opened(bench.webhook.secret, f"{CITY}/hook"))
    said = [verifier.verify(body, headers) for headers, body in bench.receiver.received]
    names = [f"assessment-{PART}-0000000001", f"assessment-{PART}-0000000002", f"scoring-{PART}-0000000001"]
    assert (first, again) == (names, names)
    assert [one["type"] for one in said] == ["cycle.opened", "cycle.opened", "results.frozen"]
    assert said[2]["data"]["resultsHash"] == "h"
    assert bench.receiver.received[2][0]["biaochi-position"] == f"{ASSESSMENT}/{PART}/2,{SCORING}/{PART}/1"


async def test_facts_and_what_other_cities_do_are_sent_to_nobody(bench: Bench) -> None:
    await bench.publish(ASSESSMENT, pb.CheckRecorded(fact=pb.Fact(number="1", subject="市直单位07")))
    await bench.publish(ASSESSMENT, cycle("2020"), city=OTHER)
    assert await bench.send() == []
    assert [one.sequence for one in await bench.database.read(lambda c: store.progress_of(c, bench.webhook))] == [2, 0]


async def test_a_webhook_is_sent_the_types_that_it_wants(tmp_path: Path, databases: Databases) -> None:
    async with opened(tmp_path, databases, ("results.final",)) as bench:
        await bench.publish(ASSESSMENT, cycle("2020"), pb.ResultsSigned(cycle="2020", final=True))
        await bench.send()
        assert [loads(body)["type"] for _, body in bench.receiver.received] == ["results.final"]


async def test_what_is_not_taken_is_sent_again_under_the_same_id_and_what_follows_waits(bench: Bench) -> None:
    await bench.publish(ASSESSMENT, cycle("2020"), cycle("2021"))
    bench.receiver.answers = [500, 302]
    first = list(await bench.send())
    too_early = list(await bench.send())
    bench.now += timedelta(seconds=PAUSES[0])
    second = list(await bench.send())
    bench.now += timedelta(seconds=PAUSES[1])
    third = list(await bench.send())
    one, two = (f"assessment-{PART}-000000000{number}" for number in (1, 2))
    assert (first, too_early, second, third) == ([one], [one], [one] * 2, [one, one, one, two])
    latest, earlier = await bench.deliveries()
    assert (earlier.attempts, earlier.status, earlier.delivered_at) == (3, 204, bench.now)
    assert (latest.attempts, (await bench.stands()).failures) == (1, 0)


async def test_after_the_last_try_it_is_suspended_and_goes_on_when_it_is_replayed(bench: Bench) -> None:
    await bench.publish(ASSESSMENT, cycle("2020"))
    bench.receiver.answers = [503] * (len(PAUSES) + 1)
    await bench.send()
    for pause in PAUSES:
        assert not (await bench.stands()).suspended
        bench.now += timedelta(seconds=pause)
        await bench.send()
    suspended = await bench.stands()
    bench.now += timedelta(days=30)
    silent = len(await bench.send())
    await bench.change(suspended.resumed())
    assert (suspended.suspended, suspended.trouble, silent) == (True, "HTTP 503", len(PAUSES) + 1)
    assert len(await bench.send()) == silent + 1
    assert not (await bench.stands()).failures


async def test_a_receiver_that_is_gone_is_not_called_again(bench: Bench) -> None:
    await bench.publish(ASSESSMENT, cycle("2020"))
    bench.receiver.answers = [410]
    await bench.send()
    assert (await bench.stands()).suspended


async def test_what_was_sent_is_sent_again_from_a_position_under_the_ids_it_had(bench: Bench) -> None:
    await bench.publish(ASSESSMENT, cycle("2020"), cycle("2021"), cycle("2022"))
    first = list(await bench.send())
    await bench.change(bench.webhook, [Progress(ASSESSMENT, PART, 1)])
    assert await bench.send() == [*first, *first[1:]]
    assert [body for _, body in bench.receiver.received[3:]] == [body for _, body in bench.receiver.received[1:3]]
    assert [one.attempts for one in await bench.deliveries()] == [2, 2, 1]


async def test_two_processes_send_it_once(bench: Bench) -> None:
    await bench.publish(ASSESSMENT, *(cycle(str(year)) for year in range(2000, 2020)))
    first, second = bench.sender(), bench.sender()
    await first.send_all()
    await second.send_all()
    assert len(bench.receiver.ids) == len(set(bench.receiver.ids)) == 20


async def test_whoever_lost_its_claim_writes_nothing_down(bench: Bench) -> None:
    await bench.publish(ASSESSMENT, cycle("2020"))
    until = bench.now + timedelta(seconds=60)
    await bench.database.update(lambda one: store.claim(one, bench.webhook, "mine", bench.now, until))
    held = list(await bench.send())
    await bench.change(replace(bench.webhook, failures=3))
    with pytest.raises(store.ClaimLost):
        await bench.database.update(lambda one: store.keep(one, bench.webhook, "mine", until))
    assert (held, (await bench.stands()).failures) == ([], 3)


async def test_whoever_died_while_sending_holds_it_for_a_minute(bench: Bench) -> None:
    await bench.publish(ASSESSMENT, cycle("2020"))
    until = bench.now + timedelta(seconds=60)
    await bench.database.update(lambda one: store.claim(one, bench.webhook, "theirs", bench.now, until))
    held = list(await bench.send())
    bench.now = until
    assert (held, len(await bench.send())) == ([], 1)


async def test_a_new_secret_signs_at_once_and_the_former_one_for_a_day_more(bench: Bench) -> None:
    former, webhook = bench.webhook.secret, bench.webhook.rotated(SECRETS.new(f"{CITY}/hook"), bench.now)
    await bench.change(webhook)
    await bench.publish(ASSESSMENT, cycle("2020"))
    await bench.send()
    ((headers, body),) = bench.receiver.received
    said = [Verifier(SECRETS.opened(one, f"{CITY}/hook")).verify(body, headers) for one in (former, webhook.secret)]
    assert said[0] == said[1]
    assert webhook.secrets_at(bench.now + timedelta(hours=24)) == (webhook.secret,)


async def test_a_log_that_was_lost_and_filled_again_is_sent_no_second_time(bench: Bench, tmp_path: Path) -> None:
    await bench.publish(ASSESSMENT, cycle("2020"), cycle("2021"))
    await bench.send()
    old, bench.log = bench.log, EmbeddedLog(tmp_path / "another.db")
    await bench.log.start()
    bench.sequences[ASSESSMENT] = 0
    await bench.publish(ASSESSMENT, cycle("2020"), cycle("2021"), cycle("2022"))
    assert (await bench.send())[2:] == [f"assessment-{PART}-0000000003"]
    await bench.log.close()
    bench.log = old
