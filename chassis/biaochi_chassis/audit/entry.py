"""One entry of an audit trail: who did, read or was refused what, from where, on whose behalf and why; and its link."""

import json
from dataclasses import dataclass

from biaochi_chassis.audit.digest import Digest

ACCEPTED = "ACCEPTED"
"""The outcome of a command that was done."""
AWAITS_SIGNATURE = "AWAITS_SIGNATURE"
"""The outcome of a command that was signed by one person and is done when another signs it."""
SIGNED_IN = "SIGNED_IN"
"""The outcome of a token that was seen for the first time."""
READ = "READ"
"""The outcome of a reading that showed personal or sealed data."""

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@dataclass(frozen=True)
class AuditEntry:
    """What happened, without a word of content: codes and hashes, never names, reasons or marks.

    `outcome` is ACCEPTED, AWAITS_SIGNATURE, SIGNED_IN, READ, or the code of a refusal; `caller` is on whose behalf, by
    the subject of their token; `via` is the process that called for them, `origin` the address they called it from;
    `subjects` are the codes that were written or read; `content` is the hash over the idempotency keys and contents of
    the commands; `times` is how often the very same was refused or reported.
    """

    at: str
    action: str
    outcome: str
    caller: str
    via: str = ""
    origin: str = ""
    city: str = ""
    subjects: str = ""
    content: str = ""
    purpose: str = ""
    trace: str = ""
    times: int = 1


@dataclass(frozen=True)
class Chained:
    """An entry in its place: its hash covers its number, all it says, and the hash before it."""

    number: int
    entry: AuditEntry
    algorithm: str
    previous: str
    hash: str


def chained(entry: AuditEntry, number: int, previous: str, digest: Digest) -> Chained:
    """Link an entry to the hash of the one before it; the first is linked to the empty text."""
    return Chained(number, entry, digest.name, previous, link(entry, number, previous, digest))


def link(entry: AuditEntry, number: int, previous: str, digest: Digest) -> str:
    """The hash that an entry has in this place."""
    return digest.of(_ENCODE({**vars(entry), "number": number, "previous": previous}).encode())
