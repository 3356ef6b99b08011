"""The registry's commands. Each takes a batch and writes it whole or not at all; what it refuses, its rule says."""

from collections.abc import Callable
from typing import TypeVar

from biaochi_chassis.store.batch import Batch
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
from biaochi_org.use_cases.context import CommandContext

C = TypeVar("C", bound=Command)
Decide = Callable[[Registry, C], tuple[DomainEvent, ...]]


def establish_organizations(sent: CommandContext, tx: UnitOfWork, batch: Batch[EstablishOrganization]) -> None:
    """Establish organizations (设立组织)."""
    _execute(sent, tx, batch, lifecycle.establish)


def establish_temporary_organizations(
    sent: CommandContext, tx: UnitOfWork, batch: Batch[EstablishTemporaryOrganization]
) -> None:
    """Establish organizations with an end (设立临时组织)."""
    _execute(sent, tx, batch, lifecycle.establish_temporary)


def rename_organizations(sent: CommandContext, tx: UnitOfWork, batch: Batch[RenameOrganization]) -> None:
    """Rename organizations (更名)."""
    _execute(sent, tx, batch, lifecycle.rename)


def move_organizations(sent: CommandContext, tx: UnitOfWork, batch: Batch[MoveOrganization]) -> None:
    """Place organizations under other parents (改变隶属)."""
    _execute(sent, tx, batch, lifecycle.move)


def merge_organizations(sent: CommandContext, tx: UnitOfWork, batch: Batch[MergeOrganizations]) -> None:
    """Merge organizations (合并)."""
    _execute(sent, tx, batch, merging.merge)


def split_organizations(sent: CommandContext, tx: UnitOfWork, batch: Batch[SplitOrganization]) -> None:
    """Split organizations (分设)."""
    _execute(sent, tx, batch, splitting.split)


def abolish_organizations(sent: CommandContext, tx: UnitOfWork, batch: Batch[AbolishOrganization]) -> None:
    """Abolish organizations (撤销)."""
    _execute(sent, tx, batch, lifecycle.abolish)


def register_persons(sent: CommandContext, tx: UnitOfWork, batch: Batch[RegisterPerson]) -> None:
    """Register persons (登记人员)."""
    _execute(sent, tx, batch, people.register_person)


def start_memberships(sent: CommandContext, tx: UnitOfWork, batch: Batch[StartMembership]) -> None:
    """Begin memberships (转入)."""
    _execute(sent, tx, batch, people.start_membership)


def end_memberships(sent: CommandContext, tx: UnitOfWork, batch: Batch[EndMembership]) -> None:
    """End memberships (转出)."""
    _execute(sent, tx, batch, people.end_membership)


def start_posts(sent: CommandContext, tx: UnitOfWork, batch: Batch[StartPost]) -> None:
    """Begin posts (任职)."""
    _execute(sent, tx, batch, people.start_post)


def end_posts(sent: CommandContext, tx: UnitOfWork, batch: Batch[EndPost]) -> None:
    """End posts (免职)."""
    _execute(sent, tx, batch, people.end_post)


def _execute(sent: CommandContext, tx: UnitOfWork, batch: Batch[C], decide: Decide[C]) -> None:
    """Decide all commands in order, each seeing those before it; remember and publish. Raises UnknownCity."""
    if not city_is_known(tx.connection, sent.city):
        raise UnknownCity(sent.city)
    touched = Touched.by(command for _, command in batch.fresh)
    registry = Registry(Loader(tx.connection, sent.city).load(touched))
    happened = _decide_all(registry, batch, decide)
    save(tx.connection, sent.city, registry)
    tx.publish(encode(sent.city, sent.call, sent.at, happened))


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
