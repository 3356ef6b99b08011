"""What Prometheus scrapes: /metrics on a port of its own, for all parts of this process.

Beside it are the probes of the last part: a cluster that asks at them shows no certificate.
"""

import asyncio
from collections.abc import Sequence

from prometheus_client.exposition import choose_encoder
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from biaochi_chassis.foundation.metrics import REFUSALS, REGISTRY
from biaochi_chassis.foundation.refusal import StorageFull
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.runtime.requests import FAILED
from biaochi_chassis.runtime.sampling import Sampler
from biaochi_chassis.runtime.service import Service
from biaochi_chassis.runtime.web import probes


def metrics_page(services: Sequence[Service], log: EventLog) -> Starlette:
    """Return the application that answers a scrape; one scrape after the other."""
    samplers = [Sampler(service, log) for service in services]
    for service in services:
        # A count that appears with the first failure would show no increase.
        for code in (FAILED, StorageFull.code):
            REFUSALS.labels(service.name, code)
    turn = asyncio.Lock()

    async def page(request: Request) -> Response:
        async with turn:
            await asyncio.gather(*(sampler.sample() for sampler in samplers))
        encode, media_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(REGISTRY), media_type=media_type)

    return Starlette(routes=[Route("/metrics", page), *probes(services[-1].health)])
