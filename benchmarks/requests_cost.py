"""What the integrators' requests cost: CPU of the whole platform and of the gateway alone, against bounds and a floor.

Over a city of 12 organ committees with 20 branches each, secretaries and four facts a branch. The platform runs once in
one process, as it is held to its bounds, and once in four, of which the gateway's is shown apart. The floor is a bare
Starlette that verifies the same token and answers the same bytes, in the same run.

Then `benchmarks.gateway_share`, with Strawberry, Ariadne, GraphQL Yoga and Mercurius over data in memory.

`python -m benchmarks.requests_cost`; each figure is the best of some rounds, since others use the machine, too.
"""

import asyncio
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.org.v1 import service_pb2 as org
from biaochi.org.v1.service_connect import OrgServiceClient

from benchmarks.big_city import CITY, CYCLE, HERTZ, BigCity
from benchmarks.gateway_share import print_shares, shares
from tests import worker
from tests.conftest import CLOCK
from tests.running import PARTS, Running

ORGANS, BRANCHES = 12, 20
ROUNDS, SECONDS = 5, 1.5
LIST = f'city: "{CITY}", cycle: "{CYCLE}"'
EXPLAINED = "title value formula"
REQUESTS = {
    "{ __typename }": "{ __typename }",
    "100 organisations × 4": f'{{ organizations(city: "{CITY}", kind: BRANCH, first: 100) {{ totalCount edges {{ cursor'
    " node { id code name kind } } } }",
    "100 standings × 10 with subjects": f'{{ standings({LIST}, index: "branch", first: 100) {{ totalCount'
    " pageInfo { hasNextPage endCursor } edges { cursor node { rank total grade rung movement"
    " subject { __typename code name } } } } }",
    "100 facts × 10 with subjects": f"{{ facts({LIST}, first: 100) {{ totalCount edges {{ node {{ number kind indicator"
    " amount period occurredOn recordedBy recordedAt subject { __typename code name } } } } }",
    "10 organs, 20 children, posts": f'{{ organizations(city: "{CITY}", kind: ORGAN_COMMITTEE, first: 10) {{ edges {{'
    " node { code name children(first: 20) { edges { node { code name posts { edges { node { role } } } } } } } } } }",
    "one sheet, three levels": f'{{ sheet({LIST}, index: "branch", subject: "B0101", period: "2020-Q3") {{ total grade'
    f" receipt {{ modelHash }} explanation {{ {EXPLAINED} children {{ {EXPLAINED} max children {{ {EXPLAINED} max"
    " provenance source { document place } facts { number amount recordedBy recordedAt } } } } } }",
}
MOST_MS = dict(zip(REQUESTS, (None, 2.0, 4.0, 5.0, 5.0, 4.0), strict=True))
"""CPU of the whole platform; of `{ __typename }` twice the floor's."""
FLOOR = """
import os
import sys

import uvicorn
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.identity.authentication import user_verifier
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

users = user_verifier(Settings.read(os.environ))


async def answer(request):
    await request.body()
    await users.verify(request.headers["authorization"].removeprefix("Bearer "))
    return Response(b'{"data":{"__typename":"Query"}}', media_type="application/json")


app = Starlette(routes=[Route("/graphql", answer, methods=["POST"])])
uvicorn.run(app, port=int(sys.argv[1]), log_level="error", loop="uvloop", http="httptools", access_log=False)
"""


class Organs(BigCity):
    """Organ committees with branches, each with a secretary."""

    def codes(self) -> list[str]:
        """The branches' codes."""
        return [f"B{organ:02}{number:02}" for organ in range(1, ORGANS + 1) for number in range(1, BRANCHES + 1)]

    async def settle(self) -> None:
        """Found the city, with facts of the past year, and have it judged."""
        client = self.clients.of(OrgServiceClient, self._address("org"), deadline=60)
        request = org.EstablishOrganizationsRequest(city=CITY)
        request.deeds.add(idempotency_key="LZ", code="LZ", name="样例机关工委", kind="WORK_COMMITTEE", on="2018-06-01")
        people, members, posts = (
            org.RegisterPersonsRequest(city=CITY),
            org.StartMembershipsRequest(city=CITY),
            org.StartPostsRequest(city=CITY),
        )
        for organ in range(1, ORGANS + 1):
            about = {"kind": "ORGAN_COMMITTEE", "parent": "LZ", "on": "2018-06-01"}
            request.deeds.add(idempotency_key=f"O{organ:02}", code=f"O{organ:02}", name=f"市直单位{organ:02}", **about)
        for code in self.codes():
            about = {"kind": "BRANCH", "parent": f"O{code[1:3]}", "on": "2018-06-01"}
            request.deeds.add(idempotency_key=code, code=code, name=f"市直单位{code[1:]}党支部", **about)
            people.deeds.add(idempotency_key=f"P{code}", code=f"P{code}", name=f"样例党员{code}")
            held = {"person": f"P{code}", "organization": code, "on": "2019-01-01"}
            members.deeds.add(idempotency_key=f"M{code}", kind="FORMAL", **held)
            posts.deeds.add(idempotency_key=f"S{code}", role="SECRETARY", **held)
        self.after((await self._patiently(client.establish_organizations, request)).position)
        self.after((await self._patiently(client.register_persons, people)).position)
        self.after((await self._patiently(client.start_memberships, members)).position)
        self.after((await self._patiently(client.start_posts, posts)).position)
        opening = assessment.OpenCyclesRequest(city=CITY)
        opening.deeds.add(idempotency_key="cycle", code=CYCLE)
        self.after((await self._patiently(self._assessment().open_cycles, opening)).position)
        await self.enter(4 * len(self.codes()))
        await self.judged()


