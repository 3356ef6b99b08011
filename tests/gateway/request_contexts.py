"""The town visited by somebody with certain roles."""

from typing import Any

from biaochi_gateway.events.broadcasts import Broadcasts
from biaochi_gateway.execution.calls import Memory
from biaochi_gateway.execution.context import RequestContext, SharedState
from biaochi_gateway.execution.own_grants import OwnGrants
from biaochi_gateway.execution.quotas import Quotas
from biaochi_gateway.execution.sign_ins import SignIns
from biaochi_gateway.schema import schema

from tests.callers import USERS, token
from tests.gateway.fakes import Recorder, reached, services


async def request_context(
    role: str, broadcasts: Broadcasts | None = None, quotas: Quotas | None = None, *, explorer: bool = True
) -> RequestContext:
    """The request context of somebody in this role."""
    clients = reached(services(Recorder()))
    broadcasts, quotas = broadcasts or Broadcasts.none_open(), quotas or Quotas()
    grants, sign_ins = OwnGrants(clients.org), SignIns(clients.org)
    shared = SharedState(clients, broadcasts, Memory(), USERS, grants, quotas, sign_ins, explorer)
    context = RequestContext(shared, {})
    await context.authenticate(f"Bearer {token(role)}")
    return context


async def seen_by(query: str, role: str, **variables: str) -> dict[str, Any]:
    """What somebody in this role is answered; other arguments are the query's variables."""
    result = await schema.execute(query, variables, context_value=await request_context(role))
    assert result.data is not None
    return dict(result.data)
