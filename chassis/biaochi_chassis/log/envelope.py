"""An envelope as one short text: what cannot be told from where its event stands. Kept beside the data, once an event.

An envelope that is not one of ours, and those stored before there was a short text, are JSON.
"""

import base64
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

_NAMES = ("ce_source", "ce_sequence", "ce_type", "ce_subject", "ce_time", "ce_caller", "ce_traceparent")
_NUMBER = "ce_subjectsequence"
_TRACE = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-01", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_SOURCE, _PACKED_TRACE = "/biaochi/", 30


def packed(headers: Mapping[str, str], topic: str, part: int, key: str) -> str:
    """Return the envelope of an event that stands in this partition under this key."""
    fields = [headers.get(name, "") for name in (*_NAMES, _NUMBER)]
    with suppress(ValueError, OverflowError):
        text = "\t".join(_short(fields, topic))
        if unpacked(text, topic, part, key) == headers:
            return text
    return json.dumps(dict(headers), ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str, topic: str, part: int, key: str) -> dict[str, str]:
    """Return the envelope that was packed for this place, whichever way."""
    fields = text.split("\t")
    if len(fields) != len(_NAMES) + 1:
        found: dict[str, str] = json.loads(text) if text.startswith("{") else {}
        return found
    source, sequence, kind, subject, moment, caller, trace, number = fields
    numbered = {_NUMBER: number} if number else {}
    return {
        "ce_specversion": "1.0",
        "ce_id": f"{source}/{topic}/{part}/{sequence}",
        "ce_source": f"{_SOURCE}{source}",
        "ce_type": f"{topic}{kind}" if kind.startswith(".") else kind,
        "ce_subject": subject,
        "ce_time": _time(moment),
        "ce_partitionkey": key,
        "ce_sequence": sequence,
        "ce_caller": caller,
        "ce_traceparent": _traceparent(trace),
        "content-type": "application/protobuf",
        **numbered,
    }


def _short(fields: list[str], topic: str) -> list[str]:
    source, sequence, kind, subject, moment, caller, trace, number = fields
    if _MOMENT.fullmatch(moment):
        moment = str((datetime.fromisoformat(moment) - _EPOCH) // _MICROSECOND)
    if found := _TRACE.fullmatch(trace):
        trace = base64.b85encode(bytes.fromhex(found[1] + found[2])).decode()
    return [source.removeprefix(_SOURCE), sequence, kind.removeprefix(topic), subject, moment, caller, trace, number]


def _time(moment: str) -> str:
    """A number counts microseconds since 1970; all else was written out."""
    if not moment.isdecimal():
        return moment
    at = _EPOCH + timedelta(microseconds=int(moment))
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _traceparent(trace: str) -> str:
    """Of 24 bytes in thirty characters; all else was written out."""
    if len(trace) != _PACKED_TRACE:
        return trace
    digits = base64.b85decode(trace).hex()
    return f"00-{digits[:32]}-{digits[32:]}-01"
