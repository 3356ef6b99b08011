"""Puts the gateway together; the only module that knows all the others."""

import logging
from collections.abc import Mapping

from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.scoring.v1.service_connect import ScoringServiceClient
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.runtime.service import Service
from biaochi_chassis.runtime.web import service_app
from starlette.applications import Starlette
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import ASGIApp

from biaochi_gateway.events.broadcast import Broadcast
from biaochi_gateway.events.consumer import Listener
from biaochi_gateway.events.decode import TOPIC, StandingsChange
from biaochi_gateway.execution.calls import Memory, Services
from biaochi_gateway.execution.context import SharedState
from biaochi_gateway.execution.readiness import Readiness
from biaochi_gateway.http.page import asset
from biaochi_gateway.http.view import GraphQLView

logger = logging.getLogger(__name__)


def build(settings: Settings, log: EventLog, _clock: Clock, services: Mapping[str, ASGIApp] | None = None) -> Service:
    """The gateway as a service without a database: /graphql, /graphiql/… and the probes.

    `services` holds the applications of the services in this process, by name (org, assessment, scoring); one that is
    not in it is called over HTTP where the settings say it is. The log must be started before the service is.
    """
    logger.warning(
        "Biaochi-Mode: %s — there is no authentication yet: everybody who reaches this gateway may do everything",
        "development" if settings.development else "production",
    )
    broadcast = Broadcast[StandingsChange]()
    clients = Clients()
    reached = _services(settings, clients, services or {})
    listener = Listener(log, broadcast)
    health = Health()
    health.add("services", Readiness(reached, lambda: listener.listening).trouble)
    health.add("log", listener.tried)
    health.watch("log", listener.trouble)
    return Service(
        "gateway",
        _app(SharedState(reached, broadcast, Memory()), health),
        health,
        loops=[listener],
        clients=clients,
        topics=[TOPIC],
    )


def _services(settings: Settings, clients: Clients, inside: Mapping[str, ASGIApp]) -> Services:
    return Services(
        org=clients.of(OrgServiceClient, inside.get("org") or settings.service_url("org")),
        assessment=clients.of(AssessmentServiceClient, inside.get("assessment") or settings.service_url("assessment")),
        scoring=clients.of(ScoringServiceClient, inside.get("scoring") or settings.service_url("scoring")),
    )


def _app(shared: SharedState, health: Health) -> Starlette:
    graphql = GraphQLView(shared)
    return Starlette(
        routes=[
            Route("/graphql", graphql),
            WebSocketRoute("/graphql", graphql),
            Route("/graphiql/{name}", asset),
            Mount("/", service_app("gateway", [], health)),
        ]
    )
