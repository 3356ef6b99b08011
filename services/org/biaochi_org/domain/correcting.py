"""A wrong name or first day is put right (更正), with a reason. Each function decides: the event, or a refusal."""

from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import TypeVar

from biaochi_chassis.foundation.refusal import BadRequest

from biaochi_org.domain import values
from biaochi_org.domain.commands import (
    CorrectMembershipStart,
    CorrectOrganizationName,
    CorrectPersonName,
    CorrectPostStart,
)
from biaochi_org.domain.events import (
    Correction,
    MembershipStartCorrected,
    OrganizationNameCorrected,
    PersonNameCorrected,
    PostStartCorrected,
)
from biaochi_org.domain.kinds import role_title
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.refusals import (
    AlreadyExists,
    NothingToCorrect,
    UnknownMembership,
    UnknownOrganization,
    UnknownPost,
)
from biaochi_org.domain.registry import Registry
from biaochi_org.domain.tenure import Place, Tenure, Tenures

T = TypeVar("T", bound=Tenure)

NAME, MEMBERSHIP_START, POST_START = "NAME", "MEMBERSHIP_START", "POST_START"


def correct_person_name(registry: Registry, command: CorrectPersonName) -> tuple[PersonNameCorrected]:
    """Give a person the right name."""
    before, after = registry.name_of(command.code), values.name(command.name, "name")
    refuse_same(before, after, "name")
    correction = Correction(command.code, NAME, before, after, values.reason(command.reason))
    return (PersonNameCorrected(command.code, after, correction),)


def correct_organization_name(registry: Registry, command: CorrectOrganizationName) -> tuple[OrganizationNameCorrected]:
    """Give an organization the right name in every state that has the wrong one, without a break around that day."""
    on, after = values.day(command.on, "on"), values.name(command.name, "name")
    states = registry.organizations.history(command.code)
    if not states:
        raise UnknownOrganization.never(command.code, "code")
    before = [state for state in states if state.since <= on]
    if not before:
        raise UnknownOrganization.not_yet(command.code, states[0].since)
    wrong = before[-1].name
    refuse_same(wrong, after, "name")
    place = len(before)
    spell = [
        *takewhile(lambda state: state.name == wrong, reversed(before)),
        *takewhile(lambda state: state.name == wrong, states[place:]),
    ]
    corrected = tuple(replace(state, name=after) for state in sorted(spell, key=_since))
    correction = Correction(command.code, NAME, wrong, after, values.reason(command.reason))
    return (OrganizationNameCorrected(command.code, corrected, correction),)


def correct_membership_start(registry: Registry, command: CorrectMembershipStart) -> tuple[MembershipStartCorrected]:
    """Let a membership begin on the right day."""
    person, was = registry.person(command.person), values.day(command.on, "on")
    place = (person, command.organization, "")
    found = registry.memberships.begun_on(place, was)
    if not found:
        raise UnknownMembership.not_dated(person, command.organization, "开始", was)
    moved = _moved(registry, registry.memberships, found, values.day(command.to, "to"))
    reason = values.reason(command.reason)
    correction = Correction(person, MEMBERSHIP_START, str(was), str(moved.since), reason, moved.organization)
    return (MembershipStartCorrected(moved, was, correction),)


def correct_post_start(registry: Registry, command: CorrectPostStart) -> tuple[PostStartCorrected]:
    """Let a post begin on the right day."""
    role, person = values.role(command.role), registry.person(command.person)
    was = values.day(command.on, "on")
    found = registry.posts.begun_on((person, command.organization, role), was)
    if not found:
        raise UnknownPost.not_dated((person, command.organization, role_title(role)), "开始", was)
    moved = _moved(registry, registry.posts, found, values.day(command.to, "to"))
    reason = values.reason(command.reason)
    correction = Correction(person, POST_START, str(was), str(moved.since), reason, moved.organization, role)
    return (PostStartCorrected(moved, was, correction),)


def _moved(registry: Registry, tenures: Tenures[T], found: T, to: date) -> T:
    """The tenure from its right day on: the organization exists then, and no other one of the place does."""
    refuse_same(str(found.since), str(to), "to")
    if found.until is not None and to >= found.until:
        sentence = f"更正后的起始日 {to} 不早于已登记的结束日 {found.until}：请核对日期。"
        raise BadRequest(sentence, field="to")
    first = registry.organizations.history(found.organization)[0]
    if to < first.since:
        raise UnknownOrganization.not_yet(found.organization, first.since, "to")
    _refuse_overlap(tenures, found, to)
    return replace(found, since=to)


def _refuse_overlap(tenures: Tenures[T], found: T, to: date) -> None:
    place: Place = found.place
    for other in tenures.of_place(place):
        if other.since < found.since and (other.until is None or other.until > to):
            raise AlreadyExists.open("组织关系或任职", found.person, found.organization, other.since)


def refuse_same(before: str, after: str, field: str) -> None:
    """Raise NothingToCorrect where what would be written stands there already."""
    if before == after:
        raise NothingToCorrect(f"登记的就是“{after}”：没有要更正的，请核对。", field=field)


def _since(state: OrganizationState) -> date:
    return state.since
