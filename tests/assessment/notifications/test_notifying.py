"""From the log to a mailbox: once in the list, at least once to the channel, never twice visible, as each one chose."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from json import loads
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from biaochi.assessment.v1 import events_pb2 as pb
from biaochi_assessment.delivery.channels import Channel, EmailChannel, Letter, WebhookChannel
from biaochi_assessment.delivery.notifying import HELD, Notifying
from biaochi_assessment.delivery.posting import Posting
from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.notifications.choices import AT_ONCE, EMAIL, WEBHOOK, Choice
from biaochi_assessment.domain.notifications.digests import Digest
from biaochi_assessment.domain.webhooks.deliveries import Progress
from biaochi_assessment.domain.webhooks.secrets import Secrets
from biaochi_assessment.domain.webhooks.webhooks import PAUSES, Webhook
from biaochi_assessment.store import models, tables
from biaochi_assessment.store import notifications as store
from biaochi_assessment.store import webhooks as webhook_store
from biaochi_assessment.use_cases.handlers import keep_granted
from biaochi_assessment.use_cases.sealing import erase_persons
from biaochi_chassis.event.event import Event
from biaochi_chassis.foundation.mail_server import PLAIN, MailServer
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.foundation.refusal import PersonIsErased
from biaochi_chassis.identity.granted import GrantRevoked, RoleGranted
from biaochi_chassis.log.contract import Origin, Outgoing
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.tables import outbox_head
from google.protobuf.message import Message
from sqlalchemy import delete, insert, select, update
from standardwebhooks import Webhook as Verifier

from tests.assessment.notifications.mailbox import HANGS_UP, Mailbox, mailbox
from tests.assessment.webhooks.receiver import receiving
from tests.callers import caller
from tests.servers.databases import Databases

CITY, PART, TOPIC = "sample", partition_of("sample"), "biaochi.assessment.v1"
HERE = ZoneInfo("Asia/Shanghai")
ADDRESS = "sample-00017@example.gov.cn"
CHOICE = Choice(EMAIL, ADDRESS, AT_ONCE)
START = Progress(TOPIC, PART, 0)


class Killed(BaseException):
    """The process ends here."""


class Dying:
    """A channel whose process is killed once the letter has been taken."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    async def send(self, letter: Letter) -> None:
        await self.channel.send(letter)
        raise Killed


async def once(process: Notifying) -> None:
    """Let a process do what can be done now."""
    await process.list_all()
    await process.send_all()


@dataclass
class Bench:
    """A store and a log of its own, with a clock that is set by hand; p-1 speaks for the branch B01."""

    database: Database
    log: EmbeddedLog
    box: Mailbox
    now: datetime
    sequence: int = 0

    @property
    def email(self) -> EmailChannel:
        """The channel to the mailbox."""
        return EmailChannel(MailServer("127.0.0.1", self.box.port, PLAIN, "biaochi@example.gov.cn"))

    def process(self, **channels: Channel) -> Notifying:
        """Another process."""
        return Notifying(self.database, self.log, {EMAIL: self.email, **channels}, lambda: self.now)

    async def notify(self) -> list[str]:
        """Do what can be done now; what the mailbox was handed so far."""
        await once(self.process())
        return self.box.ids

    async def choose(self, choice: Choice, receiver: str = "p-1") -> None:
        await self.database.update(lambda one: store.keep_choice(one, CITY, receiver, choice))

    async def grant(self, holder: str, role: str, *subjects: str) -> None:
        given = RoleGranted(f"g-{holder}-{role}", holder, role, subjects, self.now.date() - timedelta(days=9), None)
        await self.database.update(lambda one: keep_granted(one, CITY, given))

    async def revoke(self, holder: str, role: str) -> None:
        await self.database.update(lambda one: keep_granted(one, CITY, GrantRevoked(f"g-{holder}-{role}", holder)))

    async def publish(self, *messages: Message) -> None:
        records = []
        for message in messages:
            self.sequence += 1
            name, data = message.DESCRIPTOR.full_name, message.SerializeToString()
            headers = Event(TOPIC, CITY, "2021", name, data, caller(), self.now).headers(
                "assessment", PART, self.sequence
            )
            records.append(Outgoing(self.sequence, headers["ce_id"], CITY, headers, data))
        await self.log.publish(Origin("assessment", TOPIC, PART), records)
        head = {"topic": TOPIC, "part": PART, "next_sequence": self.sequence + 1, "log": "", "published": self.sequence}

        def published(connection: Connection) -> None:
            connection.execute(delete(outbox_head))
            connection.execute(insert(outbox_head).values(**head))

        await self.database.update(published)

    async def listed(self, receiver: str = "p-1") -> list[str]:
        """The numbers of what somebody was notified of, the latest first."""
        found = await self.database.read(
            lambda one: store.page_of_notifications(one, CITY, receiver, Page(), unread=False)
        )
        return [one.number for one in found.items]

    async def kept(self) -> list[list[Any]]:
        """The rows of choices, digests and notifications."""
        kept = (tables.notification_choice, tables.notification_digest, tables.notification)
        return await self.database.read(lambda one: [list(one.execute(select(table)).all()) for table in kept])

    async def digests(self) -> list[Digest]:
        return await self.database.read(store.open_digests)


