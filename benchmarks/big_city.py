"""A city of any size on a platform of any deployment: Lanzhou with as many branches as wanted, four processes."""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TypeVar

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.org.v1 import service_pb2 as org
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.scoring.v1.service_connect import ScoringServiceClient
from biaochi.scoring.v1.service_pb2 import ListPluginsRequest, ListStandingsRequest
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.development import development_key
from biaochi_chassis.identity.services import ServiceIdentity
from biaochi_chassis.rpc.client import Clients

from tests.conftest import CLOCK
from tests.running import PARTS, Running
from tests.servers import kafka, postgres
from tests.servers.deployments import Deployment, on_files, on_servers

CITY, CYCLE = "lanzhou", "2020"
AT_ONCE = 1000
HERTZ = os.sysconf("SC_CLK_TCK")

Answer = TypeVar("Answer")

_numbers = count(1)


@contextmanager
def deployments() -> Iterator[dict[str, Deployment]]:
    """Files, and real servers for the length of the block."""
    with ExitStack() as servers:
        address, database = servers.enter_context(kafka.running()), servers.enter_context(postgres.running())
        yield {
            "SQLite, embedded log": on_files,
            "PostgreSQL, Apache Kafka": on_servers(address, database),
        }


@contextmanager
def platform(deployment: Deployment) -> Iterator[Running]:
    """The four parts, with nothing in them."""
    with tempfile.TemporaryDirectory() as home:
        running = Running(Path(home), PARTS, {**CLOCK, **deployment()})
        try:
            running.start()
            yield running
        finally:
            running.stop()


def cpu_seconds(running: Running) -> float:
    """What the platform's processes have used of the processors so far; servers do not count."""
    fields = [
        Path(f"/proc/{one.pid}/stat").read_text().rpartition(")")[2].split() for one in running.processes.values()
    ]
    return sum(int(each[11]) + int(each[12]) for each in fields) / HERTZ


@dataclass
class BigCity:
    """Its branches, and the commands done in it through the services' contracts, a thousand at a time."""

    running: Running
    branches: int
    call: Call = field(init=False)
    clients: Clients = field(init=False)

    def __post_init__(self) -> None:
        self.call = Call.internal("developer").by("developer", frozenset({"*"}), self.running.token())
        self.clients = Clients(ServiceIdentity("command", development_key(self.running.home)))

    def codes(self) -> list[str]:
        """The branches' codes."""
        return [f"B{number:06}" for number in range(self.branches)]

    async def found(self) -> None:
        """Establish everybody and open the cycle."""
        plugins = await self._patiently(self._scoring().list_plugins, ListPluginsRequest())
        self.after(plugins.position)
        organizations = [_organization("LZ", "WORK_COMMITTEE", "")]
        organizations += [_organization(code, "BRANCH", "LZ") for code in self.codes()]
        client = self.clients.of(OrgServiceClient, self._address("org"), deadline=60)
        for start in range(0, len(organizations), AT_ONCE):
            some = org.EstablishOrganizationsRequest(city=CITY, deeds=organizations[start : start + AT_ONCE])
            self.after((await self._patiently(client.establish_organizations, some)).position)
        request = assessment.OpenCyclesRequest(city=CITY)
        request.deeds.add(idempotency_key="cycle", code=CYCLE)
        self.after((await self._patiently(self._assessment().open_cycles, request)).position)

    async def enter(self, entries: int) -> None:
        """Enter as many facts, of one branch after another."""
        codes = self.codes()
        for start in range(0, entries, AT_ONCE):
            request = assessment.RecordLedgerEntriesRequest(city=CITY)
            for place in range(start, min(start + AT_ONCE, entries)):
                about = {
                    "subject": codes[place % len(codes)],
                    "indicator": "reporting",
                    "period": f"2020-Q{place % 4 + 1}",
                }
                request.deeds.add(idempotency_key=f"entry-{next(_numbers)}", amount="0.5", **about)
            self.after((await self._patiently(self._assessment().record_ledger_entries, request)).position)

    async def judged(self) -> None:
        """Return when all that was done is in the standings."""
        request = ListStandingsRequest(city=CITY, cycle=CYCLE, index="branch", first=1)
        await self._patiently(self._scoring().list_standings, request)

    async def _patiently(self, method: Callable[..., Awaitable[Answer]], request: object) -> Answer:
        """Ask again whatever may succeed a little later, as every client does."""
        while True:
            try:
                return await method(request, headers=self.call.headers())
            except Refused as refused:
                if not refused.retryable:
                    raise
                await asyncio.sleep(0.1)

    def _assessment(self) -> AssessmentServiceClient:
        return self.clients.of(AssessmentServiceClient, self._address("assessment"), deadline=60)

    def _scoring(self) -> ScoringServiceClient:
        return self.clients.of(ScoringServiceClient, self._address("scoring"), deadline=60)

    def _address(self, part: str) -> str:
        return f"http://127.0.0.1:{self.running.port_of(part)}"

    def after(self, position: str) -> None:
        """Have everything that follows wait until this is known."""
        self.call = self.call.after(Positions.parse(position))


def _organization(code: str, kind: str, parent: str) -> org.EstablishOrganization:
    return org.EstablishOrganization(
        idempotency_key=code, code=code, name=f"市直单位{code}", kind=kind, parent=parent, on="2018-06-01"
    )
