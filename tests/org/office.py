"""The registry's service in this process, over a folder of its own, with a city published to it."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi.org.v1 import service_pb2 as wire
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.scoring.v1.events_pb2 import CityPublished
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.clock import FixedClock
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.runtime.service import Service
from biaochi_chassis.runtime.web import ServiceApp
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.publishing.relay import Relay
from biaochi_org.app import build

from tests.callers import IDENTITY, at_home, caller
from tests.servers.databases import Databases, as_settings

NOW = datetime(2020, 12, 31, 1, tzinfo=UTC)
CITY = "lanzhou"


@dataclass
class Office:
    """What a test works with: the client, the caller's headers, and the log."""

    service: Service
    client: OrgServiceClient
    log: EmbeddedLog
    headers: dict[str, str]

    def __post_init__(self) -> None:
        self._numbers = count(1)

    def key(self) -> str:
        """A key never used before."""
        return f"key-{next(self._numbers)}"

    async def establish(
        self, *rows: tuple[str, str, str], on: str = "2020-01-01", dry_run: bool = False
    ) -> WriteAnswer:
        """Establish organizations: code, kind, parent."""
        deeds = [
            wire.EstablishOrganization(
                idempotency_key=self.key(), code=code, name=f"市直单位{code}", kind=kind, parent=parent, on=on
            )
            for code, kind, parent in rows
        ]
        request = wire.EstablishOrganizationsRequest(city=CITY, dry_run=dry_run, deeds=deeds)
        return await self.client.establish_organizations(request, headers=self.headers)

    async def listed(
        self, kind: str = "", as_of: str = "", page: tuple[int, str] = (0, ""), parents: Iterable[str] = ()
    ) -> wire.ListOrganizationsAnswer:
        """List organizations of the city; a page is how many and after which code."""
        first, after = page
        request = wire.ListOrganizationsRequest(
            city=CITY, kind=kind, as_of=as_of, first=first, after=after, parents=parents
        )
        return await self.client.list_organizations(request, headers=self.headers)


@asynccontextmanager
async def open_office(home: Path, databases: Databases) -> AsyncIterator[Office]:
    """Start the service and publish the city; every call waits until the service has received it."""
    settings = Settings.read({"BIAOCHI_HOME": str(home), **as_settings(databases, "org")})
    at_home(home)
    log = EmbeddedLog(settings.log_file)
    await log.start()
    clients = Clients(IDENTITY)
    service = build(settings, log, FixedClock(NOW))
    await service.start()
    try:
        assert isinstance(service.app, ServiceApp)
        call = caller()
        call = call.after(await _publish(settings, log, call))
        client = clients.of(OrgServiceClient, service.app)
        yield Office(service, client, log, call.headers())
    finally:
        await service.stop()
        await clients.close()
        await log.close()


async def _publish(settings: Settings, log: EmbeddedLog, call: Call) -> Positions:
    """Publish the city as the scoring service does, by an outbox of its own."""
    database = Database("scoring", settings.database("scoring"), "tests.org.scoring_outbox")
    await database.start()
    data = CityPublished(slug=CITY, title="兰州").SerializeToString()
    topic = "biaochi.scoring.v1"
    event = Event(topic, CITY, CITY, f"{topic}.CityPublished", data, call, NOW)
    published = await database.write(call, lambda tx: tx.publish([event]))
    await Relay(database, log).drain()
    await database.close()
    return published.positions
