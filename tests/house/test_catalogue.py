"""The catalogue of events says what the contracts and the services say, and asyncapi.yaml what the catalogue says."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import biaochi_assessment.app
import biaochi_org.app
import biaochi_scoring.stores
import pytest
import yaml
from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.events import decode as assessment_decode
from biaochi_assessment.events import encode as assessment_encode
from biaochi_chassis.consumer.consumer import Undecodable
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event, ReceivedEvent
from biaochi_chassis.log.contract import LogRecord
from biaochi_chassis.log.partitions import PARTITIONS
from biaochi_chassis.runtime.guard import events_of
from biaochi_gateway.events.decode import standings_change, work_change
from biaochi_org.events import decode as org_received
from biaochi_org.events import encode as org_published
from biaochi_scoring.events import decode as scoring_events
from catalogue import PARTITIONS as CATALOGUED_PARTITIONS
from catalogue import EventType, catalogue, document
from google.protobuf.descriptor import FileDescriptor
from google.protobuf.message import DecodeError

from tests.house.wire import PROTO

FILES = (org.DESCRIPTOR, assessment.DESCRIPTOR, scoring.DESCRIPTOR)
TOPICS, EVENTS = catalogue()
# Of the AsyncAPI Initiative's package @asyncapi/specs 6.11.1 (Apache-2.0), without descriptions and examples.
SPECIFICATION = Path(__file__).with_name("asyncapi-3.0.0.json")
PRODUCERS = {
    org_published.TOPIC: biaochi_org.app.NAME,
    assessment_encode.TOPIC: biaochi_assessment.app.NAME,
    scoring_events.SCORING: biaochi_scoring.stores.NAME,
}
DECODERS: dict[str, Callable[[ReceivedEvent], object]] = {
    "org": lambda record: org_received.cities_published([record]),
    "assessment": lambda record: (
        assessment_decode.registry_states(record),
        assessment_decode.grants_changed(record),
        assessment_decode.published(record),
        assessment_decode.person_erased(record),
        assessment_decode.signature_awaited(record),
    ),
    "scoring": scoring_events.content_of,
    "gateway": lambda record: (standings_change(record), work_change(record)),
}
NOW = datetime(2021, 2, 1, tzinfo=UTC)
CALL = Call("developer", frozenset(), "")
UNREADABLE = (Undecodable, assessment_decode.Unreadable, ValueError, DecodeError)


def full_names(file: FileDescriptor) -> list[str]:
    """The events of a contract."""
    return [f"{file.package}.{name}" for name in events_of(file)]


def recorded(name: str) -> ReceivedEvent:
    """An event of this type that nobody can read."""
    published = Event(name.rpartition(".")[0], "lanzhou", "01-01", name, b"\xff", CALL, NOW)
    return ReceivedEvent.read(
        LogRecord(published.topic, 0, 0, published.city, published.headers("org", 0, 1, 1), published.data)
    )


def test_every_event_of_the_contracts_is_in_the_catalogue() -> None:
    assert [event.name for event in EVENTS] == [name for file in FILES for name in full_names(file)]


def test_every_topic_has_the_producer_whose_code_names_it() -> None:
    assert {topic.name: topic.producer for topic in TOPICS} == PRODUCERS


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.message)
def test_an_event_is_received_by_whom_the_catalogue_names(event: EventType) -> None:
    def reads(decode: Callable[[ReceivedEvent], object]) -> bool:
        try:
            decode(recorded(event.name))
        except UNREADABLE:
            return True
        return False

    assert [part for part, decode in DECODERS.items() if reads(decode)] == event.consumers


def test_the_document_is_what_the_catalogue_and_the_contracts_say() -> None:
    committed = yaml.safe_load((PROTO / "asyncapi.yaml").read_text(encoding="utf-8"))

    assert committed == document(), "asyncapi.yaml is old: run make proto"
    assert CATALOGUED_PARTITIONS == PARTITIONS


def test_the_document_is_valid_asyncapi() -> None:
    # It reads 38 grammars when it is imported: no other worker needs it.
    from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # noqa: PLC0415

    specification = Draft7Validator(json.loads(SPECIFICATION.read_text(encoding="utf-8")))

    assert [error.message for error in specification.iter_errors(document())] == []
    assert not specification.is_valid(document() | {"channels": {"org": {"adress": "biaochi.org.v1"}}})


def test_the_document_describes_the_envelope_that_events_have() -> None:
    (envelope,) = {json.dumps(sorted(trait["headers"]["properties"])) for trait in traits()}

    assert json.loads(envelope) == sorted(Event("t", "c", "s", "t", b"", CALL, NOW).headers("org", 0, 1, 1))


def traits() -> list[dict[str, dict[str, dict[str, object]]]]:
    """What the messages of each topic have in common."""
    return list(document()["components"]["messageTraits"].values())
