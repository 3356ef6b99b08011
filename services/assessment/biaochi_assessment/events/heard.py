"""What this service hears, as domain objects: organizations from the registry, cities and models from scoring."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.event import Recorded
from google.protobuf.message import DecodeError

from biaochi_assessment.domain.models import Accept, Choice, City, Model, Privacy, Rotation
from biaochi_assessment.domain.registry import OrganizationState

ORG = "biaochi.org.v1"
SCORING = "biaochi.scoring.v1"

_WITH_STATES = {
    message.DESCRIPTOR.full_name: message
    for message in (
        org.OrganizationEstablished,
        org.TemporaryOrganizationEstablished,
        org.OrganizationRenamed,
        org.OrganizationMoved,
        org.OrganizationMerged,
        org.OrganizationSplit,
        org.OrganizationAbolished,
    )
}


class Unreadable(Exception):
    """An event that can never be read; the sentence says why."""


def organization_states(record: Recorded) -> list[OrganizationState]:
    """Return the states a deed of the registry left behind; none if it was about persons. Raises Unreadable."""
    message = _WITH_STATES.get(record.type)
    if message is None:
        return []
    try:
        return [_state(state) for state in message.FromString(record.data).after]
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


def _state(told: org.OrganizationState) -> OrganizationState:
    return OrganizationState(told.code, told.kind, date.fromisoformat(told.since), _day(told.until))


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
