"""Whether the graph can be served: at the start once the services know the cities, from then on while they answer."""

import asyncio
from collections.abc import Awaitable, Callable

from biaochi.assessment.v1.service_pb2 import ListCyclesRequest
from biaochi.org.v1.service_pb2 import BatchGetOrganizationsRequest
from biaochi.scoring.v1.service_pb2 import ListPluginsRequest
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import Refused

from biaochi_gateway.execution.calls import Services


class Readiness:
    """Asks the services, as a caller would."""

    def __init__(self, services: Services, log_is_read: Callable[[], bool]) -> None:
        """While the log is away nobody waits for what could only come from it."""
        self._services = services
        self._log_is_read = log_is_read
        self._cities_known = False

    async def trouble(self) -> str | None:
        """Why the graph cannot be served, in a sentence: a service does not answer, or does not know the cities yet.

        The cities are what scoring published when it loaded the plugins; the other two must have received it, once.
        """
        wait = self._log_is_read() and not self._cities_known
        call = Call.internal("gateway")
        try:
            plugins = await self._services.scoring.list_plugins(ListPluginsRequest(), headers=call.headers())
        except Refused as refused:
            # Scoring answers a gateway that stands alone; a refusal says that it does not believe this one.
            return f"scoring: {refused.sentence}"
        if wait and not plugins.position:
            reasons = [f"{one.name} is kept out: {one.quarantine_reason}" for one in plugins.plugins]
            return "; ".join(reasons) or "scoring is still loading the plugins."
        headers = (call.after(Positions.parse(plugins.position)) if wait else call).headers()
        org, assessment = self._services.org, self._services.assessment
        troubles = await asyncio.gather(
            _trouble("org", org.batch_get_organizations(BatchGetOrganizationsRequest(), headers=headers)),
            _trouble("assessment", assessment.list_cycles(ListCyclesRequest(), headers=headers)),
        )
        found = "; ".join(filter(None, troubles)) or None
        self._cities_known |= wait and found is None
        return found


async def _trouble(service: str, answer: Awaitable[object]) -> str | None:
    """Why a service does not answer, in a sentence; None where what was asked is refused, for that is an answer."""
    try:
        await answer
    except Refused as refused:
        return f"{service}: {refused.sentence}" if refused.retryable or refused.code == "INTERNAL" else None
    return None
