"""What every resolver may use: the calls to the services, the loaders, the broadcast and the viewer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import strawberry
from biaochi.assessment.v1.events_pb2 import Fact
from biaochi_chassis.event.call import POSITION, TRACEPARENT, Call
from biaochi_chassis.event.positions import Positions

from biaochi_gateway.events.broadcast import Broadcast
from biaochi_gateway.events.decode import StandingsChange
from biaochi_gateway.execution.calls import Memory, ServiceCalls, Services
from biaochi_gateway.execution.loaders import Loaders


@dataclass(frozen=True)
class Viewer:
    """Who asks, and what may be shown to them."""

    call: Call

    def person_name(self, name: str) -> str:
        """The name for the registry's own staff; for all others its first two characters at most, never all of it."""
        if self.call.may("registry"):
            return name
        kept = max(0, min(2, len(name) - 1))
        return name[:kept] + "*" * (len(name) - kept)

    def knows_rater(self, fact: Fact) -> bool:
        """Whether who rated or voted may be shown, as the model promised when it was recorded."""
        return self.sees(fact.seen_by) if fact.seen_by else not fact.names

    def sees(self, roles: Collection[str]) -> bool:
        """Whether what only these roles may see may be shown; no roles are everybody."""
        return not roles or any(self.call.may(role) for role in roles)


@dataclass(frozen=True)
class SharedState:
    """What all operations of this process share."""

    services: Services
    broadcast: Broadcast[StandingsChange]
    memory: Memory


@dataclass(frozen=True)
class RequestContext:
    """One request or one socket, with its headers; each operation on it gets a context, and so a trace, of its own."""

    shared: SharedState
    headers: Mapping[str, str]

    def call(self) -> Call:
        """The one development caller, under the request's own trace if it brings one, else under a new one.

        Raises BadRequest when the position the request brings cannot be read.
        """
        call = Call.developer(self.headers.get(TRACEPARENT, ""))
        return call.after(Positions.parse(self.headers.get(POSITION, "")))

    def operation(self) -> "Context":
        """The context of one more operation."""
        return Context(self.shared, self.call())

    def position(self) -> str:
        """Up to where this caller must be understood from now on."""
        call = self.call()
        return str(call.after(self.shared.memory.of(call.caller)).positions)


class Context:
    """The context of one operation."""

    def __init__(self, shared: SharedState, call: Call) -> None:
        self.calls = ServiceCalls(shared.services, call, shared.memory)
        self.services = shared.services
        self.broadcast = shared.broadcast
        self.viewer = Viewer(call)

    @cached_property
    def loaders(self) -> Loaders:
        """The loaders of this operation."""
        return Loaders(self.calls)


Info = strawberry.Info[Context, None]
