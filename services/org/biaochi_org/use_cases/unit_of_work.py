"""How every deed is carried out: read what it touches, decide, remember and tell, all in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.batch import Batch, BatchAnswer, write_batch
from biaochi_chassis.store.database import Database, Transaction

from biaochi_org.domain.commands import Deed
from biaochi_org.domain.events import DomainEvent
from biaochi_org.domain.refusals import UnknownCity
from biaochi_org.domain.registry import Registry
from biaochi_org.events.encode import told
from biaochi_org.store.cities import city_is_known
from biaochi_org.store.loading import Loader, Touched
from biaochi_org.store.saving import save

D = TypeVar("D", bound=Deed)
Decide = Callable[[Registry, D], tuple[DomainEvent, ...]]


@dataclass(frozen=True)
class Desk:
    """What the use cases work at."""

    database: Database
    clock: Clock


@dataclass(frozen=True)
class Ask(Generic[D]):
    """A batch of deeds in one city, by one caller. A dry run finds every refusal and writes nothing."""

    call: Call
    city: str
    deeds: Sequence[D]
    dry_run: bool = False


async def carry_out(desk: Desk, ask: Ask[D], decide: Decide[D]) -> BatchAnswer:
    """Carry out all deeds in order, each seeing those before it, or none. Raises UnknownCity or the first refusal."""

    async def work(tx: Transaction, batch: Batch[D]) -> None:
        if not await city_is_known(tx.connection, ask.city):
            raise UnknownCity(ask.city)
        touched = Touched.by(deed for _, deed in batch.fresh)
        registry = Registry(await Loader(tx.connection, ask.city).load(touched))
        happened = _decide_all(registry, batch, decide)
        await save(tx.connection, ask.city, registry)
        tx.tell(told(ask.city, tx.call, desk.clock.now(), happened))

    return await write_batch(desk.database, ask.call, ask.city, ask.deeds, work, dry_run=ask.dry_run)


def _decide_all(registry: Registry, batch: Batch[D], decide: Decide[D]) -> list[DomainEvent]:
    happened: list[DomainEvent] = []
    for index, deed in batch.fresh:
        with batch.refusing(index):
            events = decide(registry, deed)
            for event in events:
                registry.apply(event)
            happened.extend(events)
            batch.done(index, events[0].subject)
    return happened
