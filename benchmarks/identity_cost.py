"""What identity costs: verifying a token anew and by its digest, a service's guard, and a command's audit.

python -m benchmarks.identity_cost
"""

import asyncio
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

from tests.callers import NothingGranted

TIMES = 2000
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
    """Print all four."""
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

    call = Call.internal("p-1").to("RecordChecks", "gateway")
    engine = create_engine("sqlite://")
    chassis_tables.create_all(engine)
    with engine.connect() as connection:
        await _print(("anew", anew), ("by digest", by_digest), ("all of a service's guard", guarded))
        await _print(("a command's audit, without the disk", audited))


async def _print(*works: tuple[str, Callable[[], Awaitable[object]]]) -> None:
    for name, work in works:
        print(f"{name}: {await cost(work):.4f} ms of CPU")


if __name__ == "__main__":
    asyncio.run(main())
