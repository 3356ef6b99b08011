"""The gateway's own CPU for a request, over services that answer from memory: by plan and by graphql-core, in one run.

`python -m benchmarks.gateway_share`: each request is executed and written as JSON; the best of twelve times, in turn.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import cast

import graphql
import orjson
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
from biaochi_gateway.execution.quotas import Quotas
from biaochi_gateway.execution.sign_ins import SignIns
from biaochi_gateway.schema import schema

from tests.callers import USERS

ROWS = 100
ROUNDS, REPEATED = 12, 5
CITY, CYCLE, PERIOD = "yangcheng", "2020", "2020-Q1"
STANDINGS = f'standings(city: "{CITY}", cycle: "{CYCLE}", index: "branch", period: "{PERIOD}", first: {ROWS})'
FIELDS = "id total grade rung rank movement cycle index period"

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
    print(f"{'':44} graphql-core      plan")
    for name, query in REQUESTS.items():
        best = asyncio.run(measured(query))
        core, plan = best["graphql-core"], best["plan"]
        print(f"{name:44} {core * 1e3:9.3f} ms {plan * 1e3:6.3f} ms, {core / plan:.1f} times", flush=True)


async def measured(query: str) -> dict[str, float]:
    """CPU-seconds of one request, by the way it is executed."""
    services = Services(
        cast(OrgServiceClient, Org()),
        cast(AssessmentServiceClient, Assessment()),
        cast(ScoringServiceClient, Scoring()),
    )
    broadcast, grants = Broadcasts.none_open(), OwnGrants(services.org)
    shared = SharedState(services, broadcast, Memory(), USERS, grants, Quotas(), SignIns(services.org), explorer=True)
    ways = {"graphql-core": by_graphql_core(query, shared), "plan": by_plan(query, shared)}
    best = dict.fromkeys(ways, float("inf"))
    answers: set[bytes] = set()
    for _ in range(ROUNDS):
        for name, respond in ways.items():
            answers.add(await respond())
            begun = time.thread_time()
            for _ in range(REPEATED):
                await respond()
            best[name] = min(best[name], (time.thread_time() - begun) / REPEATED)
    assert len(answers) == 1, "both ways give the same bytes"
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


if __name__ == "__main__":
    main()
