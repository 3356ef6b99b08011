"""What identity costs: each part of it, and all of it in a tiny query and in a mutation, against what it may.

A query is the gateway's part (the token by its digest, what was granted, the quotas, the sign-in) and the guard of one
service; a mutation is that and the audit of what was done. Ends with 1 when either costs more than it may.

python -m benchmarks.identity_cost
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

from biaochi.assessment.v1.service_pb2 import RecordChecksRequest
from biaochi_chassis.audit.digest import SHA256
from biaochi_chassis.audit.entries import accepted
from biaochi_chassis.event.call import AUTHORIZATION, Call
from biaochi_chassis.identity.authentication import UserVerifier
from biaochi_chassis.identity.development import DEVELOPER, ISSUER, NAME, development_token, granted_in
from biaochi_chassis.identity.keys import GivenKeys
from biaochi_chassis.identity.policy import access_table
from biaochi_chassis.identity.services import SERVICE, ServiceIdentity, ServiceVerifier
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.identity.tokens import Expected
from biaochi_chassis.identity.verifier import Verifier
from biaochi_chassis.runtime.guard import Guard
from biaochi_chassis.store.audit import append
from biaochi_chassis.store.tables import chassis_tables
from sqlalchemy import create_engine

from tests.callers import KEY as CALLERS_KEY
from tests.callers import NothingGranted
from tests.gateway.request_contexts import request_context

TIMES = 2000
QUERY_MS, MUTATION_MS = 0.15, 0.5
KEY = SigningKey.make(NAME)
EXPECTED = Expected(ISSUER, "biaochi")


def verifier() -> Verifier:
    """One that has seen nothing yet."""
    return Verifier(EXPECTED, GivenKeys(KEY.public))


async def cost(work: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds of CPU for one, over many."""
    begun = time.process_time()
    for _ in range(TIMES):
        await work()
    return (time.process_time() - begun) * 1000 / TIMES


async def main() -> None:
    """Print the parts, then both wholes against their bounds."""
    token = development_token(KEY, "biaochi", DEVELOPER)
    known, keys = verifier(), GivenKeys(KEY.public)
    guard = Guard(
        ServiceVerifier(keys, shared_key=True),
        UserVerifier(verifier(), lambda verified: granted_in(verified.claims)),
        NothingGranted(),
        access_table().methods_of("biaochi.assessment.v1.AssessmentService", []),
    )
    identity, request = ServiceIdentity("gateway", KEY), RecordChecksRequest(city="lanzhou")

    async def anew() -> None:
        await verifier().verify(token)

    async def by_digest() -> None:
        await known.verify(token)

    async def guarded() -> None:
        headers = {AUTHORIZATION: f"Bearer {token}", SERVICE: identity.token()}
        via = await guard.calling_service(headers)
        call, user = await guard.identify(Call.from_headers(headers).to("RecordChecks", via), headers[AUTHORIZATION])
        await guard.authorize(call, user, request)

    async def audited() -> None:
        said = [("key-1", "0" * 64)]
        append(connection, [accepted(call, "lanzhou", said, ["key-1"])], SHA256)

    context = await request_context(DEVELOPER)

    async def at_the_gateway() -> None:
        await context.authenticate(f"Bearer {own}")
        context.left()

    async def query() -> None:
        await at_the_gateway()
        await guarded()

    async def mutation() -> None:
        await query()
        await audited()

    own, call = development_token(CALLERS_KEY, "biaochi", DEVELOPER), Call.internal("p-1").to("RecordChecks", "gateway")
    engine = create_engine("sqlite://")
    chassis_tables.create_all(engine)
    with engine.connect() as connection:
        await _print(("anew", anew), ("by digest", by_digest), ("all of a service's guard", guarded))
        await _print(("the gateway's part", at_the_gateway), ("a command's audit, without the disk", audited))
        whole = {"a tiny query": (query, QUERY_MS), "a mutation": (mutation, MUTATION_MS)}
        costs = {name: (await cost(work), bound) for name, (work, bound) in whole.items()}
    for name, (measured, bound) in costs.items():
        print(f"all of identity in {name}: {measured:.4f} ms of CPU, at most {bound}")
    if any(measured > bound for measured, bound in costs.values()):
        sys.exit(1)


async def _print(*works: tuple[str, Callable[[], Awaitable[object]]]) -> None:
    for name, work in works:
        print(f"{name}: {await cost(work):.4f} ms of CPU")


if __name__ == "__main__":
    asyncio.run(main())
