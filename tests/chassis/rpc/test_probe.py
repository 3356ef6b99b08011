"""A part is asked at its probe, in this process or over HTTP: what it says is said on, and so is its silence."""

import asyncio
import os
import signal
import socket

from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.runtime.service import Endpoint, Service, listen, serve
from biaochi_chassis.runtime.web import ServiceApp

from tests.callers import IDENTITY


def a_health(trouble: str | None, *, started: bool = True) -> Health:
    """One check."""

    async def check() -> str | None:
        return trouble

    health = Health(started=started)
    health.add("database", check)
    return health


def a_part(trouble: str | None) -> Service:
    health = a_health(trouble)
    return Service("words", ServiceApp([], health), health)


def an_app(trouble: str | None, *, started: bool = True) -> ServiceApp:
    return ServiceApp([], a_health(trouble, started=started))


async def test_a_part_that_is_well_has_no_trouble_and_another_says_its_own() -> None:
    clients = Clients(IDENTITY)

    assert await clients.probe(an_app(None)).trouble() is None
    assert await clients.probe(an_app("no room")).trouble() == "no room"
    assert await clients.probe(an_app(None, started=False)).trouble() == "not started yet"


async def test_over_http_it_answers_as_well_and_one_that_is_gone_does_not() -> None:
    part, clients, listener = a_part("no room"), Clients(IDENTITY), listen("127.0.0.1", 0)
    probe = clients.probe(f"http://127.0.0.1:{listener.getsockname()[1]}")
    serving = asyncio.create_task(serve([part], Endpoint(listener, part.app)))
    while not part.health.started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert await probe.trouble() == "no room"

    os.kill(os.getpid(), signal.SIGTERM)
    await serving
    assert str(await probe.trouble()).startswith("no answer")
    await clients.close()


async def test_one_that_accepts_and_is_silent_is_not_waited_for() -> None:
    clients = Clients(IDENTITY)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        trouble = await clients.probe(f"http://127.0.0.1:{silent.getsockname()[1]}").trouble()
    await clients.close()

    assert trouble == "no answer within 0.6 s"
