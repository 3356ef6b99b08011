"""What a service says it reads of the log is all that it reads: positions pass over everything else unseen."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime

import pytest
from biaochi.assessment.v1 import events_pb2 as assessment_events
from biaochi.org.v1 import events_pb2 as org_events
from biaochi.scoring.v1 import events_pb2 as scoring_events
from biaochi_assessment.events import decode as assessment
from biaochi_chassis.consumer.consumer import Undecodable
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_org.events import decode as org
from biaochi_scoring.events import decode as scoring

UNREADABLE = b"\xff\xff\xff"
EVENTS = {module.DESCRIPTOR.package: module for module in (org_events, assessment_events, scoring_events)}
OF_ASSESSMENT = (
    assessment.registry_states,
    assessment.grants_changed,
    assessment.published,
    assessment.person_erased,
    assessment.signature_awaited,
)
READERS: Mapping[str, tuple[Mapping[str, Collection[str]], Callable[[ReceivedEvent], object]]] = {
    "org": (org.READS, lambda record: org.cities_published([record])),
    "assessment": (assessment.READS, lambda record: [read(record) for read in OF_ASSESSMENT]),
    "scoring": (scoring.READS, scoring.content_of),
}


def unreadable(topic: str, kind: str) -> ReceivedEvent:
    """An event of a type, of which nothing can be read."""
    at = datetime(2020, 12, 31, tzinfo=UTC)
    return ReceivedEvent(topic, 0, 0, 1, "e1", kind, "市直单位07", "lanzhou", at, "录入员", "", UNREADABLE)


def was_read(service: str, topic: str, kind: str) -> bool:
    """Whether the service looks into events of the type."""
    try:
        READERS[service][1](unreadable(topic, kind))
    except (Undecodable, assessment.Unreadable, ValueError):
        return True
    return False


@pytest.mark.parametrize("service", READERS)
def test_all_that_is_read_is_named_and_nothing_else(service: str) -> None:
    named = READERS[service][0]
    for topic, types in named.items():
        kinds = [message.full_name for message in EVENTS[topic].DESCRIPTOR.message_types_by_name.values()]
        assert {kind for kind in kinds if was_read(service, topic, kind)} == set(types)
