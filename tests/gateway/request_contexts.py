"""The town visited by somebody with certain roles."""

from dataclasses import dataclass, replace
from typing import Any

from biaochi_chassis.event.call import Call
from biaochi_gateway.events.broadcast import Broadcast
from biaochi_gateway.events.decode import StandingsChange
from biaochi_gateway.execution.calls import Memory
from biaochi_gateway.execution.context import RequestContext, SharedState
from biaochi_gateway.schema import schema

from tests.gateway.fakes import Recorder, reached, services


@dataclass(frozen=True)
class RequestContextAs(RequestContext):
    """The request context of somebody with these roles."""

    roles: frozenset[str] = frozenset()

    def call(self) -> Call:
        return replace(super().call(), roles=self.roles)


async def seen_by(query: str, *roles: str, **variables: str) -> dict[str, Any]:
    """What somebody with these roles is answered; other arguments are the query's variables."""
    request_context = RequestContextAs(
        SharedState(reached(services(Recorder())), Broadcast[StandingsChange](), Memory()), {}, frozenset(roles)
    )
    result = await schema.execute(query, variables, context_value=request_context)
    assert result.data is not None
    return dict(result.data)
