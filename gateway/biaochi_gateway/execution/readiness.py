"""Whether the graph can be served: once the services know the cities, and from then on while they are ready."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from biaochi.assessment.v1.service_pb2 import ListCyclesRequest
from biaochi.org.v1.service_pb2 import BatchGetOrganizationsRequest
from biaochi.scoring.v1.service_pb2 import ListPluginsRequest
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.rpc.probe import Probe

from biaochi_gateway.execution.calls import Services


class Readiness:
    """Asks the services: at their probes, since a question that comes every few seconds need leave no line."""

    def __init__(self, services: Services, probes: Mapping[str, Probe], log_is_read: Callable[[], bool]) -> None:
        """While the log is away nobody waits for what could only come from it."""
        self._services = services
        self._probes = probes
        self._log_is_read = log_is_read
        self._cities_known = False

    async def trouble(self) -> str | None:
        """Why the graph cannot be served, in a sentence: a service is not ready, or does not know the cities yet."""
        troubles = await asyncio.gather(*(probe.trouble() for probe in self._probes.values()))
        said = [f"{name}: {trouble}" for name, trouble in zip(self._probes, troubles, strict=True) if trouble]
        if said or self._cities_known or not self._log_is_read():
            return "; ".join(said) or None
        trouble = await self._cities_unknown()
        self._cities_known = trouble is None
        return trouble

    async def _cities_unknown(self) -> str | None:
        """Why the cities are not known yet: scoring published them when it loaded the plugins, the others receive them.

        What the others are asked they may refuse, but not before they have received what the question says.
        """
        call = Call.internal("gateway")
        try:
            plugins = await self._services.scoring.list_plugins(ListPluginsRequest(), headers=call.headers())
        except Refused as refused:
            # Scoring answers a gateway that stands alone; a refusal says that it does not believe this one.
            return f"scoring: {refused.sentence}"
        if not plugins.position:
            reasons = [f"{one.name} is kept out: {one.quarantine_reason}" for one in plugins.plugins]
            return "; ".join(reasons) or "scoring is still loading the plugins."
        headers = call.after(Positions.parse(plugins.position)).headers()
        organizations = self._services.org.batch_get_organizations(BatchGetOrganizationsRequest(), headers=headers)
        cycles = self._services.assessment.list_cycles(ListCyclesRequest(), headers=headers)
        troubles = await asyncio.gather(_trouble("org", organizations), _trouble("assessment", cycles))
        return "; ".join(filter(None, troubles)) or None


async def _trouble(service: str, answer: Awaitable[object]) -> str | None:
    """Why a service does not answer, in a sentence; None where what was asked is refused, for that is an answer."""
    try:
        await answer
    except Refused as refused:
        if refused.retryable or refused.code == "INTERNAL":
            return f"{service}: {refused.sentence}"
    return None
