"""Who asks, in which trace, and how far they have written. Travels in headers from the gateway to the last event."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import quote, unquote

from biaochi_chassis.event.positions import NOWHERE, Positions
from biaochi_chassis.foundation.refusal import BadRequest

CALLER = "biaochi-caller"
ROLES = "biaochi-roles"
POSITION = "biaochi-position"
TRACEPARENT = "traceparent"

_TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def new_traceparent() -> str:
    """Return a fresh W3C trace context: a new trace with its first span, sampled."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


def valid_traceparent(text: str) -> str:
    """Return the trace context given, or a fresh one when it is none: as W3C asks, a broken one restarts the trace."""
    return text if _TRACEPARENT.fullmatch(text) else new_traceparent()


@dataclass(frozen=True)
class Call:
    """One request's identity. `roles` may hold "*": may do everything, the one role of development."""

    caller: str
    roles: frozenset[str]
    traceparent: str
    positions: Positions = NOWHERE

    @classmethod
    def developer(cls, traceparent: str = "") -> Self:
        """Return the one development caller, in the trace given or a fresh one."""
        return cls("developer", frozenset({"*"}), valid_traceparent(traceparent))

    @classmethod
    def from_headers(cls, headers: Mapping[str, str]) -> Self:
        """Read a call from lower-case headers. Raises BadRequest when nobody calls or the position is nonsense."""
        caller = unquote(headers.get(CALLER, ""))
        if not caller:
            raise BadRequest(f"没有说明是谁在调用：每个请求都要带 {CALLER} 头。")
        roles = frozenset(unquote(role) for role in headers.get(ROLES, "").split(",") if role)
        positions = Positions.parse(headers.get(POSITION, ""))
        return cls(caller, roles, valid_traceparent(headers.get(TRACEPARENT, "")), positions)

    @property
    def trace_id(self) -> str:
        """The 32 hexadecimal digits that are the same from the mutation to the subscriber's message."""
        return self.traceparent.split("-")[1]

    def may(self, role: str) -> bool:
        """Whether the caller has this role or may do everything."""
        return role in self.roles or "*" in self.roles

    def after(self, positions: Positions) -> "Call":
        """Return the same call having also written up to these positions."""
        return replace(self, positions=self.positions.merge(positions))

    def headers(self) -> dict[str, str]:
        """Return the headers that carry it; names and roles are percent-encoded since a header is ASCII."""
        headers = {
            CALLER: quote(self.caller),
            ROLES: ",".join(quote(role, safe="*") for role in sorted(self.roles)),
            TRACEPARENT: self.traceparent,
        }
        if self.positions:
            headers[POSITION] = str(self.positions)
        return headers
