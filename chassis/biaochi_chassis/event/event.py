"""One event: as a service publishes it, and as a consumer receives it. CloudEvents in binary mode, in headers."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple, Self

from biaochi_chassis.event.call import Call
from biaochi_chassis.log.contract import LogRecord, Origin
from biaochi_chassis.log.envelope import packed, plain, short

LARGEST = 1_000_000
"""Bytes of data one event may have: what Kafka brokers accept unless configured otherwise, less its envelope."""


HIGHEST = 2**31 - 1
"""The highest number an event can have: what the services' tables keep."""
_DIGITS = len(str(HIGHEST))


class NotAnEvent(Exception):
    """A record of the log whose envelope is not one of ours; the sentence says what is missing."""


class Event(NamedTuple):
    """Something that happened, as its service publishes it. `city` is the key: order is kept in a city."""

    topic: str
    city: str
    subject: str
    type: str
    data: bytes
    call: Call
    time: datetime

    def headers(self, source: str, partition: int, sequence: int, number: int = 0) -> dict[str, str]:
        """Return its envelope. The id is made of where it stands, so that the same event has the same id everywhere.

        `number` counts the events of its subject; 0 leaves it out.
        """
        numbered = {"ce_subjectsequence": str(number)} if number else {}
        return {
            "ce_specversion": "1.0",
            "ce_id": Origin(source, self.topic, partition).event_id(sequence),
            "ce_source": f"/biaochi/{source}",
            "ce_type": self.type,
            "ce_subject": self.subject,
            "ce_time": _instant(self.time),
            "ce_partitionkey": self.city,
            "ce_sequence": str(sequence),
            "ce_caller": self.call.caller,
            "ce_traceparent": self.call.traceparent,
            "content-type": "application/protobuf",
            **numbered,
        }

    def packed(self, source: str, partition: int, sequence: int, number: int = 0) -> str:
        """Return the same envelope as it is kept."""
        counted = str(number) if number else ""
        said = (self.subject, _instant(self.time), self.call.caller, self.call.traceparent, counted)
        return short(self.topic, (source, str(sequence), self.type, *said)) or packed(
            self.headers(source, partition, sequence, number), self.topic, partition, self.city
        )


class ReceivedEvent(NamedTuple):
    """An event as it stands in the log. `sequence` counts its producer's events in this partition, from 1."""

    topic: str
    partition: int
    offset: int
    sequence: int
    id: str
    type: str
    subject: str
    city: str
    time: datetime
    caller: str
    traceparent: str
    data: bytes
    number: int = 0
    """Counts the events of its subject, from 1; 0 when its producer did not count."""

    @classmethod
    def read(cls, record: LogRecord) -> Self:
        """Take the envelope off. Raises NotAnEvent when a header is missing or unreadable, or names another city."""
        headers = plain(record.headers)
        if record.value is None:
            raise NotAnEvent("it is a tombstone: a record without a value")
        try:
            if headers["ce_partitionkey"] != record.key:
                raise NotAnEvent(f"it is of {headers['ce_partitionkey']}, but lies under the key {record.key}")
            return cls(
                topic=record.topic,
                partition=record.partition,
                offset=record.offset,
                sequence=_number(headers["ce_sequence"]),
                id=headers["ce_id"],
                type=headers["ce_type"],
                subject=headers["ce_subject"],
                city=record.key,
                time=_moment(headers["ce_time"]),
                caller=headers["ce_caller"],
                traceparent=headers["ce_traceparent"],
                data=record.value,
                number=_number(headers.get("ce_subjectsequence", "0")),
            )
        except (KeyError, ValueError) as trouble:
            raise NotAnEvent(f"the envelope cannot be read: {trouble!r}") from trouble

    @property
    def call(self) -> Call:
        """The call to publish consequences with: the same caller in the same trace, without roles or positions."""
        return Call(self.caller, frozenset(), self.traceparent)


def sequence_of(headers: Mapping[str, str]) -> int:
    """Return the producer's sequence of a record, 0 when its envelope has none."""
    try:
        return _number(headers.get("ce_sequence", "0"))
    except ValueError:
        return 0


# The events of a transaction have one instant.
@lru_cache
def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@lru_cache
def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS and (number := int(text)) <= HIGHEST:
        return number
    raise ValueError(f"{text[:20]} is no number of an event")
