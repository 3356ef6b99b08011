"""The services and the gateway put together on one log: all of the platform but scoring where that is served apart."""

from collections.abc import Mapping
from functools import partial

import biaochi_assessment.app
import biaochi_gateway.app
import biaochi_org.app
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.runtime.service import Service
from biaochi_chassis.runtime.web import ServiceApp
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

PACKAGES = {
    "org": "/biaochi.org.v1.OrgService/",
    "assessment": "/biaochi.assessment.v1.AssessmentService/",
    "scoring": "/biaochi.scoring.v1.ScoringService/",
}


class Methods:
    """The services' RPC, each at its package's path, on a port of its own that only the command finds.

    That port is in the record of the home and on the loopback address alone; on the gateway's no path leads to a
    service.
    """

    def __init__(self, services: Mapping[str, ServiceApp]) -> None:
        """`services`: ASGI apps by name, as in PACKAGES."""
        self._services = {PACKAGES[name]: app for name, app in services.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on by the path's beginning."""
        path = scope.get("path", "")
        app = next((app for prefix, app in self._services.items() if path.startswith(prefix)), _nothing)
        await app(scope, receive, send)


_nothing = PlainTextResponse("Not found.", 404)


def build(settings: Settings, log: EventLog) -> tuple[list[Service], Methods]:
    """Put the platform together, the gateway last; nothing is started yet; the log is the caller's to start first.

    Where scoring is a process of its own, the gateway calls it over HTTP.
    """
    clock = settings.clock()
    builds = [biaochi_org.app.build, biaochi_assessment.app.build]
    if not settings.scoring_apart:
        # Where it is a process of its own, this one need not load it.
        import biaochi_scoring.app  # noqa: PLC0415

        builds.append(biaochi_scoring.app.build)
    services = [build(settings, log, clock) for build in builds]
    apps = {service.name: service.app for service in services if isinstance(service.app, ServiceApp)}
    gateway = biaochi_gateway.app.build(settings, log, clock, apps)
    for service in services:
        gateway.health.watch(service.name, partial(_limits, service))
    return [*services, gateway], Methods(apps)


async def _limits(service: Service) -> str | None:
    return "; ".join((await service.health.limits()).values()) or None
