"""An envelope as one short text: what cannot be told from where its event stands. Kept beside the data, once an event.

An envelope that is not one of ours, and those stored before there was a short text, are JSON.
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

_NAMES = ("ce_source", "ce_sequence", "ce_type", "ce_subject", "ce_time", "ce_caller", "ce_traceparent")
_NUMBER = "ce_subjectsequence"
_DERIVED = ("ce_specversion", "ce_id", "ce_partitionkey", "content-type")
_COUNTED = frozenset((*_NAMES, *_DERIVED, _NUMBER))
_UNCOUNTED = _COUNTED - {_NUMBER}
_SOURCE = "/biaochi/"
_TABS = len(_NAMES)
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{6})Z", re.ASCII)
_TRACE = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-01", re.ASCII)
_DIGITS, _PACKED_TRACE = 20, 32
"""Characters of an instant and of a trace as they are kept: digits alone, and 24 bytes in base 64."""


class Envelope(Mapping[str, str]):
    """The headers of an event, as the text that was packed for its place until somebody looks at one of them."""

    def __init__(self, text: str, topic: str, part: int, key: str) -> None:
        """Take the text, and where its event stands."""
        self.text = text
        self.place = (topic, part, key)
        self._unpacked: Mapping[str, str] = {}

    @property
    def event_id(self) -> str:
        """The id of the event; empty where it has none."""
        if self.text.count("\t") != _TABS:
            return self.get("ce_id", "")
        source, sequence, _ = self.text.split("\t", 2)
        topic, part, _ = self.place
        return f"{source}/{topic}/{part}/{sequence}"

    @property
    def type(self) -> str:
        """The type of the event; empty where it has none."""
        if self.text.count("\t") != _TABS:
            return self.get("ce_type", "")
        kind = self.text.split("\t", 3)[2]
        return f"{self.place[0]}{kind}" if kind.startswith(".") else kind

    @property
    def headers(self) -> Mapping[str, str]:
        """All of it, unpacked once."""
        if not self._unpacked:
            self._unpacked = unpacked(self.text, *self.place)
        return self._unpacked

    def __getitem__(self, name: str) -> str:
        """Return a header. Raises KeyError."""
        return self.headers[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the headers."""
        return iter(self.headers)

    def __len__(self) -> int:
        """Return how many headers there are."""
        return len(self.headers)


def type_of(headers: Mapping[str, str]) -> str:
    """Return the type of an event, without unpacking its envelope; empty where it has none."""
    return headers.type if isinstance(headers, Envelope) else headers.get("ce_type", "")


def plain(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Return the same headers as a plain mapping: for whoever looks at many of them."""
    return headers.headers if isinstance(headers, Envelope) else headers


def packed(headers: Mapping[str, str], topic: str, part: int, key: str) -> str:
    """Return the envelope of an event that stands in this partition under this key."""
    if isinstance(headers, Envelope) and headers.place == (topic, part, key):
        return headers.text
    return _short(headers, topic, part, key) or json.dumps(dict(headers), ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str, topic: str, part: int, key: str) -> dict[str, str]:
    """Return the envelope that was packed for this place, whichever way."""
    fields = text.split("\t")
    if len(fields) != _TABS + 1:
        found: dict[str, str] = json.loads(text) if text.startswith("{") else {}
        return found
    source, sequence, kind, subject, moment, caller, trace, number = fields
    found = {
        "ce_specversion": "1.0",
        "ce_id": f"{source}/{topic}/{part}/{sequence}",
        "ce_source": f"{_SOURCE}{source}",
        "ce_type": f"{topic}{kind}" if kind.startswith(".") else kind,
        "ce_subject": subject,
        "ce_time": _instant(moment),
        "ce_partitionkey": key,
        "ce_sequence": sequence,
        "ce_caller": caller,
        "ce_traceparent": traceparent_of(trace),
        "content-type": "application/protobuf",
    }
    if number:
        found[_NUMBER] = number
    return found


def _short(headers: Mapping[str, str], topic: str, part: int, key: str) -> str:
    """The short text; empty for an envelope that would not come back from it word for word."""
    number = headers.get(_NUMBER, "")
    if headers.keys() != (_COUNTED if number else _UNCOUNTED):
        return ""
    source, sequence, kind, subject, moment, caller, trace = [headers[name] for name in _NAMES]
    if not source.startswith(_SOURCE):
        return ""
    source = source[len(_SOURCE) :]
    derived = ("1.0", f"{source}/{topic}/{part}/{sequence}", key, "application/protobuf")
    if tuple(headers[name] for name in _DERIVED) != derived:
        return ""
    return short(topic, (source, sequence, kind, subject, moment, caller, trace, number))


def short(topic: str, said: tuple[str, str, str, str, str, str, str, str]) -> str:
    """Return the short text of an event of this topic; empty where it would not come back word for word.

    `said`: its source, sequence, type, subject, instant, caller and trace, and its number, empty where it has none.
    """
    source, sequence, kind, subject, moment, caller, trace, number = said
    if _looks_packed(kind, moment, trace):
        return ""
    kind = kind[len(topic) :] if kind.startswith(f"{topic}.") else kind
    text = "\t".join((source, sequence, kind, subject, _digits(moment), caller, packed_trace(trace), number))
    return text if text.count("\t") == _TABS else ""


def _looks_packed(kind: str, moment: str, trace: str) -> bool:
    """Whether one that is written out would be taken for one that was shortened."""
    return kind.startswith(".") or len(moment) == _DIGITS or len(trace) == _PACKED_TRACE


# The events of a transaction have one instant and one trace.
@lru_cache
def _digits(moment: str) -> str:
    found = _MOMENT.fullmatch(moment)
    return "".join(found.groups()) if found else moment


@lru_cache
def packed_trace(trace: str) -> str:
    """A traceparent as it is kept: another text is kept as it is."""
    found = _TRACE.fullmatch(trace)
    return base64.b64encode(bytes.fromhex("".join(found.groups()))).decode() if found else trace


@lru_cache
def _instant(m: str) -> str:
    """Of twenty digits; all else was written out."""
    return f"{m[:4]}-{m[4:6]}-{m[6:8]}T{m[8:10]}:{m[10:12]}:{m[12:14]}.{m[14:]}Z" if len(m) == _DIGITS else m


@lru_cache
def traceparent_of(trace: str) -> str:
    """The traceparent that was kept in 32 characters; all else was written out."""
    if len(trace) != _PACKED_TRACE:
        return trace
    digits = base64.b64decode(trace).hex()
    return f"00-{digits[:32]}-{digits[32:]}-01"
