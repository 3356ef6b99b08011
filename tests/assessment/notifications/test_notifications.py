"""One's own notifications by the service's methods: chosen, listed and marked by whoever they are for alone."""

import asyncio
from collections.abc import Callable

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.org.v1 import events_pb2 as org
from biaochi_assessment.store import notifications as store
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.foundation.refusal import Refused
from google.protobuf.message import Message
from sqlalchemy import insert

from tests.assessment.office import Office
from tests.assessment.town import CITY
from tests.callers import bare

ROW = {
    "city": CITY.slug,
    "number": "assessment-0-0000000001",
    "kind": "results.final",
    "occurred_at": "2021-01-05T01:00:00.000000Z",
    "cycle": "2020",
    "about": "",
    "particulars": "{}",
    "read_at": "",
    "made_at": "2021-01-05T01:00:00.000000Z",
    "digest": "-",
}


def choosing(key: str, channel: str = "", address: str = "") -> pb.ChooseNotifications:
    return pb.ChooseNotifications(
        idempotency_key=key,
        channel=channel,
        address=address,
        rhythm="daily",
        at="08:30",
        weekday=1,
        muted=["work.near"],
    )


async def office_of_two(office: Office) -> None:
    """p-1 and p-2 speak for a branch each, and each was notified of something."""
    granted = [
        (f"g-{one}", org.RoleGranted(grant=f"g-{one}", holder=one, role="branch", subjects=["B01"], since="2000-01-01"))
        for one in ("p-1", "p-2")
    ]
    await office.receive("org", granted)
    await office.invoke(office.client.list_cycles, pb.ListCyclesRequest(city=CITY.slug))

    def keep(connection: Connection) -> None:
        connection.execute(insert(tables.notification), [{**ROW, "receiver": one} for one in ("p-1", "p-2")])

    assert office.service.database
    await office.service.database.update(keep)


def be(office: Office, holder: str) -> None:
    who: Call = bare(holder)
    office.call = office.call.by(who.caller, who.roles, who.token)


async def refusal(office: Office, method: str, command: Message) -> str:
    with pytest.raises(Refused) as refused:
        await office.write(method, command)
    return refused.value.code


async def listed(office: Office, *, unread: bool = False) -> list[pb.Notification]:
    answer: pb.ListNotificationsAnswer = await office.invoke(
        office.client.list_notifications, pb.ListNotificationsRequest(city=CITY.slug, unread=unread)
    )
    return list(answer.notifications)


async def chosen(office: Office) -> pb.GetNotificationChoiceAnswer:
    answer: pb.GetNotificationChoiceAnswer = await office.invoke(
        office.client.get_notification_choice, pb.GetNotificationChoiceRequest(city=CITY.slug)
    )
    return answer


async def test_each_marks_and_lists_their_own_alone(office: Office) -> None:
    await office_of_two(office)
    be(office, "p-1")
    await office.write(
        "mark_notifications", pb.MarkNotification(idempotency_key="k-1", number=ROW["number"], read=True)
    )
    (mine,) = await listed(office)
    assert (mine.title, bool(mine.read_at), await listed(office, unread=True)) == ("成绩定案", True, [])
    be(office, "p-2")
    (theirs,) = await listed(office, unread=True)
    assert not theirs.read_at
    unknown = pb.MarkNotification(idempotency_key="k-2", number="assessment-0-0000000009", read=True)
    assert await refusal(office, "mark_notifications", unknown) == "UNKNOWN_NOTIFICATION"


async def test_each_chooses_for_themselves_and_what_nobody_chose_is_our_default(office: Office) -> None:
    await office_of_two(office)
    be(office, "p-1")
    usual = await chosen(office)
    await office.write("choose_notifications", choosing("k-1"))
    mine = await chosen(office)
    be(office, "p-2")
    theirs = await chosen(office)
    assert (usual.channel, usual.quiet_from, usual.quiet_until) == ("", "22:00", "07:00")
    assert (mine.quiet_from, list(mine.muted), theirs) == ("", ["work.near"], usual)


async def test_a_channel_that_is_not_there_is_refused(office: Office) -> None:
    await office_of_two(office)
    hook = pb.RegisterWebhook(idempotency_key="h", code="board", url="https://hooks.example/in", types=["cycle.opened"])
    await office.write("register_webhooks", hook)
    be(office, "p-1")
    tried = [choosing("k-1", "email", "a@example.gov.cn"), choosing("k-2", "webhook", "desk")]
    tried.append(choosing("k-3", "webhook", "board"))
    codes = [await refusal(office, "choose_notifications", one) for one in tried]
    assert codes == ["CHANNEL_NOT_SET_UP", "UNKNOWN_WEBHOOK", "CHANNEL_NOT_SET_UP"]


async def test_whoever_holds_nothing_in_the_city_chooses_and_reads_nothing(office: Office) -> None:
    await office_of_two(office)
    be(office, "p-3")
    assert await refusal(office, "choose_notifications", choosing("k-1")) == "FORBIDDEN"
    with pytest.raises(Refused):
        await listed(office)


def awaited(until: str) -> org.RegistrySignatureAwaited:
    """A grant that p-1 signed first."""
    method = "biaochi.org.v1.OrgService/GrantRoles"
    return org.RegistrySignatureAwaited(command="GrantRole", method=method, signed_by="p-1", until=until)


async def test_what_is_to_be_signed_in_the_registry_reaches_those_who_may_sign_it_as_long_as_it_waits(
    office: Office,
) -> None:
    granted = [
        (f"g-{one}", org.RoleGranted(grant=f"g-{one}", holder=one, role="security_administrator", since="2000-01-01"))
        for one in ("p-1", "p-2")
    ]
    await office.receive("org", granted)
    waiting, over = awaited("2999-12-07T01:00:00+00:00"), awaited("2020-12-07T01:00:00+00:00")
    await office.receive("org", [("GrantRole", waiting), ("GrantRole", over)])
    be(office, "p-2")
    (mine,) = await listed(office)
    be(office, "p-1")

    assert mine.kind == "signature.awaited"
    assert mine.sentence.startswith("“授予角色”已有一人签署，须另一位有权的人在 2999-12-07 前")
    assert await listed(office) == []


async def test_what_is_recorded_about_a_unit_reaches_those_who_speak_for_it(office: Office) -> None:
    """By the service's own loop, from its outbox over the log to the list."""
    await office_of_two(office)
    await office.open_2020()
    await until(office, lambda one: store.progress_of(one, CITY.slug))
    check = pb.RecordCheck(idempotency_key="c-1", indicator="meetings", subject="B01", period="2020-Q1", amount="1")
    await office.write("record_checks", check)
    await until(office, lambda one: store.page_of_notifications(one, CITY.slug, "p-1", Page(), unread=True).total > 1)
    be(office, "p-1")
    latest = (await listed(office))[0]
    assert (latest.kind, list(latest.about), latest.title) == ("fact.recorded", ["B01"], "新的登记")


async def until(office: Office, found: Callable[[Connection], object]) -> None:
    """Wait for the loop of the service."""
    assert office.service.database
    while not await office.service.database.read(found):  # noqa: ASYNC110
        await asyncio.sleep(0.05)
