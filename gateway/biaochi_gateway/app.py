"""Puts the gateway together; the only module that knows all the others."""

import logging
from collections.abc import Mapping, Sequence

from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.scoring.v1.service_connect import ScoringServiceClient
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.settings import SERVICES, Settings
from biaochi_chassis.identity.authentication import service_identity, user_verifier
from biaochi_chassis.identity.development import WARNING
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.rpc.inside import Service as Inside
from biaochi_chassis.rpc.mutual_tls import MutualTls
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.runtime.service import Loop, Service
from biaochi_chassis.runtime.web import probes
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route, WebSocketRoute

from biaochi_gateway.events.broadcasts import Broadcasts
from biaochi_gateway.events.consumer import Listener
from biaochi_gateway.events.decode import TOPICS
from biaochi_gateway.execution.calls import Memory, Services
from biaochi_gateway.execution.context import SharedState
from biaochi_gateway.execution.own_grants import OwnGrants
from biaochi_gateway.execution.persisted import PersistedDocuments
from biaochi_gateway.execution.quotas import Bounds, Quotas
from biaochi_gateway.execution.readiness import Readiness
from biaochi_gateway.execution.sign_ins import SignIns
from biaochi_gateway.files.evidence import Evidence
from biaochi_gateway.files.jobs import Jobs
from biaochi_gateway.files.store import opened
from biaochi_gateway.http.compression import compressed
from biaochi_gateway.http.development import development_routes
from biaochi_gateway.http.exports import Exports
from biaochi_gateway.http.framework import HANDLERS
from biaochi_gateway.http.loopback import LoopbackOnly
from biaochi_gateway.http.origins import ListedOrigins
from biaochi_gateway.http.page import asset
from biaochi_gateway.http.trusted import trusted
from biaochi_gateway.http.uploads import Uploads
from biaochi_gateway.http.view import GraphQLView

logger = logging.getLogger(__name__)


def build(settings: Settings, log: EventLog, _clock: Clock, services: Mapping[str, Inside] | None = None) -> Service:
    """The gateway as a service without a database: /graphql, /graphiql/…, /exports/… and the probes.

    `services` holds the services of this process, by name (org, assessment, scoring); one that is
    not in it is called over HTTP where the settings say it is. The log must be started before the service is.
    """
    if settings.development:
        logger.warning("Biaochi-Mode: development — %s", WARNING)
    broadcasts = Broadcasts.none_open()
    clients = Clients(service_identity(settings, "gateway"), MutualTls.of(settings))
    reached = _services(settings, clients, services or {})
    users, grants, sign_ins = user_verifier(settings), OwnGrants(reached.org), SignIns(reached.org)
    persisted = PersistedDocuments(trusted(settings.documents))
    store = opened(settings.files)
    jobs, evidence = (Jobs(store), Evidence(store)) if store else (None, None)
    quotas = Quotas(Bounds.of(settings))
    shared = SharedState(
        reached, broadcasts, Memory(), users, grants, quotas, sign_ins, settings.explorer, persisted, evidence
    )
    listener = Listener(log, broadcasts)
    health = Health()
    each_ready = {name: clients.probe(_place(settings, services or {}, name)) for name in SERVICES}
    health.add("services", Readiness(reached, each_ready, lambda: listener.listening).trouble)
    health.add("log", listener.tried)
    health.watch("log", listener.trouble)
    uploads = Uploads(evidence, settings.scanner)
    more = development_routes(settings) if settings.development else []
    app = _app(shared, health, [*Exports(store, jobs).routes(shared), *uploads.routes(shared), *more])
    entrance = LoopbackOnly(app) if settings.development else ListedOrigins(app, settings.origins)
    loops: list[Loop] = [listener, sign_ins, *([jobs] if jobs else [])]
    return Service("gateway", entrance, health, loops=loops, clients=clients, topics=TOPICS)


def _services(settings: Settings, clients: Clients, inside: Mapping[str, Inside]) -> Services:
    return Services(
        org=clients.of(OrgServiceClient, _place(settings, inside, "org")),
        assessment=clients.of(AssessmentServiceClient, _place(settings, inside, "assessment")),
        scoring=clients.of(ScoringServiceClient, _place(settings, inside, "scoring")),
    )


def _place(settings: Settings, inside: Mapping[str, Inside], name: str) -> str | Inside:
    """A service itself where it is in this process, else its address."""
    return inside.get(name) or settings.service_url(name)


def _app(shared: SharedState, health: Health, more: Sequence[BaseRoute]) -> Starlette:
    graphql = GraphQLView(shared)
    return Starlette(
        routes=[
            Route("/graphql", compressed(graphql)),
            WebSocketRoute("/graphql", graphql),
            *([Route("/graphiql/{name}", asset)] if shared.explorer else []),
            *more,
            *probes(health),
        ],
        exception_handlers=HANDLERS,
    )