class Caller:
    """Somebody who asks one address again and again, over one connection."""

    def __init__(self, port: int, token: str) -> None:
        """Connect."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._headers = {
            "content-type": "application/json",
            "accept": "application/json",
            "authorization": f"Bearer {token}",
        }

    def post(self, query: str) -> bytes:
        """The answer, which has no errors."""
        self._connection.request("POST", "/graphql", json.dumps({"query": query}), self._headers)
        answer = self._connection.getresponse().read()
        assert b'"errors"' not in answer, answer[:2000]
        return answer


def cpu_seconds(processes: Sequence[int]) -> float:
    """What these processes have used of the processors so far."""
    fields = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in processes]
    return sum(int(each[11]) + int(each[12]) for each in fields) / HERTZ


def milliseconds(caller: Caller, query: str, processes: dict[str, int]) -> tuple[float, float]:
    """CPU of all processes and of the gateway's for a request: of some rounds the one with the least."""
    for _ in range(5):
        caller.post(query)
    found = []
    every, gateway = list(processes.values()), [processes.get("gateway") or processes.get("platform") or 0]
    for _ in range(ROUNDS):
        begun, used, own, count = time.monotonic(), cpu_seconds(every), cpu_seconds(gateway), 0
        while time.monotonic() - begun < SECONDS:
            caller.post(query)
            count += 1
        found.append(((cpu_seconds(every) - used) / count * 1e3, (cpu_seconds(gateway) - own) / count * 1e3))
    return min(found)


@contextmanager
def bare(running: Running) -> Iterator[tuple[int, int]]:
    """The floor's port and process."""
    port = worker.free_ports([0, 1])
    environment = {**os.environ, "BIAOCHI_HOME": str(running.home)}
    with subprocess.Popen([sys.executable, "-c", FLOOR, str(port)], env=environment) as process:
        running.processes["floor"] = process
        while not _listens(port):
            time.sleep(0.1)
        yield port, process.pid
        del running.processes["floor"]
        process.terminate()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 5).close()
    except OSError:
        return False
    return True


def table(running: Running) -> dict[str, tuple[float, float]]:
    """What each request costs, on a platform that runs."""
    processes = {name: one.pid for name, one in running.processes.items()}
    caller = Caller(running.port, running.token())
    return {name: milliseconds(caller, query, processes) for name, query in REQUESTS.items()}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**CLOCK, "BIAOCHI_QUOTA_BURST": str(10**8), "BIAOCHI_QUOTA_PER_SECOND": str(10**8)}
        apart = Running(Path(home), PARTS, environment)
        try:
            apart.start()
            asyncio.run(Organs(apart, ORGANS * BRANCHES).settle())
            in_four = table(apart)
        finally:
            apart.stop()
        together = Running(Path(home), (), environment)
        try:
            together.start()
            in_one = table(together)
            with bare(together) as (port, process):
                floor, _ = milliseconds(Caller(port, together.token()), "", {"platform": process})
        finally:
            together.stop()
    in_memory = shares()
    load = os.getloadavg()[0]
    print(f"CPU of a request in ms; load {load:.1f}; a bare Starlette, authenticated: {floor:.2f}")
    print(f"{'':36} {'one process':>12} {'at most':>8} {'four':>8} {'gateway':>8}")
    for name, most in MOST_MS.items():
        four, gateway = in_four[name]
        print(f"{name:36} {in_one[name][0]:12.2f} {most or 2 * floor:8.2f} {four:8.2f} {gateway:8.2f}")
    print_shares(in_memory)


if __name__ == "__main__":
    main()