@pytest.fixture
async def bench(tmp_path: Path, databases: Databases) -> AsyncIterator[Bench]:
    database = Database("assessment", databases("assessment"), "biaochi_assessment.migrations")
    log = EmbeddedLog(tmp_path / "log.db")
    await database.start()
    await log.start()
    async with mailbox() as box:
        opened = Bench(database, log, box, datetime(2021, 3, 1, 10, tzinfo=HERE).astimezone(UTC))
        await database.update(lambda one: models.keep_city(one, City(CITY, "样例市", ())))
        await opened.grant("p-1", "branch", "B01")
        await opened.notify()
        yield opened
    await log.close()
    await database.close()


def late(period: str = "2021-Q1", *organizations: str) -> pb.WorkFellDue:
    notice = pb.WorkNotice(
        cycle="2021", kind="lesson", period=period, stage="LATE", deadline="2021-03-31", said_on="2021-04-01"
    )
    notice.organizations.extend(organizations or ["B01"])
    return pb.WorkFellDue(notice=notice)


async def test_what_happens_is_listed_once_and_mailed_once_however_often_it_is_read(bench: Bench) -> None:
    await bench.choose(CHOICE)
    await bench.publish(late())
    await bench.notify()
    await bench.database.update(lambda one: store.keep_progress(one, CITY, START))
    await bench.notify()
    (mail,) = bench.box.mails
    assert await bench.listed() == [f"assessment-{PART}-0000000001"]
    assert bench.box.receivers == [ADDRESS]
    assert (mail["Subject"], mail["Auto-Submitted"]) == ("【标尺】工作逾期", "auto-generated")
    assert "B01：2021 年度“lesson”（2021-Q1）已过 2021-03-31 的期限。" in mail.get_content()


async def test_whoever_chose_nothing_has_the_list_alone_and_gets_no_mail_later_for_what_was_before(
    bench: Bench,
) -> None:
    await bench.publish(late())
    await bench.notify()
    await bench.choose(CHOICE)
    assert await bench.notify() == []
    assert len(await bench.listed()) == 1


async def test_nobody_is_notified_of_what_happened_before_the_platform_could(bench: Bench) -> None:
    assert (await bench.listed(), bench.sequence) == ([], 0)
    await bench.database.update(lambda one: store.keep_progress(one, CITY, Progress(TOPIC, PART, 1)))
    await bench.publish(late(), late("2021-Q2"))
    await bench.notify()
    assert await bench.listed() == [f"assessment-{PART}-0000000002"]


async def test_where_nothing_is_granted_nothing_is_read_and_the_first_grant_notifies_of_what_comes_then(
    bench: Bench,
) -> None:
    await bench.revoke("p-1", "branch")
    await bench.publish(late("2021-Q1"), late("2021-Q2"))
    await bench.notify()
    await bench.grant("p-2", "branch", "B01")
    await bench.notify()
    assert await bench.listed("p-2") == []
    await bench.publish(late("2021-Q3"))
    await bench.notify()
    assert await bench.listed("p-2") == [f"assessment-{PART}-0000000003"]


async def test_a_digest_merges_what_came_until_its_hour(bench: Bench) -> None:
    await bench.choose(replace(CHOICE, rhythm="daily"))
    await bench.publish(late("2021-Q1"))
    await bench.notify()
    bench.now += timedelta(hours=3)
    await bench.publish(late("2021-Q2"), late("2021-Q3", "B02"))
    assert await bench.notify() == []
    bench.now = datetime(2021, 3, 2, 8, 30, tzinfo=HERE).astimezone(UTC)
    assert len(await bench.notify()) == 1
    assert bench.box.mails[0]["Subject"] == "【标尺】2 项通知"
    assert "B02" not in bench.box.texts[0]


