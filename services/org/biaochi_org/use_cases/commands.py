"""The registry's commands. A batch of them is written whole or not at all; what it refuses, its rule says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from typing import Any

from biaochi_chassis.store.batch import Batch
from biaochi_chassis.store.database import UnitOfWork
from biaochi_chassis.store.personal.keys import PersonKeys
from biaochi_chassis.store.signatures import lapses_at

from biaochi_org.domain import commands as said
from biaochi_org.domain import correcting, correcting_dates, erasing, lifecycle, merging, people, splitting
from biaochi_org.domain.events import Corrected, Correction, DomainEvent, OrganizationsChanged
from biaochi_org.domain.refusals import UnknownCity
from biaochi_org.domain.registry import Registry
from biaochi_org.events.encode import encode, signature_awaited
from biaochi_org.store.cities import city_is_known
from biaochi_org.store.corrections import Kept, keep, sealed
from biaochi_org.store.registry import Loader, Touched, save
from biaochi_org.use_cases.context import CommandContext

DECIDE: Mapping[type[said.Command], Callable[[Registry, Any], tuple[DomainEvent, ...]]] = {
    said.EstablishOrganization: lifecycle.establish,
    said.EstablishTemporaryOrganization: lifecycle.establish_temporary,
    said.RenameOrganization: lifecycle.rename,
    said.MoveOrganization: lifecycle.move,
    said.MergeOrganizations: merging.merge,
    said.SplitOrganization: splitting.split,
    said.AbolishOrganization: lifecycle.abolish,
    said.RegisterPerson: people.register_person,
    said.StartMembership: people.start_membership,
    said.EndMembership: people.end_membership,
    said.StartPost: people.start_post,
    said.EndPost: people.end_post,
    said.CorrectPersonName: correcting.correct_person_name,
    said.CorrectOrganizationName: correcting.correct_organization_name,
    said.CorrectMembershipStart: correcting.correct_membership_start,
    said.CorrectPostStart: correcting.correct_post_start,
    said.CorrectMembershipEnd: correcting_dates.correct_membership_end,
    said.CorrectPostEnd: correcting_dates.correct_post_end,
    said.CorrectOrganizationDate: correcting_dates.correct_organization_date,
    said.ErasePerson: erasing.erase_person,
}
"""What decides each command: 设立 to 撤销 with what lies between, persons, 转入 and 转出, 任职 and 免职, 更正, 抹除."""


def announce_signatures(sent: CommandContext, tx: UnitOfWork, signed: Sequence[said.Command]) -> None:
    """Publish that a second signature is awaited under these commands."""
    until = lapses_at(sent.at)
    tx.publish(signature_awaited(sent.city, sent.call, sent.at, type(one).__name__, until) for one in signed)


def change_registry(sent: CommandContext, tx: UnitOfWork, batch: Batch[said.Command]) -> None:
    """Decide all commands in order, each seeing those before it; remember and publish. Raises UnknownCity."""
    if not city_is_known(tx.connection, sent.city):
        raise UnknownCity(sent.city)
    touched = Touched.by(command for _, command in batch.fresh)
    registry = Registry(Loader(tx.connection, sent.city).load(touched))
    happened = _decide_all(registry, batch)
    keys = PersonKeys(tx.connection, sent.city, sent.cipher)
    save(tx.connection, sent.city, registry, keys)
    sealed_events = [_sealed(event, keys) for event in happened]
    numbers = [command.idempotency_key for index, command in batch.fresh if index in batch.codes]
    corrections = [event.correction for event in sealed_events if isinstance(event, Corrected)]
    _keep_corrections(sent, tx, numbers, corrections)
    tx.publish(encode(sent.city, sent.call, sent.at, sealed_events))


def _sealed(event: DomainEvent, keys: PersonKeys) -> DomainEvent:
    """As it is kept and published: of a person nobody reads more than the code without their key."""
    if isinstance(event, Corrected) and not isinstance(event, OrganizationsChanged):
        return replace(event, correction=sealed(keys, event.correction))
    return event


def _decide_all(registry: Registry, batch: Batch[said.Command]) -> list[DomainEvent]:
    happened: list[DomainEvent] = []
    for index, command in batch.fresh:
        with batch.refusing(index):
            events = DECIDE[type(command)](registry, command)
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
