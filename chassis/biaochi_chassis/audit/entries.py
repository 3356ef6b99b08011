"""What an audit trail says of a call: of commands done, of what was read, and of what was refused."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from biaochi_chassis.audit.digest import SHA256
from biaochi_chassis.audit.entry import ACCEPTED, AWAITS_SIGNATURE, READ, SIGNED_IN, AuditEntry
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.foundation.refusal import shown

MOST_SUBJECTS = 50
"""Codes named in one entry; of more it says how many there are, and its content covers all."""
LONGEST_CALLER = 200
SIGN_IN = "SignIn"
"""The action of sign-ins, which are no method of a service."""


class SignInSeen(Protocol):
    """Who came from where, when at first and how often; `refusal` is empty where their token was right."""

    @property
    def caller(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def refusal(self) -> str: ...
    @property
    def times(self) -> int: ...
    @property
    def at(self) -> str: ...


def accepted(call: Call, city: str, said: Sequence[tuple[str, str]], codes: Collection[str]) -> AuditEntry:
    """The entry of a batch that was done: `said` has the idempotency key and the content's hash of each command."""
    content = SHA256.of(json.dumps(said, ensure_ascii=False).encode())
    return replace(_entry(call, ACCEPTED, city, codes), content=content)


def signed(call: Call, city: str, said: Sequence[tuple[str, str]]) -> AuditEntry:
    """The entry of commands that await a second signature."""
    entry = accepted(call, city, said, [key for key, _ in said])
    return replace(entry, outcome=AWAITS_SIGNATURE)


def read(call: Call, city: str, codes: Collection[str]) -> AuditEntry:
    """The entry of an answer that shows what is personal or sealed of these organizations, persons or facts."""
    return replace(_entry(call, READ, city, codes), purpose=call.purpose)


def sign_in(via: str, who: SignInSeen) -> AuditEntry:
    """The entry of a sign-in, or of whoever was nobody, as the process that saw it says."""
    return AuditEntry(
        at=who.at,
        action=SIGN_IN,
        outcome=shown(who.refusal) or SIGNED_IN,
        caller=shown(who.caller)[:LONGEST_CALLER],
        via=via,
        origin=shown(who.origin),
        times=who.times,
    )


def refused(call: Call, city: str, code: str, times: int = 1) -> AuditEntry:
    """The entry of what was refused with this code, so often."""
    return replace(_entry(call, code, city, ()), times=times)


def _entry(call: Call, outcome: str, city: str, codes: Collection[str]) -> AuditEntry:
    named = " ".join(sorted(set(codes))[:MOST_SUBJECTS])
    more = f" … {len(codes)}" if len(codes) > MOST_SUBJECTS else ""
    return AuditEntry(
        at=SystemClock().now().isoformat(timespec="milliseconds"),
        action=call.action or "by itself",
        outcome=outcome,
        caller=shown(call.caller)[:LONGEST_CALLER],
        via=call.via,
        origin=call.origin,
        city=shown(city),
        subjects=named + more,
        trace=call.trace_id,
    )