async def test_what_comes_at_night_is_sent_in_the_morning_in_shanghai(bench: Bench) -> None:
    await bench.choose(CHOICE)
    bench.now = datetime(2021, 3, 1, 23, 30, tzinfo=HERE).astimezone(UTC)
    await bench.publish(late())
    sent = [len(await bench.notify())]
    for hour in (0, 6, 7):
        bench.now = datetime(2021, 3, 2, hour, 1, tzinfo=HERE).astimezone(UTC)
        sent.append(len(await bench.notify()))
    assert sent == [0, 0, 0, 1]


async def test_whoever_dies_between_sending_and_writing_it_down_sends_it_again_under_the_same_name(
    bench: Bench,
) -> None:
    await bench.choose(CHOICE)
    await bench.publish(late())
    with pytest.raises(Killed):
        await once(bench.process(email=Dying(bench.email)))
    held = len(await bench.notify())
    bench.now += HELD
    assert held == 1
    assert len(await bench.notify()) == 2
    assert len(set(bench.box.ids)) == 1
    assert await bench.digests() == []


async def test_a_server_that_hangs_up_half_way_is_handed_it_again_under_the_same_name(bench: Bench) -> None:
    await bench.choose(CHOICE)
    await bench.publish(late())
    bench.box.answers = [HANGS_UP, "451 later"]
    await bench.notify()
    for pause in PAUSES[:2]:
        assert len(await bench.digests()) == 1
        bench.now += timedelta(seconds=pause)
        await bench.notify()
    assert len(bench.box.ids) == 3
    assert len(set(bench.box.ids)) == 1
    assert await bench.digests() == []


async def test_after_the_last_try_it_is_dead_and_the_log_names_nobody(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    await bench.choose(replace(CHOICE, quiet_from="", quiet_until=""))
    await bench.publish(late())
    bench.box.answers = [f"550 no {ADDRESS} here"] * 20
    with caplog.at_level(logging.INFO):
        await bench.notify()
        for pause in PAUSES:
            bench.now += timedelta(seconds=pause)
            await bench.notify()
        bench.now += timedelta(days=30)
        await bench.notify()
    assert len(bench.box.ids) == len(PAUSES) + 1
    ours = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("biaochi"))
    assert "given up: SMTP 550" in ours
    assert "sample-00017" not in ours
    assert "p-1" not in ours


async def test_two_processes_send_it_once(bench: Bench) -> None:
    await bench.choose(CHOICE)
    await bench.publish(*(late(f"2021-{month:02}") for month in range(1, 13)))
    first, second = bench.process(), bench.process()
    await once(first)
    await once(second)
    assert len(bench.box.ids) == 1
    assert len(await bench.listed()) == 12


async def test_a_new_address_gets_what_was_never_begun_to_be_sent(bench: Bench) -> None:
    await bench.choose(CHOICE)
    await bench.publish(late())
    await bench.notify()
    bench.now = datetime(2021, 3, 1, 23, tzinfo=HERE).astimezone(UTC)
    await bench.publish(late("2021-Q2"))
    await bench.notify()
    await bench.choose(replace(CHOICE, address="other@example.gov.cn", quiet_from="", quiet_until=""))
    await bench.notify()
    assert bench.box.receivers == [ADDRESS, "other@example.gov.cn"]


async def test_what_may_have_been_seen_goes_on_to_where_it_went(bench: Bench) -> None:
    await bench.choose(CHOICE)
    await bench.publish(late())
    bench.box.answers = ["451 later"]
    await bench.notify()
    await bench.choose(replace(CHOICE, address="other@example.gov.cn"))
    bench.now += timedelta(seconds=PAUSES[0])
    await bench.notify()
    assert bench.box.receivers == [ADDRESS, ADDRESS]


async def test_whoever_wants_no_more_mail_is_sent_none(bench: Bench) -> None:
    await bench.choose(CHOICE)
    await bench.publish(late())
    bench.box.answers = ["451 later"]
    await bench.notify()
    await bench.choose(replace(CHOICE, channel="", address=""))
    bench.now += timedelta(seconds=PAUSES[0])
    assert len(await bench.notify()) == 1
    assert len(await bench.listed()) == 1


async def test_what_was_read_or_is_muted_or_may_not_be_known_any_more_is_not_sent(bench: Bench) -> None:
    await bench.grant("p-1", "reporter", "B02")
    await bench.choose(replace(CHOICE, rhythm="daily", muted=("work.opened",)))
    opened = pb.WorkItemOpened(item=pb.WorkItem(code="W1", kind="problem", cycle="2021", organization="B01"))
    await bench.publish(late(), opened, late("2021-Q2", "B02"), late("2021-Q3"))
    await bench.notify()
    await bench.database.update(lambda one: store.mark(one, CITY, "p-1", f"assessment-{PART}-0000000001", bench.now))
    await bench.revoke("p-1", "reporter")
    bench.now += timedelta(days=1)
    await bench.notify()
    (text,) = bench.box.texts
    assert (text.count("·"), "2021-Q3" in text) == (1, True)
    assert len(await bench.listed()) == 4


