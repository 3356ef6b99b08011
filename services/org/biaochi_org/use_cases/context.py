"""How every deed is carried out: read what it touches, decide, remember and tell, all in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.batch import Batch, BatchAnswer, write_batch
from biaochi_chassis.store.database import Database, UnitOfWork

from biaochi_org.domain.commands import Command
from biaochi_org.domain.events import DomainEvent
from biaochi_org.domain.refusals import UnknownCity
from biaochi_org.domain.registry import Registry
from biaochi_org.events.encode import encode
from biaochi_org.store.cities import city_is_known
from biaochi_org.store.loading import Loader, Touched
from biaochi_org.store.saving import save

D = TypeVar("D", bound=Command)
Decide = Callable[[Registry, D], tuple[DomainEvent, ...]]


@dataclass(frozen=True)
class ServiceContext:
    """What the use cases work at."""

    database: Database
    clock: Clock


@dataclass(frozen=True)
class CommandBatch(Generic[D]):
    """A batch of deeds in one city, by one caller. A dry run finds every refusal and writes nothing."""

    call: Call
    city: str
    commands: Sequence[D]
    dry_run: bool = False


async def carry_out(service: ServiceContext, sent: CommandBatch[D], decide: Decide[D]) -> BatchAnswer:
    """Carry out all deeds in order, each seeing those before it, or none. Raises UnknownCity or the first refusal."""

    async def work(tx: UnitOfWork, batch: Batch[D]) -> None:
        if not await city_is_known(tx.connection, sent.city):
            raise UnknownCity(sent.city)
        touched = Touched.by(command for _, command in batch.fresh)
        registry = Registry(await Loader(tx.connection, sent.city).load(touched))
        happened = _decide_all(registry, batch, decide)
        await save(tx.connection, sent.city, registry)
        tx.publish(encode(sent.city, tx.call, service.clock.now(), happened))

    return await write_batch(service.database, sent.call, sent.city, sent.commands, work, dry_run=sent.dry_run)


def _decide_all(registry: Registry, batch: Batch[D], decide: Decide[D]) -> list[DomainEvent]:
    happened: list[DomainEvent] = []
    for index, command in batch.fresh:
        with batch.refusing(index):
            events = decide(registry, command)
            for event in events:
                registry.apply(event)
            happened.extend(events)
            batch.done(index, events[0].subject)
    return happened
