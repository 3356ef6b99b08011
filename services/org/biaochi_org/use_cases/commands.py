"""The registry's commands. Each takes a batch and writes it whole or not at all; what it refuses, its rule says."""

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import TypeVar

from biaochi_chassis.store.batch import Batch
from biaochi_chassis.store.database import UnitOfWork

from biaochi_org.domain import correcting, lifecycle, merging, people, splitting
from biaochi_org.domain.commands import (
    AbolishOrganization,
    Command,
    CorrectMembershipStart,
    CorrectOrganizationName,
    CorrectPersonName,
    CorrectPostStart,
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
from biaochi_org.domain.events import Correction, DomainEvent
from biaochi_org.domain.refusals import UnknownCity
from biaochi_org.domain.registry import Registry
from biaochi_org.events.encode import encode
from biaochi_org.store.cities import city_is_known
from biaochi_org.store.corrections import Kept, keep
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


def correct_person_names(sent: CommandContext, tx: UnitOfWork, batch: Batch[CorrectPersonName]) -> None:
    """Put right names of persons (更正姓名)."""
    _execute(sent, tx, batch, correcting.correct_person_name)


def correct_organization_names(sent: CommandContext, tx: UnitOfWork, batch: Batch[CorrectOrganizationName]) -> None:
    """Put right names of organizations (更正名称)."""
    _execute(sent, tx, batch, correcting.correct_organization_name)


def correct_membership_starts(sent: CommandContext, tx: UnitOfWork, batch: Batch[CorrectMembershipStart]) -> None:
    """Put right first days of memberships (更正转入日期)."""
    _execute(sent, tx, batch, correcting.correct_membership_start)


def correct_post_starts(sent: CommandContext, tx: UnitOfWork, batch: Batch[CorrectPostStart]) -> None:
    """Put right first days of posts (更正任职日期)."""
    _execute(sent, tx, batch, correcting.correct_post_start)


def _execute(sent: CommandContext, tx: UnitOfWork, batch: Batch[C], decide: Decide[C]) -> None:
    """Decide all commands in order, each seeing those before it; remember and publish. Raises UnknownCity."""
    if not city_is_known(tx.connection, sent.city):
        raise UnknownCity(sent.city)
    touched = Touched.by(command for _, command in batch.fresh)
    registry = Registry(Loader(tx.connection, sent.city).load(touched))
    happened = _decide_all(registry, batch, decide)
    save(tx.connection, sent.city, registry)
    numbers = [command.idempotency_key for index, command in batch.fresh if index in batch.codes]
    _keep_corrections(sent, tx, numbers, registry.corrections)
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


def _keep_corrections(
    sent: CommandContext, tx: UnitOfWork, numbers: Sequence[str], corrections: Sequence[Correction]
) -> None:
    """Keep what was put right; a batch that corrects has one correction for each of its commands."""
    if corrections:
        at = sent.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        made = zip(numbers, corrections, strict=True)
        keep(tx.connection, sent.city, [Kept(number, one, sent.call.caller, at) for number, one in made])
