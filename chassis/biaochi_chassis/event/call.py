"""Who calls, in which trace, and how far they have written. Travels in headers from the gateway to the last event."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import quote, unquote

from biaochi_chassis.event.positions import NOWHERE, Positions
from biaochi_chassis.identity.disclosure import holds

AUTHORIZATION = "authorization"
POSITION = "biaochi-position"
ORIGIN = "biaochi-origin"
"""From which address the caller came to the process that calls for them; believed since that process is proven."""
PURPOSE = "biaochi-purpose"
"""What personal data is read for, in the caller's words, percent-encoded."""
TRACEPARENT = "traceparent"

LONGEST_ORIGIN, LONGEST_PURPOSE = 100, 200
"""Characters kept of them."""

_TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def new_traceparent() -> str:
    """Return a fresh W3C trace context: a new trace with its first span, sampled."""
    random = secrets.token_hex(24)
    return f"00-{random[:32]}-{random[32:]}-01"


def valid_traceparent(text: str) -> str:
    """Return the trace context given, or a fresh one when it is none: as W3C asks, a broken one restarts the trace."""
    return text if _TRACEPARENT.fullmatch(text) else new_traceparent()


@dataclass(frozen=True)
class Call:
    """One request as whoever takes it knows it: who calls, in which roles, and the token that proves it.

    Without a token it is a process's own, or the cause of an event. `roles` may hold "*": every role, which only a
    development token grants.
    """

    caller: str
    roles: frozenset[str]
    traceparent: str
    positions: Positions = NOWHERE
    token: str = ""
    scopes: Mapping[str, frozenset[str]] | None = None
    """The organizations and persons that each of its roles is held for; None: all are held for the whole city."""
    action: str = ""
    """The method that is called; empty for what a process does by itself."""
    via: str = ""
    """The process that calls it."""
    origin: str = ""
    """The address that the caller came from."""
    purpose: str = ""
    """What the caller says that they read for."""

    @classmethod
    def internal(cls, caller: str) -> Self:
        """Return what a process does by itself, in a fresh trace."""
        return cls(caller, frozenset(), new_traceparent())

    def by(
        self,
        caller: str,
        roles: frozenset[str],
        token: str = "",
        scopes: Mapping[str, frozenset[str]] | None = None,
    ) -> "Call":
        """Return the same call as of whom it was found to be."""
        return replace(self, caller=caller, roles=roles, token=token, scopes=scopes)

    @classmethod
    def from_headers(
        cls,
        headers: Mapping[str, str],
        caller: str = "",
        roles: frozenset[str] = frozenset(),
        token: str = "",
        origin: str | None = None,
    ) -> Self:
        """Read trace and position of lower-case headers: whose call it is no header says, whoever knows says it.

        Without an origin it is the one of the headers. Raises BadRequest when the position is nonsense.
        """
        return cls(
            caller,
            roles,
            valid_traceparent(headers.get(TRACEPARENT, "")),
            Positions.parse(headers.get(POSITION, "")),
            token,
            origin=headers.get(ORIGIN, "")[:LONGEST_ORIGIN] if origin is None else origin,
            purpose=unquote(headers.get(PURPOSE, ""))[:LONGEST_PURPOSE],
        )

    def to(self, action: str, via: str) -> "Call":
        """Return the same call as of which method it is, by which process."""
        return replace(self, action=action, via=via)

    def reading_for(self, purpose: str) -> "Call":
        """Return the same call as for this purpose."""
        return replace(self, purpose=purpose)

    @property
    def trace_id(self) -> str:
        """The 32 hexadecimal digits that are the same from the mutation to the subscriber's message."""
        return self.traceparent.split("-")[1]

    def may(self, role: str) -> bool:
        """Whether the caller has this role or may do everything."""
        return holds(self.roles, role)

    @property
    def within(self) -> frozenset[str] | None:
        """The organizations and persons that any of its roles is held for; None: they are held for the whole city."""
        return None if self.scopes is None else frozenset[str]().union(*self.scopes.values())

    def covers(self, *codes: str) -> bool:
        """Whether one of the caller's roles is held for one of these organizations and persons."""
        return self.scopes is None or bool(self.about(*codes).roles)

    def about(self, *codes: str) -> "Call":
        """Return the same call in those of its roles alone that are held for one of these organizations and persons.

        What somebody may about some they may not about others for whom they hold another role.
        """
        if self.scopes is None:
            return self
        scopes = {role: held for role, held in self.scopes.items() if not held.isdisjoint(codes)}
        return replace(self, roles=frozenset(scopes), scopes=scopes)

    def after(self, positions: Positions) -> "Call":
        """Return the same call having also written up to these positions."""
        return replace(self, positions=self.positions.merge(positions))

    def headers(self) -> dict[str, str]:
        """Return the headers that carry it."""
        headers = {TRACEPARENT: self.traceparent}
        if self.token:
            headers[AUTHORIZATION] = f"Bearer {self.token}"
        if self.origin:
            headers[ORIGIN] = self.origin
        if self.purpose:
            headers[PURPOSE] = quote(self.purpose)
        if self.positions:
            headers[POSITION] = str(self.positions)
        return headers