async def test_an_address_is_sealed_and_goes_with_the_last_grant(bench: Bench) -> None:
    await bench.choose(CHOICE)
    await bench.publish(late())
    await bench.notify()
    before = await bench.kept()
    await bench.revoke("p-1", "branch")
    after = await bench.kept()
    assert "sample-00017" not in str(before)
    assert ([len(rows) for rows in before], [len(rows) for rows in after]) == ([1, 1, 1], [0, 0, 0])


async def test_an_address_that_opens_no_more_holds_up_nobody(bench: Bench) -> None:
    await bench.choose(replace(CHOICE, rhythm="daily"))
    await bench.publish(late())
    await bench.notify()
    sealed = update(tables.notification_choice).values(address="\x01" + "A" * 64)
    await bench.database.update(lambda one: one.execute(sealed))
    await bench.grant("p-2", "branch", "B01")
    await bench.choose(replace(CHOICE, address="other@example.gov.cn"), "p-2")
    await bench.publish(late("2021-Q2"))
    bench.now += timedelta(days=1)
    await bench.notify()
    (waiting,) = await bench.digests()
    assert (waiting.receiver, waiting.trouble) == ("p-1", "NotAuthentic")
    assert bench.box.receivers == ["other@example.gov.cn"]


async def test_an_address_is_erased_with_the_person_for_good(bench: Bench) -> None:
    await bench.grant("p-7", "member", "P00017")
    await bench.choose(CHOICE, "p-7")
    await bench.revoke("p-7", "member")
    await bench.database.update(lambda one: erase_persons(one, [(CITY, "P00017")]))
    assert await bench.database.read(lambda one: store.choice_of(one, CITY, "p-7")) is None
    with pytest.raises(PersonIsErased):
        await bench.choose(CHOICE, "p-7")


async def test_a_citys_own_channel_learns_whom_it_is_for_signed_and_under_one_name(bench: Bench) -> None:
    secrets = Secrets([bytes(32)])
    async with receiving() as receiver:
        url = f"http://127.0.0.1:{receiver.port}/in"
        now = datetime.now(UTC)
        webhook = Webhook(CITY, "desk", url, ("notification",), secrets.new(f"{CITY}/desk"), "developer", now)
        await bench.database.update(lambda one: webhook_store.add_webhook(one, webhook, []))
        posting = Posting((ip_network("127.0.0.0/8"),))
        channel = WebhookChannel(bench.database, secrets, posting, lambda: datetime.now(UTC))
        await bench.choose(Choice(WEBHOOK, "desk", AT_ONCE))
        await bench.publish(late())
        receiver.answers = [500]
        await once(bench.process(webhook=channel))
        bench.now += timedelta(seconds=PAUSES[0])
        await once(bench.process(webhook=channel))
        headers, body = receiver.received[1]
    assert len(set(receiver.ids)) == 1
    assert Verifier(secrets.opened(webhook.secret, webhook.about)).verify(body, headers)
    data = loads(body)["data"]
    assert (data["receiver"], data["title"], len(data["notifications"])) == ("p-1", "【标尺】工作逾期", 1)


async def test_a_letter_reaches_whom_it_is_addressed_to_once_it_is_in_force(bench: Bench) -> None:
    signed = pb.DocumentSigned(code="函1", in_force=True, organization="B01", signed_by="p-9")
    other = pb.DocumentSigned(code="函2", in_force=True, organization="B02", signed_by="p-9")
    await bench.publish(pb.DocumentSigned(code="通报1", in_force=True), other, signed)
    await bench.notify()
    assert await bench.listed() == [f"assessment-{PART}-0000000003"]


async def test_marks_whose_rater_is_promised_to_be_hidden_say_nothing(bench: Bench) -> None:
    fact = pb.Fact(number="1", kind="rating", subject="B01", cycle="2021", indicator="i", names="anonymous")
    seen = pb.Fact(number="2", kind="check", subject="B01", cycle="2021", indicator="i", recorded_by="p-9")
    await bench.publish(pb.RatingSubmitted(fact=fact), pb.CheckRecorded(fact=seen))
    await bench.notify()
    assert await bench.listed() == [f"assessment-{PART}-0000000002"]
