"""The registry's commands. Each takes a batch and writes it whole or not at all; what it refuses, its rule says."""

from collections.abc import Callable
from typing import TypeVar

from biaochi_chassis.store.batch import Batch, BatchAnswer, write_batch
from biaochi_chassis.store.database import UnitOfWork

from biaochi_org.domain import lifecycle, merging, people, splitting
from biaochi_org.domain.commands import (
    AbolishOrganization,
    Command,
    EndMembership,
    EndPost,
    EstablishOrganization,
    EstablishTemporaryOrganization,
    MergeOrganizations,
    MoveOrganization,
    RegisterPerson,
    RenameOrganization,
    SplitOrganization,
    StartMembership,
    StartPost,
)
from biaochi_org.domain.events import DomainEvent
from biaochi_org.domain.refusals import UnknownCity
from biaochi_org.domain.registry import Registry
from biaochi_org.events.encode import encode
from biaochi_org.store.cities import city_is_known
from biaochi_org.store.registry import Loader, Touched, save
from biaochi_org.use_cases.context import CommandBatch, ServiceContext

C = TypeVar("C", bound=Command)
Decide = Callable[[Registry, C], tuple[DomainEvent, ...]]


async def establish_organizations(service: ServiceContext, sent: CommandBatch[EstablishOrganization]) -> BatchAnswer:
    """Establish organizations (设立组织)."""
    return await carry_out(service, sent, lifecycle.establish)


async def establish_temporary_organizations(
    service: ServiceContext, sent: CommandBatch[EstablishTemporaryOrganization]
) -> BatchAnswer:
    """Establish organizations with an end (设立临时组织)."""
    return await carry_out(service, sent, lifecycle.establish_temporary)


async def rename_organizations(service: ServiceContext, sent: CommandBatch[RenameOrganization]) -> BatchAnswer:
    """Rename organizations (更名)."""
    return await carry_out(service, sent, lifecycle.rename)


async def move_organizations(service: ServiceContext, sent: CommandBatch[MoveOrganization]) -> BatchAnswer:
    """Place organizations under other parents (改变隶属)."""
    return await carry_out(service, sent, lifecycle.move)


async def merge_organizations(service: ServiceContext, sent: CommandBatch[MergeOrganizations]) -> BatchAnswer:
    """Merge organizations (合并)."""
    return await carry_out(service, sent, merging.merge)


async def split_organizations(service: ServiceContext, sent: CommandBatch[SplitOrganization]) -> BatchAnswer:
    """Split organizations (分设)."""
    return await carry_out(service, sent, splitting.split)


async def abolish_organizations(service: ServiceContext, sent: CommandBatch[AbolishOrganization]) -> BatchAnswer:
    """Abolish organizations (撤销)."""
    return await carry_out(service, sent, lifecycle.abolish)


async def register_persons(service: ServiceContext, sent: CommandBatch[RegisterPerson]) -> BatchAnswer:
    """Register persons (登记人员)."""
    return await carry_out(service, sent, people.register_person)


async def start_memberships(service: ServiceContext, sent: CommandBatch[StartMembership]) -> BatchAnswer:
    """Begin memberships (转入)."""
    return await carry_out(service, sent, people.start_membership)


async def end_memberships(service: ServiceContext, sent: CommandBatch[EndMembership]) -> BatchAnswer:
    """End memberships (转出)."""
    return await carry_out(service, sent, people.end_membership)


async def start_posts(service: ServiceContext, sent: CommandBatch[StartPost]) -> BatchAnswer:
    """Begin posts (任职)."""
    return await carry_out(service, sent, people.start_post)


async def end_posts(service: ServiceContext, sent: CommandBatch[EndPost]) -> BatchAnswer:
    """End posts (免职)."""
    return await carry_out(service, sent, people.end_post)


async def carry_out(service: ServiceContext, sent: CommandBatch[C], decide: Decide[C]) -> BatchAnswer:
    """Execute all commands in order, each seeing those before it, or none. Raises UnknownCity or the first refusal."""

    async def work(tx: UnitOfWork, batch: Batch[C]) -> None:
        if not await city_is_known(tx.connection, sent.city):
            raise UnknownCity(sent.city)
        touched = Touched.by(command for _, command in batch.fresh)
        registry = Registry(await Loader(tx.connection, sent.city).load(touched))
        happened = _decide_all(registry, batch, decide)
        await save(tx.connection, sent.city, registry)
        tx.publish(encode(sent.city, tx.call, service.clock.now(), happened))

    return await write_batch(service.database, sent.call, sent.city, sent.commands, work, dry_run=sent.dry_run)


def _decide_all(registry: Registry, batch: Batch[C], decide: Decide[C]) -> list[DomainEvent]:
    happened: list[DomainEvent] = []
    for index, command in batch.fresh:
        with batch.refusing(index):
            events = decide(registry, command)
            for event in events:
                registry.apply(event)
            happened.extend(events)
            batch.done(index, events[0].subject)
    return happened
