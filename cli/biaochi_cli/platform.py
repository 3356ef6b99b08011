"""The whole platform in one process: three services and the gateway on one log, one port, one event loop."""

import os
import sys
from functools import partial

import biaochi_assessment.app
import biaochi_gateway.app
import biaochi_org.app
import biaochi_scoring.app
import uvloop
from biaochi_chassis.foundation import process_log
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.log.opening import log_of
from biaochi_chassis.runtime.metrics_page import metrics_page
from biaochi_chassis.runtime.process import listen_for_metrics
from biaochi_chassis.runtime.service import Endpoint, Service, listen, serve
from starlette.types import ASGIApp, Receive, Scope, Send

from biaochi_cli.record import kept

PACKAGES = {
    "org": "/biaochi.org.v1.OrgService/",
    "assessment": "/biaochi.assessment.v1.AssessmentService/",
    "scoring": "/biaochi.scoring.v1.ScoringService/",
}


class OnePort:
    """The gateway at its own paths and each service's RPC at its package's: an import needs no other port."""

    def __init__(self, gateway: ASGIApp, services: dict[str, ASGIApp]) -> None:
        """`services`: ASGI apps by name, as in PACKAGES."""
        self._gateway = gateway
        self._services = {PACKAGES[name]: app for name, app in services.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on by the path's beginning."""
        path = scope.get("path", "")
        app = next((app for prefix, app in self._services.items() if path.startswith(prefix)), self._gateway)
        await app(scope, receive, send)


def build(settings: Settings, log: EventLog) -> tuple[list[Service], OnePort]:
    """Put the platform together; nothing is started yet, and the log is the caller's to start first."""
    clock = settings.clock()
    services = [
        package.app.build(settings, log, clock) for package in (biaochi_org, biaochi_assessment, biaochi_scoring)
    ]
    apps: dict[str, ASGIApp] = {service.name: service.app for service in services}
    gateway = biaochi_gateway.app.build(settings, log, clock, apps)
    for service in services:
        gateway.health.watch(service.name, partial(_limits, service))
    return [*services, gateway], OnePort(gateway.app, apps)


async def _limits(service: Service) -> str | None:
    return "; ".join((await service.health.limits()).values()) or None


async def run(settings: Settings) -> int:
    """Serve until told to stop; the exit code says whether a part of it died."""
    with (
        kept(settings),
        listen(settings.host, settings.port) as listener,
        listen_for_metrics(settings, "gateway") as scraped,
    ):
        log = log_of(settings)
        services, app = build(settings, log)
        async with log:
            return await serve(services, Endpoint(listener, app), Endpoint(scraped, metrics_page(services, log)))


def main() -> int:
    """Serve the platform of the environment's settings."""
    process_log.start("plain")
    try:
        return uvloop.run(run(Settings.read(os.environ)))
    except SettingsRefused as refused:
        sys.stderr.write(f"{refused}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
