"""What this service hears, as domain objects: who exists from the registry, cities and models from scoring."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.event.event import Recorded
from google.protobuf.message import DecodeError, Message

from biaochi_assessment.domain.models import Accept, Choice, City, Model, Privacy, Rotation
from biaochi_assessment.domain.registry import RegistryState

ORG = "biaochi.org.v1"
SCORING = "biaochi.scoring.v1"

MEMBER, EXEMPT = "MEMBER", "EXEMPT"


class Unreadable(Exception):
    """An event that can never be read; the sentence says why."""


def registry_states(record: Recorded) -> list[RegistryState]:
    """Return the states that a deed of the registry left behind. Raises Unreadable."""
    if record.type not in _READERS:
        return []
    message, read = _READERS[record.type]
    try:
        return read(message.FromString(record.data))
    except (DecodeError, ValueError) as trouble:
        raise Unreadable(f"{record.type}: {trouble}") from trouble


def published(record: Recorded) -> City | Model | None:
    """Return the city or model that was published, None for other news of scoring. Raises Unreadable."""
    try:
        if record.type == scoring.CityPublished.DESCRIPTOR.full_name:
            told = scoring.CityPublished.FromString(record.data)
            return City(told.slug, told.title, tuple(told.calendar))
        if record.type == scoring.ModelPublished.DESCRIPTOR.full_name:
            return model_of(scoring.ModelPublished.FromString(record.data), record.sequence)
    except (DecodeError, ValueError, InvalidOperation) as trouble:
        raise Unreadable(f"{record.type}: {trouble}") from trouble
    return None


def _organizations(told: Any) -> list[RegistryState]:  # noqa: ANN401 - any message with `after`
    return [
        RegistryState(state.code, state.kind, date.fromisoformat(state.since), _day(state.until))
        for state in told.after
    ]


def _member_started(told: org.MembershipStarted) -> list[RegistryState]:
    """An exempt membership makes nobody a subject: it is over on the day it begins."""
    return _person(told, (MEMBER, told.since, told.since if told.kind == EXEMPT else told.until))


def _member_ended(told: org.MembershipEnded) -> list[RegistryState]:
    return _person(told, (MEMBER, told.until, told.until))


def _post_started(told: org.PostStarted) -> list[RegistryState]:
    return _person(told, (told.role, told.since, told.until))


def _post_ended(told: org.PostEnded) -> list[RegistryState]:
    return _person(told, (told.role, told.until, told.until))


def _person(told: Any, spell: tuple[str, str, str]) -> list[RegistryState]:  # noqa: ANN401 - any of the four above
    kind, since, until = spell
    return [RegistryState(told.person, kind, date.fromisoformat(since), _day(until), told.organization)]


def model_of(told: scoring.ModelPublished, sequence: int) -> Model:
    """Return the model of a publication."""
    return Model(
        code=told.code,
        hash=told.hash,
        subject_kind=told.subject_kind,
        since=date.fromisoformat(told.since),
        until=_day(told.until),
        sequence=sequence,
        accepts=tuple(_accept(accept) for accept in told.accepts),
        rotations=tuple(_rotation(rotation) for rotation in told.rotations),
    )


def _accept(told: scoring.Accept) -> Accept:
    return Accept(
        indicator=told.indicator,
        title=told.title,
        kind=told.kind,
        lowest=_decimal(told.lowest),
        highest=_decimal(told.highest),
        step=_decimal(told.step),
        unit=told.unit,
        cadences=tuple(told.cadences),
        recorded_by=told.recorded_by,
        choices=_choices(told.choices),
        clause=told.clause,
        share=told.share,
        levels=_choices(told.levels),
        panels=_choices(told.panels),
        signatures=told.signatures,
        reasoned=told.reasoned,
        may=tuple(told.may),
        privacy=Privacy(told.privacy.names, tuple(told.privacy.seen_by), told.privacy.comments),
    )


def _choices(told: Iterable[scoring.Choice]) -> tuple[Choice, ...]:
    return tuple(Choice(one.key, one.title) for one in told)


def _rotation(told: scoring.Rotation) -> Rotation:
    return Rotation(told.indicator, told.cadence, {turn.ordinal: tuple(turn.shifts) for turn in told.turns})


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_READERS: dict[str, tuple[type[Message], Callable[[Any], list[RegistryState]]]] = {
    message.DESCRIPTOR.full_name: (message, read)
    for read, messages in (
        (
            _organizations,
            (
                org.OrganizationEstablished,
                org.TemporaryOrganizationEstablished,
                org.OrganizationRenamed,
                org.OrganizationMoved,
                org.OrganizationMerged,
                org.OrganizationSplit,
                org.OrganizationAbolished,
            ),
        ),
        (_member_started, (org.MembershipStarted,)),
        (_member_ended, (org.MembershipEnded,)),
        (_post_started, (org.PostStarted,)),
        (_post_ended, (org.PostEnded,)),
    )
    for message in messages
}
