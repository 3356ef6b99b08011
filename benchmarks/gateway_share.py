"""The gateway's own CPU for a request, over services that answer from memory, in one run with what others would take.

By plan, by graphql-core, by Strawberry and Ariadne as they come, and, over the same data, by GraphQL Yoga and Mercurius
with graphql-jit. Ariadne is measured where it is installed (`uv pip install ariadne`), the last two where npm and node
are; what cannot be taken is left out.

`python -m benchmarks.gateway_share`: each request is executed and written as JSON; the best of twelve times, in turn.
"""

import asyncio
import importlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from inspect import isawaitable
from pathlib import Path
from typing import Any, cast

import graphql
import orjson
import strawberry
from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.org.v1 import service_pb2 as org
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.scoring.v1 import service_pb2 as scoring
from biaochi.scoring.v1.events_pb2 import Standing
from biaochi.scoring.v1.service_connect import ScoringServiceClient
from biaochi_chassis.identity.user import EVERYTHING, Grant, User
from biaochi_gateway.events.broadcasts import Broadcasts
from biaochi_gateway.execution.calls import Memory, Services
from biaochi_gateway.execution.context import RequestContext, SharedState
from biaochi_gateway.execution.own_grants import OwnGrants
from biaochi_gateway.execution.quotas import Bounds, Quotas
from biaochi_gateway.execution.sign_ins import SignIns
from biaochi_gateway.schema import schema

from tests.callers import USERS

ROWS = 100
ROUNDS, REPEATED = 12, 5
CITY, CYCLE, PERIOD = "yangcheng", "2020", "2020-Q1"
STANDINGS = f'standings(city: "{CITY}", cycle: "{CYCLE}", index: "branch", period: "{PERIOD}", first: {ROWS})'
FIELDS = "id total grade rung rank movement cycle index period"

YARDSTICKS = Path(__file__).with_name("yardsticks")
Way = Callable[[], Awaitable[bytes]]
DEVELOPER = User("developer", float("inf"), (Grant(EVERYTHING, EVERYTHING),))

REQUESTS = {
    "__typename": "{ __typename }",
    f"{ROWS} organizations, 4 fields": f'{{ organizations(city: "{CITY}", first: {ROWS}) {{'
    " edges { node { code name kind id } } } }",
    f"{ROWS} standings, 9 fields": f"{{ {STANDINGS} {{ edges {{ node {{ {FIELDS} }} }} }} }}",
    f"{ROWS} standings, 9 fields, their subjects": f"{{ {STANDINGS} {{"
    f" edges {{ node {{ {FIELDS} subject {{ code name }} }} }} }} }}",
}


class Org:
    """The registry: as many branches."""

    def __init__(self) -> None:
        self._branches = [
            org.Organization(
                city=CITY, code=code, name=f"市直单位{code}党支部", kind="BRANCH", established_on="2018-01-01"
            )
            for code in codes()
        ]

    async def list_organizations(
        self, _request: org.ListOrganizationsRequest, **_headers: object
    ) -> org.ListOrganizationsAnswer:
        """All of them."""
        return org.ListOrganizationsAnswer(organizations=self._branches, total=ROWS)

    async def batch_get_organizations(
        self, request: org.BatchGetOrganizationsRequest, **_headers: object
    ) -> org.BatchGetOrganizationsAnswer:
        """Those asked for."""
        wanted = frozenset(request.codes)
        return org.BatchGetOrganizationsAnswer(organizations=[one for one in self._branches if one.code in wanted])

    async def batch_get_persons(
        self, _request: org.BatchGetPersonsRequest, **_headers: object
    ) -> org.BatchGetPersonsAnswer:
        """Nobody."""
        return org.BatchGetPersonsAnswer()


class Assessment:
    """One cycle with one quarter."""

    async def list_cycles(
        self, _request: assessment.ListCyclesRequest, **_headers: object
    ) -> assessment.ListCyclesAnswer:
        """The cycle."""
        cycle = assessment.Cycle(city=CITY, code=CYCLE)
        cycle.periods.add(code=PERIOD, starts_on="2020-01-01", ends_before="2020-04-01")
        return assessment.ListCyclesAnswer(cycles=[cycle])


class Scoring:
    """A standing for everybody."""

    def __init__(self) -> None:
        standings = [
            Standing(
                subject=code,
                cycle=CYCLE,
                index="branch",
                period=PERIOD,
                total=f"{100 - rank / 100:.2f}",
                grade="good",
                rung="two",
                rank=rank,
                movement=1,
            )
            for rank, code in enumerate(codes(), start=1)
        ]
        self._answer = scoring.ListStandingsAnswer(standings=standings, total=ROWS).SerializeToString()

    async def list_standings(
        self, _request: scoring.ListStandingsRequest, **_headers: object
    ) -> scoring.ListStandingsAnswer:
        """The list, read from its bytes as from the wire."""
        return scoring.ListStandingsAnswer.FromString(self._answer)


def codes() -> list[str]:
    """The branches' codes."""
    return [f"B{number:04}" for number in range(ROWS)]


def main() -> None:
    """Measure and print."""
    print_shares(shares())


