"""A change that is published to the log reaches its subscribers, with its explanation, whichever way they listen."""

import asyncio
import json
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest
from biaochi.assessment.v1.events_pb2 import (
    Consequence,
    ConsequenceAdvanced,
    ConsequencesFollowed,
    WorkFellDue,
    WorkItemOpened,
    WorkNotice,
    WorkStep,
)
from biaochi.scoring.v1.events_pb2 import Shift, StandingsMoved
from biaochi_assessment.api.disclosing import DISCLOSING as OF_ASSESSMENT
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event
from biaochi_chassis.foundation.metrics import CHANGE_ANSWERS
from biaochi_chassis.identity.policy import access_table
from biaochi_chassis.log.contract import Origin, Outgoing
from biaochi_chassis.log.partitions import partition_of
from biaochi_gateway.events.broadcast import WAITING, Admission, Broadcast, SubscriberTooSlow
from biaochi_gateway.events.broadcasts import Broadcasts
from biaochi_gateway.events.decode import (
    ADVANCED,
    ASSESSMENT,
    FOLLOWED,
    SCORING,
    STANDINGS_MOVED,
    WORK_FELL_DUE,
    StandingsChange,
)
from biaochi_gateway.execution.calls import ALIKE
from biaochi_gateway.schema import schema
from biaochi_org.api.disclosing import DISCLOSING as OF_ORG
from google.protobuf.message import Message

from tests.gateway.conftest import Gateway
from tests.gateway.request_contexts import request_context
from tests.gateway.sockets import opened, streamed
from tests.gateway.town import BULLETINS, STANDINGS, TOWN

SUBSCRIPTION = """subscription {
  standingsChanged(city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3") {
    cycle period gone caller traceId position
    changed { total subject { name } sheet { explanation { children { title facts { number } } } } } } }"""
FOREVER = Admission(float("inf"), lambda: asyncio.sleep(0))
CAUSE = Call("checker", frozenset(), "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01")


async def publish(gateway: Gateway, sequence: int, period: str = "2020-Q3", others: int = 0) -> None:
    """Put one change into the log, as scoring would."""
    message = StandingsMoved(cycle="2020", index="branch", period=period, changed=STANDINGS[:1], gone=["B9"])
    if others:
        message.ranks.append(Shift(first=1, last=2, by=1))
        message.others = others
    place = f"2020/branch/{period}"
    moment = datetime(2020, 10, 1, tzinfo=UTC)
    event = Event(SCORING, TOWN, place, STANDINGS_MOVED, message.SerializeToString(), CAUSE, moment)
    partition = partition_of(TOWN)
    headers = event.headers("scoring", partition, sequence)
    record = Outgoing(sequence, headers["ce_id"], TOWN, headers, event.data)
    await gateway.log.publish(Origin("scoring", SCORING, partition), [record])


def change(period: str = "2020-Q3") -> StandingsChange:
    return StandingsChange(TOWN, "2020", "branch", period, (), (), "checker", "t", "p")


async def test_a_change_reaches_a_socket_with_its_explanation_its_caller_and_its_trace(gateway: Gateway) -> None:
    await gateway.listening()
    async with opened(gateway.service.app) as socket:
        await socket.subscribe("1", SUBSCRIPTION)
        await asyncio.sleep(0.1)
        await publish(gateway, 1, period="2020-Q2")
        await publish(gateway, 2)
        received = await socket.receive()
        data = received["payload"]["data"]["standingsChanged"]
        assert (data["period"], data["gone"], data["caller"]) == ("2020-Q3", ["B9"], "checker")
        assert data["traceId"] == "0123456789abcdef0123456789abcdef"
        assert data["position"] == f"{SCORING}/{partition_of(TOWN)}/2"
        assert data["changed"][0]["subject"]["name"] == "市直单位01党支部"
        assert data["changed"][0]["sheet"]["explanation"]["children"][0]["facts"] == [{"number": "check-1"}]


async def test_a_change_reaches_a_stream_of_server_sent_events(gateway: Gateway) -> None:
    await gateway.listening()
    async with streamed(gateway.service.app, SUBSCRIPTION) as stream:
        await asyncio.sleep(0.1)
        await publish(gateway, 1)
        start = await asyncio.wait_for(stream.outgoing.get(), 5)
        assert dict(start["headers"])[b"content-type"].startswith(b"text/event-stream")
        chunk = (await asyncio.wait_for(stream.outgoing.get(), 5))["body"].decode()
        assert "event: next" in chunk
        assert "check-1" in chunk


async def test_whoever_selects_all_that_changed_gets_those_who_were_passed_by_too(gateway: Gateway) -> None:
    query = """subscription {
      standingsChanged(city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3") {
        own { subject { code } } rankShifts { first last by } moved { code } others
        changed { rank subject { code } } } }"""
    await gateway.listening()
    async with opened(gateway.service.app) as socket:
        await socket.subscribe("1", query)
        await asyncio.sleep(0.1)
        await publish(gateway, 1, others=1)
        data = (await socket.receive())["payload"]["data"]["standingsChanged"]
        assert (data["rankShifts"], data["others"]) == ([{"first": 1, "last": 2, "by": 1}], 1)
        assert [each["subject"]["code"] for each in data["own"]] == ["B1"]
        passed_by = [each.subject for each in STANDINGS if each.rank in (2, 3)]
        assert [each["subject"]["code"] for each in data["changed"]] == ["B1", *sorted(passed_by)]


