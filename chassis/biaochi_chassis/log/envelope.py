"""An envelope as one short text: what cannot be told from where its event stands. Kept beside the data, once an event.

An envelope that is not one of ours, and those stored before there was a short text, are JSON.
"""

import base64
import json
from collections.abc import Mapping
from contextlib import suppress

_NAMES = ("ce_source", "ce_sequence", "ce_type", "ce_subject", "ce_time", "ce_caller", "ce_traceparent")
_NUMBER = "ce_subjectsequence"
_SOURCE = "/biaochi/"
_MOMENT, _TRACE = 27, 55
"""Characters of an instant and of a trace as we write them."""
_DIGITS, _PACKED_TRACE = 20, 32
"""The same as they are kept: digits alone, and 24 bytes in base 64."""


def packed(headers: Mapping[str, str], topic: str, part: int, key: str) -> str:
    """Return the envelope of an event that stands in this partition under this key."""
    fields = [headers.get(name, "") for name in (*_NAMES, _NUMBER)]
    with suppress(ValueError):
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
        "ce_traceparent": _traceparent(trace),
        "content-type": "application/protobuf",
    }
    if number:
        found[_NUMBER] = number
    return found


def _short(fields: list[str], topic: str) -> tuple[str, ...]:
    source, sequence, kind, subject, moment, caller, trace, number = fields
    if len(moment) == _MOMENT:
        moment = f"{moment[:4]}{moment[5:7]}{moment[8:10]}{moment[11:13]}{moment[14:16]}{moment[17:19]}{moment[20:26]}"
    if len(trace) == _TRACE:
        trace = base64.b64encode(bytes.fromhex(trace[3:35] + trace[36:52])).decode()
    return source.removeprefix(_SOURCE), sequence, kind.removeprefix(topic), subject, moment, caller, trace, number


def _instant(m: str) -> str:
    """Of twenty digits; all else was written out."""
    return f"{m[:4]}-{m[4:6]}-{m[6:8]}T{m[8:10]}:{m[10:12]}:{m[12:14]}.{m[14:]}Z" if len(m) == _DIGITS else m


def _traceparent(trace: str) -> str:
    """Of 32 characters; all else was written out."""
    if len(trace) != _PACKED_TRACE:
        return trace
    digits = base64.b64decode(trace).hex()
    return f"00-{digits[:32]}-{digits[32:]}-01"