def shares() -> dict[str, dict[str, float]]:
    """CPU-seconds of each request by the way it is executed."""
    found = {name: asyncio.run(measured(query)) for name, query in REQUESTS.items()}
    for name, some in yardsticks().items():
        found[name] |= some
    return found


def print_shares(found: dict[str, dict[str, float]]) -> None:
    """A line for each request: the plan's, and how many times as much the others take."""
    print(f"the gateway's share over data in memory; load {os.getloadavg()[0]:.1f}; times what the plan takes")
    for name, best in found.items():
        others = ", ".join(f"{way} {cost / best['plan']:.2f}" for way, cost in best.items() if way != "plan")
        print(f"{name:44} {best['plan'] * 1e3:6.3f} ms; {others}", flush=True)


def yardsticks() -> dict[str, dict[str, float]]:
    """CPU-seconds of the requests with data in GraphQL Yoga and Mercurius; nothing without npm."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return {}
    organizations, *_, standings = asyncio.run(data_of(list(REQUESTS.values())[1:]))
    branches = {edge["node"]["code"]: edge["node"] for edge in organizations["organizations"]["edges"]}
    found = [edge["node"] for edge in standings["standings"]["edges"]]
    rows = [{**one, "code": one["subject"]["code"], "subject": branches[one["subject"]["code"]]} for one in found]
    requests = {name: query for name, query in REQUESTS.items() if "standings" in query or "organizations" in query}
    sent = json.dumps({"sdl": schema.as_str(), "requests": requests, "rows": rows})
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(YARDSTICKS, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
        subprocess.run([npm, "install", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
        done = subprocess.run(
            [node, "share.mjs"], cwd=folder, input=sent, stdout=subprocess.PIPE, text=True, check=True
        )
    answers: dict[str, dict[str, float]] = json.loads(done.stdout)
    return {name: {way: cost / 1e3 for way, cost in ways.items()} for name, ways in answers.items()}


async def data_of(queries: list[str]) -> list[dict[str, Any]]:
    """The data of the answers."""
    shared = state()
    return [json.loads(await by_plan(query, shared)()) for query in queries]


def state() -> SharedState:
    """What requests share, over the services in memory."""
    services = Services(
        cast(OrgServiceClient, Org()),
        cast(AssessmentServiceClient, Assessment()),
        cast(ScoringServiceClient, Scoring()),
    )
    broadcast, grants = Broadcasts.none_open(), OwnGrants(services.org)
    quotas = Quotas(Bounds(burst=10**9, per_second=10**9))
    return SharedState(services, broadcast, Memory(), USERS, grants, quotas, SignIns(services.org), explorer=True)


async def measured(query: str) -> dict[str, float]:
    """CPU-seconds of one request, by the way it is executed."""
    shared = state()
    ways = {
        "plan": by_plan(query, shared),
        "graphql-core": by_graphql_core(query, shared),
        "Strawberry": by_strawberry(query, shared),
    }
    if find_spec("ariadne"):
        ways["Ariadne"] = by_ariadne(query, shared)
    best = dict.fromkeys(ways, float("inf"))
    answers: set[bytes] = set()
    for _ in range(ROUNDS):
        for name, respond in ways.items():
            answers.add(await respond())
            begun = time.thread_time()
            for _ in range(REPEATED):
                await respond()
            best[name] = min(best[name], (time.thread_time() - begun) / REPEATED)
    assert len(answers) == 1, "all ways give the same bytes"
    return best


def by_plan(query: str, shared: SharedState) -> Way:
    """As the gateway does it."""

    async def respond() -> bytes:
        result = await schema.execute(query, {}, context_value=RequestContext(shared, {}, user=DEVELOPER))
        assert not result.errors, result.errors
        return orjson.dumps(result.data)

    return respond


def by_graphql_core(query: str, shared: SharedState) -> Way:
    """As graphql-core executes the document, parsed and validated before."""
    document = graphql.parse(query)

    async def respond() -> bytes:
        context = RequestContext(shared, {}, user=DEVELOPER).operation()
        executed = graphql.execute(schema._schema, document, context_value=context)  # noqa: SLF001
        result = await executed if isawaitable(executed) else executed
        assert not result.errors, result.errors
        return orjson.dumps(result.data)

    return respond


def by_strawberry(query: str, shared: SharedState) -> Way:
    """As Strawberry executes a text, as it comes."""

    async def respond() -> bytes:
        context = RequestContext(shared, {}, user=DEVELOPER).operation()
        result = await strawberry.Schema.execute(schema, query, {}, context)
        assert not result.errors, result.errors
        return orjson.dumps(result.data)

    return respond


def by_ariadne(query: str, shared: SharedState) -> Way:
    """As Ariadne answers a text, as it comes."""
    ariadne: Any = importlib.import_module("ariadne")

    async def respond() -> bytes:
        context = RequestContext(shared, {}, user=DEVELOPER).operation()
        done, found = await ariadne.graphql(schema._schema, {"query": query}, context_value=context)  # noqa: SLF001
        assert done, found
        assert "errors" not in found, found
        return orjson.dumps(found["data"])

    return respond


if __name__ == "__main__":
    main()