TOTALS = """subscription {
  standingsChanged(city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3") {
    own { total rank subject { code name } } gone } }"""


async def received_by(gateway: Gateway, queries: list[str]) -> tuple[list[str], float]:
    """What one change is answered to each of these, and how many answers were made for it."""
    await gateway.listening()
    async with AsyncExitStack() as open_sockets:
        sockets = [await open_sockets.enter_async_context(opened(gateway.service.app)) for _ in queries]
        for socket, query in zip(sockets, queries, strict=True):
            await socket.subscribe("1", query)
        await asyncio.sleep(0.2)
        before = CHANGE_ANSWERS._value.get()  # noqa: SLF001 - a counter tells its value to a scrape only
        await publish(gateway, 1)
        found = [json.dumps((await socket.receive())["payload"], ensure_ascii=False) for socket in sockets]
        return found, CHANGE_ANSWERS._value.get() - before  # noqa: SLF001


async def test_one_change_is_executed_once_for_all_with_one_operation(gateway: Gateway) -> None:
    found, made = await received_by(gateway, [TOTALS] * 20 + [TOTALS.replace("gone", "others")] * 5)

    assert (len(set(found[:20])), len(set(found[20:]))) == (1, 1)
    assert "市直单位01党支部" in found[0]
    assert made == 2
    assert [list(one.codes) for one in gateway.recorder.of("BatchGetOrganizations") if one.city] == [["B1"]] * 2


async def test_what_services_decide_by_the_caller_is_executed_for_each(gateway: Gateway) -> None:
    found, made = await received_by(gateway, [SUBSCRIPTION] * 5)

    assert len(set(found)) == 1
    assert made == 5
    assert len(gateway.recorder.of("BatchGetSheets")) == 5


def test_what_is_alike_for_all_is_open_to_everybody_and_audited_for_nobody() -> None:
    policies = {method: words for table in access_table().rpc.values() for method, words in table.items()}
    alike = {method.title().replace("_", "") for method in ALIKE}

    assert {policies[method] for method in alike} == {"SERVICE EVERYBODY of ANYBODY"}
    assert not alike & (set(OF_ORG) | set(OF_ASSESSMENT))


async def test_each_operation_on_one_socket_has_a_trace_of_its_own(gateway: Gateway) -> None:
    async with opened(gateway.service.app) as socket:
        for number in ("1", "2"):
            await socket.subscribe(number, "{ cities { totalCount } }")
            assert (await socket.receive())["payload"]["data"]["cities"]["totalCount"] == 1
            assert (await socket.receive())["type"] == "complete"
    assert len({call.trace_id for call in gateway.recorder.calls()}) == 2


async def test_a_refusal_on_a_socket_has_its_code(gateway: Gateway) -> None:
    async with opened(gateway.service.app) as socket:
        await socket.subscribe("1", "{ cities(first: 500) { totalCount } }")
        received = await socket.receive()
        assert received["payload"]["errors"][0]["extensions"]["code"] == "REQUEST_TOO_LARGE"


async def test_who_subscribes_to_what_there_is_not_gets_an_error_and_does_not_wait_for_ever(gateway: Gateway) -> None:
    async with opened(gateway.service.app) as socket:
        await socket.subscribe("1", SUBSCRIPTION.replace('"branch"', '"nothing"'))
        received = await socket.receive()
        assert "UNKNOWN_INDEX" in str(received["payload"])


async def test_a_slow_subscriber_gets_what_was_kept_and_then_a_sentence() -> None:
    broadcast = Broadcast[StandingsChange]()
    with broadcast.subscribed(lambda _: True) as subscription:
        for _ in range(WAITING + 5):
            broadcast.publish(change())
        changes = subscription.changes(FOREVER)
        kept = [await anext(changes) for _ in range(WAITING)]
        assert len(kept) == WAITING
        with pytest.raises(SubscriberTooSlow, match=str(WAITING)):
            await anext(changes)


async def test_a_slow_subscriber_learns_why_its_subscription_ends() -> None:
    broadcasts = Broadcasts.none_open()
    stream = await schema.subscribe(SUBSCRIPTION, context_value=await request_context("viewer", broadcasts))
    first = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0.05)
    for _ in range(WAITING + 5):
        broadcasts.standings.publish(change())
    received = [await first, *[each async for each in stream]]
    assert len(received) == WAITING + 1
    (error,) = received[-1].errors or []
    assert (error.extensions or {})["code"] == "SUBSCRIBER_TOO_SLOW"


