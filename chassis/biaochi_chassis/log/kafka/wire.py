"""What a record looks like on Kafka's wire: key = city, headers in UTF-8, and one header that says whose it is."""

from collections.abc import Sequence
from typing import Protocol

from biaochi_chassis.log.contract import LogRecord, Origin, Outgoing

ORIGIN = "biaochi_origin"
"""Header `source/sequence`: by it a producer finds out, after a crash, how far its copy came."""
LONGEST = 19
"""Digits of a sequence: as many as a database's largest number has; a stranger may have written more."""

HeaderList = list[tuple[str, bytes]]


class Raw(Protocol):
    """A record as kafka-python returns it."""

    @property
    def topic(self) -> str:
        """The topic's name in the cluster."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def offset(self) -> int:
        """Where it stands."""

    @property
    def key(self) -> bytes | None:
        """The city."""

    @property
    def value(self) -> bytes | None:
        """The data; None for a tombstone."""

    @property
    def headers(self) -> Sequence[tuple[str, bytes | None]]:
        """The envelope."""


def headers_of(origin: Origin, record: Outgoing) -> HeaderList:
    """Return the record's headers and our own one."""
    ours = (ORIGIN, f"{origin.source}/{record.sequence}".encode())
    return [*((name, value.encode()) for name, value in record.headers.items()), ours]


def log_record(raw: Raw, topic: str) -> LogRecord:
    """Return what a reader gets; bytes that are no text become replacement characters, for the inbox to refuse."""
    headers = {name: _text(value) for name, value in raw.headers if name != ORIGIN}
    return LogRecord(topic, raw.partition, raw.offset, _text(raw.key), headers, raw.value)


def sequence_from(origin: Origin, raw: Raw) -> int | None:
    """Return the sequence that this origin gave the record; None when it is another's."""
    for name, value in raw.headers:
        if name == ORIGIN:
            source, _, sequence = _text(value).rpartition("/")
            is_number = sequence.isascii() and sequence.isdigit() and len(sequence) <= LONGEST
            return int(sequence) if is_number and source == origin.source else None
    return None


def event_id(raw: Raw) -> str:
    """Return the event's id, empty when it has none."""
    return _said(raw, "ce_id")


def type_of(raw: Raw) -> str:
    """Return the event's type, empty when it has none."""
    return _said(raw, "ce_type")


def _said(raw: Raw, header: str) -> str:
    return next((_text(value) for name, value in raw.headers if name == header), "")


def _text(value: bytes | None) -> str:
    return (value or b"").decode(errors="replace")
