"""What is sent of each event: every type that can be had, and nothing that is said about a person."""

from datetime import UTC, datetime
from json import loads

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.domain.webhooks.deliveries import Message
from biaochi_assessment.domain.webhooks.webhooks import TYPES
from biaochi_assessment.events.webhooks import message_of_event
from biaochi_chassis.event.event import ReceivedEvent
from google.protobuf.message import Message as Contract

OBJECTION = pb.Objection(
    code="异议1",
    cycle="2020",
    subject="样例党员00017",
    words="样例党员00017 的分数不对",
    outcome="upheld",
    raised_by="member",
)
EVENTS: dict[str, Contract] = {
    "cycle.opened": pb.CycleOpened(cycle="2020"),
    "cycle.closed": pb.CycleClosed(cycle="2020", facts_hash="f"),
    "results.frozen": scoring.ResultsFrozen(cycle="2020", results_hash="h"),
    "results.notice_began": pb.NoticeBegan(cycle="2020", until="2021-01-08", begun_by="样例书记"),
    "results.reopened": pb.ResultsReopened(cycle="2020"),
    "results.signed": pb.ResultsSigned(cycle="2020", signed_by="样例书记"),
    "results.final": pb.ResultsSigned(cycle="2020", signed_by="样例书记", final=True),
    "objection.raised": pb.ObjectionRaised(objection=OBJECTION),
    "objection.decided": pb.ObjectionDecided(objection=OBJECTION),
    "document.in_force": pb.DocumentSigned(code="通报1", hash="d", signed_by="样例书记", in_force=True),
    "work.fell_due": pb.WorkFellDue(notice=pb.WorkNotice(cycle="2020", kind="report", organizations=["D1"])),
}


def received(kind: str, data: bytes) -> ReceivedEvent:
    """An event of a type as it stands in the log."""
    at, topic = datetime(2021, 1, 1, tzinfo=UTC), "biaochi.assessment.v1"
    ident = f"assessment/{topic}/3/12"
    return ReceivedEvent(topic, 3, 11, 12, ident, kind, "2020", "sample", at, "developer", "", data)


def sent(message: Contract) -> Message | None:
    """What is sent of an event."""
    return message_of_event(received(message.DESCRIPTOR.full_name, message.SerializeToString()))


def test_every_type_that_can_be_had_is_sent_of_some_event() -> None:
    found = {kind: sent(event) for kind, event in EVENTS.items()}
    assert {kind: one.type for kind, one in found.items() if one} == {kind: kind for kind in TYPES}


def test_a_message_names_nobody_and_says_nothing_of_what_was_written() -> None:
    bodies = [one.body.decode() for one in map(sent, EVENTS.values()) if one]
    assert len(bodies) == len(EVENTS)
    assert [body for body in bodies if "样例党员" in body or "样例书记" in body or "分数" in body] == []


def test_a_message_says_where_it_stands_and_what_to_look_up() -> None:
    message = sent(EVENTS["objection.decided"])
    assert message
    assert (message.id, message.type) == ("assessment-3-0000000012", "objection.decided")
    assert loads(message.body) == {
        "type": "objection.decided",
        "timestamp": "2021-01-01T00:00:00.000000Z",
        "data": {
            "city": "sample",
            "event": "assessment/biaochi.assessment.v1/3/12",
            "cycle": "2020",
            "objection": "异议1",
            "outcome": "UPHELD",
        },
    }


def test_what_cannot_be_read_is_passed_over() -> None:
    assert message_of_event(received(pb.CycleOpened.DESCRIPTOR.full_name, b"\xff")) is None
