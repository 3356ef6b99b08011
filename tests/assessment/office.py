"""The assessment service in this process over a folder of its own, and the other services' events in its log."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.app import build
from biaochi_assessment.domain.models import Accept, Model, Rotation
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.domain.values import canonical
from biaochi_assessment.domain.work.notices import WorkNotice
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.rules import rules_in_memory
from biaochi_assessment.use_cases.ticking import tick
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event, ReceivedEvent
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.aead import AES_256_GCM
from biaochi_chassis.foundation.clock import Clock, FixedClock
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.contract import Origin, Outgoing
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.runtime.service import Service
from biaochi_chassis.runtime.web import ServiceApp
from google.protobuf.message import Message

from tests.assessment.town import CITY, MODELS, NOW, STATES
from tests.callers import IDENTITY, at_home, caller, deputy
from tests.retrying import retried
from tests.servers.databases import Databases, as_settings

A = TypeVar("A")
PART = partition_of(CITY.slug)
TOPIC = "biaochi.assessment.v1"
STANDING = FixedClock(NOW)


@dataclass
class Office:
    """What a test works with. `call` has written all that the other services have published."""

    service: Service
    client: AssessmentServiceClient
    log: EmbeddedLog
    call: Call = field(default_factory=caller)

    def __post_init__(self) -> None:
        self._keys = count(1)
        self._sequences = {"org": 0, "scoring": 0}

    async def invoke(self, method: Callable[..., Awaitable[A]], request: Message) -> A:
        """Call a method of the client; again, as it asks for, while what others published is still on its way."""
        return await retried(method, request, self.call)

    async def write(self, method: str, *commands: Message, dry_run: bool = False) -> WriteAnswer:
        """Send commands of one kind; the request is named as the method is."""
        request = getattr(pb, "".join(word.capitalize() for word in method.split("_")) + "Request")
        answer: WriteAnswer = await self.invoke(
            getattr(self.client, method), request(city=CITY.slug, dry_run=dry_run, deeds=commands)
        )
        return answer

    async def write_by_two(self, method: str, command: Message) -> None:
        """Send what takes two: as whoever calls, and then as somebody else in development."""
        (first,) = (await self.write(method, command)).written
        caller_before, self.call = self.call, deputy().after(self.call.positions)
        (second,) = (await self.write(method, command)).written
        self.call = caller_before
        assert (first.awaits_signature, second.awaits_signature) == (True, False)

    async def open_2020(self) -> WriteAnswer:
        """Open the cycle 2020."""
        return await self.write("open_cycles", pb.OpenCycle(idempotency_key="open", code="2020"))

    async def turn(self, day: str) -> Sequence[WorkNotice]:
        """Let the calendar turn to a day; what it says."""
        sent = CommandContext(Call.internal("calendar"), CITY.slug, NOW, rules_in_memory(), AES_256_GCM)
        assert self.service.database
        said = await self.service.database.write(sent.call, partial(tick, sent, today=date.fromisoformat(day)))
        return said.answer

    def key(self) -> str:
        """A key never used before."""
        return f"key-{next(self._keys)}"

    async def receive(self, source: str, messages: Sequence[tuple[str, Message]]) -> None:
        """Receive what another service published: subject and message."""
        topic, first = f"biaochi.{source}.v1", self._sequences[source] + 1
        records = [self._outgoing(topic, number, *message) for number, message in enumerate(messages, first)]
        await self.log.publish(Origin(source, topic, PART), records)
        self._sequences[source] += len(records)
        self.call = self.call.after(Positions.of({(topic, PART): self._sequences[source]}))

    async def events(self) -> list[ReceivedEvent]:
        """Everything the service has published so far."""
        assert self.service.relay
        await self.service.relay.copy()
        return [ReceivedEvent.read(record) for record in await self.log.read(TOPIC, PART, 0, 100_000)]

    def _outgoing(self, topic: str, sequence: int, subject: str, message: Message) -> Outgoing:
        data, name = message.SerializeToString(), message.DESCRIPTOR.full_name
        headers = Event(topic, CITY.slug, subject, name, data, self.call, NOW).headers(topic, PART, sequence)
        return Outgoing(sequence, headers["ce_id"], CITY.slug, headers, data)


@asynccontextmanager
async def open_office(
    home: Path,
    databases: Databases,
    clock: Clock = STANDING,
    models: Sequence[scoring.ModelPublished] = (),
    **more: str,
) -> AsyncIterator[Office]:
    """Start the service; it has received the city, its models, or those given, and its organizations.

    `more` settings by name.
    """
    settings = Settings.read({"BIAOCHI_HOME": str(home), **as_settings(databases, "assessment"), **more})
    at_home(home)
    log, clients = EmbeddedLog(settings.log_file), Clients(IDENTITY)
    await log.start()
    service = build(settings, log, clock)
    await service.start()
    try:
        assert isinstance(service.app, ServiceApp)
        office = Office(service, clients.of(AssessmentServiceClient, service.app), log)
        messages = models or [published(model) for model in MODELS]
        named = [(message.code, message) for message in messages]
        await office.receive("scoring", [(CITY.slug, city_published()), *named])
        await office.receive("org", [(state.code, established(state)) for state in STATES])
        yield office
    finally:
        await service.stop()
        await clients.close()
        await log.close()


def city_published() -> scoring.CityPublished:
    """The city as scoring publishes it."""
    notice = scoring.NoticeRule(working_days=5, to="public", decided_by=["work_committee", "scheme_owner"])
    return scoring.CityPublished(slug=CITY.slug, title=CITY.title, calendar=CITY.calendar, notice=notice)


def established(state: RegistryState) -> org.OrganizationEstablished:
    """An organization as the registry publishes it."""
    until = state.until.isoformat() if state.until else ""
    message = org.OrganizationState(code=state.code, kind=state.kind, since=state.since.isoformat(), until=until)
    return org.OrganizationEstablished(after=[message])


def published(model: Model) -> scoring.ModelPublished:
    """A model as scoring publishes it."""
    return scoring.ModelPublished(
        city=CITY.slug,
        code=model.code,
        hash=model.hash,
        subject_kind=model.subject_kind,
        since=model.since.isoformat(),
        accepts=[_accept(accept) for accept in model.accepts],
        rotations=[_rotation(rotation) for rotation in model.rotations],
    )


def _accept(accept: Accept) -> scoring.Accept:
    names = ("indicator", "title", "kind", "unit", "cadences", "recorded_by", "clause", "share")
    values: dict[str, Any] = {name: getattr(accept, name) for name in (*names, "signatures", "reasoned", "may")}
    for name in ("lowest", "highest", "step"):
        values[name] = "" if (bound := getattr(accept, name)) is None else canonical(bound)
    for name in ("levels", "choices", "panels"):
        values[name] = [scoring.Choice(key=choice.key, title=choice.title) for choice in getattr(accept, name)]
    return scoring.Accept(**values, privacy=scoring.Privacy(**asdict(accept.privacy)))


def _rotation(rotation: Rotation) -> scoring.Rotation:
    turns = [scoring.RotationTurn(ordinal=ordinal, shifts=shifts) for ordinal, shifts in rotation.turns.items()]
    return scoring.Rotation(indicator=rotation.indicator, cadence=rotation.cadence, turns=turns)