async def test_a_slow_subscriber_does_not_hold_up_another() -> None:
    broadcast = Broadcast[StandingsChange]()
    with broadcast.subscribed(lambda _: True), broadcast.subscribed(lambda it: it.period == "2020") as wanting:
        for _ in range(WAITING + 5):
            broadcast.publish(change())
        broadcast.publish(change("2020"))
        assert (await anext(wanting.changes(FOREVER))).period == "2020"


async def test_a_subscriber_that_left_is_offered_nothing() -> None:
    broadcast = Broadcast[StandingsChange]()
    with broadcast.subscribed(lambda _: True) as subscription:
        broadcast.publish(change())
    broadcast.publish(change("2020"))
    changes = subscription.changes(FOREVER)
    assert (await anext(changes)).period == "2020-Q3"
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(changes), 0.05)


WORK = """subscription { workChanged(city: "yangcheng", organization: "B1") {
  position item { code state } step { step on }
  notice { period stage deadline organizationCount kind { title } organizations { code } } } }"""
NOTICE = WorkNotice(
    cycle="2020",
    kind="bulletin",
    period="2020-Q2",
    stage="LATE",
    deadline="2020-07-03",
    said_on="2020-07-06",
    organizations=["B1", "B2"],
)


async def publish_work(gateway: Gateway, sequence: int, kind: str, message: Message) -> None:
    """Put an event of the year's work into the log, as assessment would."""
    partition = partition_of(TOWN)
    event = Event(ASSESSMENT, TOWN, "T1", kind, message.SerializeToString(), CAUSE, datetime(2020, 7, 6, tzinfo=UTC))
    headers = event.headers("assessment", partition, sequence)
    record = Outgoing(sequence, headers["ce_id"], TOWN, headers, event.data)
    await gateway.log.publish(Origin("assessment", ASSESSMENT, partition), [record])


async def test_what_is_opened_and_what_falls_due_reaches_whom_it_concerns(gateway: Gateway) -> None:
    await gateway.listening()
    async with opened(gateway.service.app) as socket:
        await socket.subscribe("1", WORK)
        await asyncio.sleep(0.1)
        elsewhere = WorkNotice(kind="bulletin", stage="LATE", organizations=["B2"])
        await publish_work(gateway, 1, WORK_FELL_DUE, WorkFellDue(notice=elsewhere))
        await publish_work(gateway, 2, WORK_FELL_DUE, WorkFellDue(notice=NOTICE))
        step = WorkStep(number="k", item="T1", step="print", on="2020-07-06")
        taken = WorkItemOpened(item=BULLETINS[0], step=step)
        await publish_work(gateway, 3, f"{ASSESSMENT}.WorkItemOpened", taken)
        fell_due = (await socket.receive())["payload"]["data"]["workChanged"]
        item = (await socket.receive())["payload"]["data"]["workChanged"]
    assert (fell_due["item"], fell_due["notice"]["stage"]) == (None, "LATE")
    assert (fell_due["notice"]["kind"]["title"], fell_due["notice"]["organizationCount"]) == ("季度通报", 2)
    assert (item["item"]["code"], item["step"]["step"], item["notice"]) == ("T1", "print", None)
    requests = gateway.recorder.of("ListWorkNotices")
    assert [request.organization for request in requests] == ["B1"]


FOLLOWING = """subscription { consequencesChanged(city: "yangcheng", cycle: "2020", subject: "B1") {
  cycle position consequences { code state words subject { code } } } }"""


def followed(subject: str, cycle: str = "2020", **more: str) -> Consequence:
    """What followed from the results of a year for a branch."""
    return Consequence(code=f"{cycle}/talk/{subject}", cycle=cycle, key="talk", subject=subject, **more)


async def test_what_follows_from_results_reaches_whom_it_concerns_as_it_is_opened_and_done(gateway: Gateway) -> None:
    await gateway.listening()
    opening = ConsequencesFollowed(cycle="2020", consequences=[followed("B1", state="OPEN"), followed("B2")])
    elsewhere = ConsequencesFollowed(cycle="2019", consequences=[followed("B1", "2019", state="OPEN")])
    done = ConsequenceAdvanced(consequence=followed("B1", state="DONE", words="已约谈"))
    async with opened(gateway.service.app) as socket:
        await socket.subscribe("1", FOLLOWING)
        await asyncio.sleep(0.1)
        for sequence, (kind, message) in enumerate(((FOLLOWED, elsewhere), (FOLLOWED, opening), (ADVANCED, done)), 1):
            await publish_work(gateway, sequence, kind, message)
        received = [(await socket.receive())["payload"]["data"]["consequencesChanged"] for _ in range(2)]
    (first,), (then,) = (one["consequences"] for one in received)
    assert (first["code"], first["state"], first["words"]) == ("2020/talk/B1", "OPEN", None)
    assert (then["state"], then["words"], then["subject"]) == ("DONE", "已约谈", {"code": "B1"})
    assert [request.subject for request in gateway.recorder.of("ListConsequences")] == ["B1"]
