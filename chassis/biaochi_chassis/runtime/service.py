"""A service as one thing that starts, runs its loops under supervision, and stops; and the process around it."""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import uvicorn
from prometheus_client import Gauge
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp

from biaochi_chassis.foundation import signals
from biaochi_chassis.foundation.garbage import collect_rarely
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.log.contract import LogDisagrees, LogUnavailable
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.rpc.mutual_tls import MutualTls
from biaochi_chassis.runtime.event_loop import watch_event_loop
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.runtime.patience import PatientProtocol
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.migrating.upgrade import SchemaTooNew
from biaochi_chassis.store.publishing.relay import Relay

LARGEST_MESSAGE = 1024 * 1024
"""Bytes of one message on a WebSocket: as much as a request may have."""
KEEP_ALIVE = 75
"""Seconds an idle connection is kept: more than a client's pool keeps it."""

DRAIN = 10
"""Seconds that requests under way get after SIGTERM."""

TICK = 1.0
"""Seconds for which the date of answers is kept."""

LOOK_AGAIN = 5.0
"""Seconds until a database that a newer version has migrated is looked at again: it may have been restored."""

_logger = logging.getLogger(__name__)


class Loop(Protocol):
    """Something that runs as long as the service."""

    async def run(self) -> None:
        """Run until cancelled; returning or raising is a failure of the service."""
        ...


@dataclass
class Service:
    """What a service is made of. `loops` are its consumer and whatever else it does by itself.

    `clients` are what it calls others with; they are let go of when it stops. `topics` are what it reads of the log;
    `waiting` finds what else waits in its database: the age of the oldest is measured at every scrape.
    """

    name: str
    app: ASGIApp
    health: Health
    database: Database | None = None
    relay: Relay | None = None
    loops: Sequence[Loop] = ()
    clients: Clients | None = None
    topics: Collection[str] = ()
    waiting: Mapping[Gauge, Callable[[Connection], Iterable[Hashable]]] = field(default_factory=dict)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Migrate, compare with the log, then run the loops.

        Waits, out of service, while the database is one of a newer version.
        """
        if self.database:
            await self._migrate(self.database)
            self.health.watch("disk", self.database.without_room)
        if self.relay:
            await self.relay.compare()
        loops = [self.relay, *self.loops] if self.relay else self.loops
        self._tasks = [asyncio.create_task(loop.run(), name=f"{self.name} {type(loop).__name__}") for loop in loops]
        self.health.started = True
        _logger.info("%s serves", self.name)

    async def _migrate(self, database: Database) -> None:
        while True:
            try:
                return await database.start()
            except SchemaTooNew as newer:
                if self.health.waits_for != str(newer):
                    self.health.waits_for = str(newer)
                    _logger.error("%s stays out of service: %s", self.name, newer)
                await asyncio.sleep(LOOK_AGAIN)

    async def stop(self) -> None:
        """End the loops, empty the outbox, close the database; what was under way is done again after a start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.relay and self.health.started:
            await self._drain(self.relay)
        if self.clients:
            await self.clients.close()
        if self.database:
            await self.database.close()
        self.health.started = False
        _logger.info("%s has stopped", self.name)

    async def _drain(self, relay: Relay) -> None:
        try:
            await relay.drain()
        except (SQLAlchemyError, LogUnavailable, LogDisagrees) as trouble:
            _logger.error("%s leaves events in its outbox for the next start: %s", self.name, trouble)

    async def failed(self) -> str:
        """Return, if ever, why the service cannot go on: one of its loops ended."""
        if not self._tasks:
            await asyncio.Event().wait()
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        task = next(iter(done))
        return f"{task.get_name()} ended: {task.exception()!r}"


class Endpoint(NamedTuple):
    """A port already taken, the application that answers on it, and with which certificate: plainly without one."""

    listener: socket.socket
    app: ASGIApp
    tls: MutualTls | None = None


def listen(host: str, port: int, setting: str = "BIAOCHI_PORT") -> socket.socket:
    """Take a port at once. Raises SettingsRefused when somebody else has it; `setting` chooses another."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as taken:
        raise SettingsRefused(
            f"Port {port} on {host} cannot be used ({taken.strerror}): stop the other program, or set {setting}."
        ) from taken
    # Inherited by each connection; without it an answer waits 40 ms for the other side's acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


async def serve(services: Sequence[Service], *endpoints: Endpoint) -> int:
    """Start the services, answer at the endpoints until SIGTERM or SIGINT, stop them; 1 when a loop died, else 0.

    The ports and the log are the caller's to open and close.
    """
    # What is loaded by now lives as long as the process: no collection of garbage need go through it, and wait for it.
    collect_rarely()
    async with contextlib.AsyncExitStack() as stack:
        for service in services:
            stack.push_async_callback(service.stop)
        servers = [_Server(_config(endpoint)) for endpoint in endpoints]
        _end_by_signal(servers)
        answering = [
            asyncio.create_task(server.serve(sockets=[endpoint.listener]))
            for server, endpoint in zip(servers, endpoints, strict=True)
        ]
        watching = asyncio.create_task(watch_event_loop())
        # They may wait for a database that is not there yet; meanwhile the process answers that it lives.
        lives = [asyncio.create_task(_live(service)) for service in services]
        await asyncio.wait([*answering, *lives], return_when=asyncio.FIRST_COMPLETED)
        ended = [life for life in lives if life.done()]
        _end(servers)
        await asyncio.gather(*answering)
        for task in (*lives, watching):
            task.cancel()
        await asyncio.gather(*lives, watching, return_exceptions=True)
        for life in ended:
            _logger.critical("%s; the process ends", life.result())
        return 1 if ended else 0


async def _live(service: Service) -> str:
    await service.start()
    return await service.failed()


class _Server(uvicorn.Server):
    """Leaves signals to us: uvicorn would let the signal kill the process once it has answered, before we stop.

    Wakes once a second, for the date that answers bear: uvicorn would look ten times whether it is to end.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ended = asyncio.Event()

    def end(self) -> None:
        """Answer what is under way, and no more."""
        self.should_exit = True
        self._ended.set()

    async def main_loop(self) -> None:
        while not await self.on_tick(0):
            await signals.wait_for(self._ended, TICK)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _config(endpoint: Endpoint) -> uvicorn.Config:
    tls = endpoint.tls
    return uvicorn.Config(
        endpoint.app,
        ssl_context_factory=(lambda _config, _usual: tls.served) if tls else None,
        server_header=False,
        http=PatientProtocol,
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=DRAIN,
        ws_max_size=LARGEST_MESSAGE,
    )


def _end(servers: Sequence[_Server]) -> None:
    for server in servers:
        server.end()


def _end_by_signal(servers: Sequence[_Server]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _end, servers)
