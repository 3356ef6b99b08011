"""The three services as one caller sees them. The only module that calls them.

Every call carries who asks, the trace, and how far the caller has written: a caller reads its own writes.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi.org.v1 import service_pb2 as org
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.scoring.v1.service_connect import ScoringServiceClient
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.rpc.methods import writes_of
from google.protobuf.message import Message

from biaochi_gateway.execution.tracing import call_span

Request = TypeVar("Request", contravariant=True)
Response = TypeVar("Response", covariant=True)

CALLERS_REMEMBERED = 10_000
ALIKE = frozenset({"batch_get_organizations", "list_cycles"})
"""What services answer to everybody in the same words, and audit for nobody: who is who, and when a period ends."""
WRITES = writes_of({"org": org.DESCRIPTOR, "assessment": assessment.DESCRIPTOR})


class Method(Protocol[Request, Response]):
    """One method of a generated client."""

    def __call__(self, request: Request, *, headers: Mapping[str, str] | None = None) -> Awaitable[Response]: ...


@dataclass(frozen=True)
class Services:
    """One client a service."""

    org: OrgServiceClient
    assessment: AssessmentServiceClient
    scoring: ScoringServiceClient


@dataclass(frozen=True)
class Receipt:
    """A command that a service has done: under which code, whether earlier already, and where in the log it is.

    One that awaits a second signature is not done yet, and nowhere in the log.
    """

    code: str
    already: bool
    position: str
    awaits_signature: bool = False


class Memory:
    """The latest positions each caller has written, for the last ten thousand callers. Lost with the process."""

    def __init__(self) -> None:
        self._positions: OrderedDict[str, Positions] = OrderedDict()

    def of(self, caller: str) -> Positions:
        """Everything this caller is known to have written; nothing for an unknown caller."""
        return self._positions.get(caller, Positions())

    def remember(self, caller: str, positions: Positions) -> None:
        """Adds to what is known of the caller; forgets the caller that wrote longest ago when there are too many."""
        self._positions[caller] = self.of(caller).merge(positions)
        self._positions.move_to_end(caller)
        if len(self._positions) > CALLERS_REMEMBERED:
            self._positions.popitem(last=False)


class NamedFiles(Protocol):
    """The uploaded files that commands may name."""

    async def check(self, city: str, texts: Iterable[str]) -> None:
        """Raises Refused for the first file that a text names and the city has not."""


class ServiceCalls:
    """What one operation says to the services, always as the same caller under the same trace."""

    def __init__(self, services: Services, call: Call, memory: Memory, files: NamedFiles | None = None) -> None:
        self.services = services
        self._call = call
        self._memory = memory
        self._files = files
        self.alike = True
        """Whether nothing was asked yet, since this was last set, that is answered by who asks."""

    @property
    def call(self) -> Call:
        """The caller as of now: with everything written so far, in this operation or before it."""
        return self._call.after(self._memory.of(self._call.caller))

    async def invoke(self, method: Method[Request, Response], request: Request) -> Response:
        """Calls; a refusal comes back as the Refused the service raised."""
        service, name = _names(method)
        self.alike = self.alike and name in ALIKE
        with call_span(service, name) as headers:
            return await method(request, headers={**self.call.headers(), **headers})

    async def write(self, city: str, command: Message) -> Receipt:
        """Sends a batch of one command; what it wrote is waited for by every later call of this caller.

        A refusal does not say which of the one it means.
        """
        try:
            answer = await self.write_all(city, [command], dry_run=False)
        except Refused as refused:
            refused.index = None
            raise
        (written,) = answer.written
        return Receipt(written.code, written.already, answer.position, written.awaits_signature)

    async def write_all(self, city: str, commands: Sequence[Message], *, dry_run: bool) -> WriteAnswer:
        """Sends a batch of commands of one kind, which is written whole or not at all; later calls wait for it.

        In a dry run nothing is written, and the answer has every refusal. A file that a command names is there, else
        nothing is sent.
        """
        if self._files:
            await self._files.check(city, map(str, commands))
        write = WRITES[commands[0].DESCRIPTOR.full_name]
        method: Method[Message, WriteAnswer] = getattr(getattr(self.services, write.service), write.method)
        answer = await self.invoke(method, write.request(city=city, dry_run=dry_run, deeds=commands))
        if not dry_run:
            self._memory.remember(self._call.caller, Positions.parse(answer.position))
        return answer


def _names(method: object) -> tuple[str, str]:
    """The service and the method that a generated client's method calls."""
    client = getattr(method, "__self__", None)
    return type(client).__name__.removesuffix("ServiceClient").lower(), getattr(method, "__name__", "")
