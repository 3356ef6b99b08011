"""A wrong day of an organization, or a wrong end of a tenure, is put right. Decides: the event, or a refusal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from biaochi_chassis.foundation.refusal import BadRequest

from biaochi_org.domain import values
from biaochi_org.domain.commands import CorrectMembershipEnd, CorrectOrganizationDate, CorrectPostEnd
from biaochi_org.domain.correcting import refuse_same
from biaochi_org.domain.events import (
    Correction,
    MembershipEndCorrected,
    OrganizationDateCorrected,
    PostEndCorrected,
)
from biaochi_org.domain.kinds import role_title
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.refusals import (
    AlreadyExists,
    StillInUse,
    UnknownMembership,
    UnknownOrganization,
    UnknownPost,
    WrongParent,
)
from biaochi_org.domain.registry import Registry
from biaochi_org.domain.tenure import Tenure, Tenures

T = TypeVar("T", bound=Tenure)

MEMBERSHIP_END, POST_END, ORGANIZATION_DATE = "MEMBERSHIP_END", "POST_END", "ORGANIZATION_DATE"


def correct_membership_end(registry: Registry, command: CorrectMembershipEnd) -> tuple[MembershipEndCorrected]:
    """Let a membership end on the right day."""
    person, was = registry.person(command.person), values.day(command.on, "on")
    found = registry.memberships.ended_on((person, command.organization, ""), was)
    if not found:
        raise UnknownMembership.not_dated(person, command.organization, "结束", was)
    ended = _ending(registry, registry.memberships, found, values.day(command.to, "to"))
    reason = values.reason(command.reason)
    correction = Correction(person, MEMBERSHIP_END, str(was), str(ended.until), reason, ended.organization)
    return (MembershipEndCorrected(ended, was, correction),)


def correct_post_end(registry: Registry, command: CorrectPostEnd) -> tuple[PostEndCorrected]:
    """Let a post end on the right day."""
    role, person = values.role(command.role), registry.person(command.person)
    was = values.day(command.on, "on")
    found = registry.posts.ended_on((person, command.organization, role), was)
    if not found:
        raise UnknownPost.not_dated((person, command.organization, role_title(role)), "结束", was)
    ended = _ending(registry, registry.posts, found, values.day(command.to, "to"))
    reason = values.reason(command.reason)
    correction = Correction(person, POST_END, str(was), str(ended.until), reason, ended.organization, role)
    return (PostEndCorrected(ended, was, correction),)


def correct_organization_date(registry: Registry, command: CorrectOrganizationDate) -> tuple[OrganizationDateCorrected]:
    """Let an organization have been established, renamed, moved or abolished on the right day, between its neighbours.

    Refused for a merger and a split, which are of several organizations, and where its parent, its children, members or
    posts say that it was there, or was not.
    """
    was, to = values.day(command.on, "on"), values.day(command.to, "to")
    history = registry.organizations.history(command.code)
    if not history:
        raise UnknownOrganization.never(command.code, "code")
    place = _place(history, was)
    refuse_same(str(was), str(to), "to")
    _refuse_shared(history, place)
    _refuse_out_of_order(history, place, to)
    moved = _dated(history[place], to)
    _refuse_without_parent(registry, history, place, moved)
    _refuse_against_contents(registry, place, moved)
    first = to if place == 0 else history[0].established_on
    states = [replace(state, established_on=first) for state in history]
    states[place] = replace(moved, established_on=first)
    correction = Correction(command.code, ORGANIZATION_DATE, str(was), str(to), values.reason(command.reason))
    return (OrganizationDateCorrected(command.code, tuple(states), was, correction),)


def _ending(registry: Registry, tenures: Tenures[T], found: T, to: date) -> T:
    """The tenure up to its right end: after it began, in the organization's time, before the next one of its place."""
    refuse_same(str(found.until), str(to), "to")
    if to <= found.since:
        sentence = f"更正后的结束日 {to} 不晚于登记的起始日 {found.since}：请核对日期。"
        raise BadRequest(sentence, field="to")
    last = registry.organizations.history(found.organization)[-1]
    if last.until is not None and to > last.until:
        raise UnknownOrganization.ended(found.organization, last.until, "to")
    for other in tenures.of_place(found.place):
        if found.since < other.since < to:
            raise AlreadyExists.open("组织关系或任职", found.person, found.organization, other.since)
    return replace(found, until=to)


def _place(history: Sequence[OrganizationState], was: date) -> int:
    for place, state in enumerate(history):
        if state.since == was:
            return place
    days = "、".join(str(state.since) for state in history)
    sentence = f"组织「{history[0].code}」在 {was} 没有登记过成立、更名、改隶属或撤销：登记的日期是 {days}，请核对。"
    raise BadRequest(sentence, field="on")


def _refuse_shared(history: Sequence[OrganizationState], place: int) -> None:
    """A merger or a split has one day for all that take part."""
    state = history[place]
    before = history[place - 1] if place else replace(state, predecessors=(), successors=())
    if (before.predecessors, before.successors) != (state.predecessors, state.successors):
        sentence = f"组织「{state.code}」在 {state.since} 的变更是合并或分设，几个组织同在这一天：不能只更正其中一个。"
        raise BadRequest(sentence, field="on")


def _refuse_out_of_order(history: Sequence[OrganizationState], place: int, to: date) -> None:
    """What happened to an organization keeps its order, and ends where it was to end."""
    state = history[place]
    if place and to <= history[place - 1].since:
        _out_of_order(to, f"不晚于此前 {history[place - 1].since} 的变更")
    if place + 1 < len(history) and to >= history[place + 1].since:
        _out_of_order(to, f"不早于此后 {history[place + 1].since} 的变更")
    end = history[place - 1].until if place and _over(state) else state.until
    if end is not None and end != state.since and to >= end:
        _out_of_order(to, f"不早于终止日 {end}")


def _out_of_order(to: date, why: str) -> None:
    raise BadRequest(f"更正后的日期 {to} {why}：更正不改变先后，请核对日期。", field="to")


def _over(state: OrganizationState) -> bool:
    return state.until == state.since


def _dated(state: OrganizationState, to: date) -> OrganizationState:
    return replace(state, since=to, until=to if _over(state) else state.until)


def _refuse_without_parent(
    registry: Registry, history: Sequence[OrganizationState], place: int, moved: OrganizationState
) -> None:
    """From its right day on it stands below a parent that is there, and up to that day below the one before."""
    was, to = history[place].since, moved.since
    before = history[place - 1].parent if place else ""
    if moved.parent and not _over(moved):
        first = registry.organizations.history(moved.parent)[0].since
        if to < first:
            raise UnknownOrganization.not_yet(moved.parent, first, "to")
        if moved.parent != before and moved.code in registry.organizations.above(moved.parent, to):
            sentence = f"「{moved.parent}」在 {to} 还在组织「{moved.code}」之下：不能自那天起隶属于它，请核对日期。"
            raise WrongParent(sentence, field="to")
    if before and to > was:
        end = registry.organizations.history(before)[-1].until
        if end is not None and end < to:
            raise UnknownOrganization.ended(before, end, "to")


def _refuse_against_contents(registry: Registry, place: int, moved: OrganizationState) -> None:
    """Nobody is in it before it is there, or after it is over."""
    code, to = moved.code, moved.since
    tenures = (*registry.memberships.ever_in(code), *registry.posts.ever_in(code))
    if _over(moved):
        late = [one for one in tenures if one.until is None or one.until > to]
        children = registry.organizations.children(code, to)
        if late or children:
            what = f"下级「{children[0]}」" if children else f"「{late[0].person}」的组织关系或任职"
            sentence = f"组织「{code}」在 {to} 还有{what}：撤销不能早于它的结束，请先更正那一项的日期。"
            raise StillInUse(sentence, field="to")
    if place:
        return
    early = min((one.since for one in tenures), default=to)
    child = registry.organizations.first_below(code)
    if child is not None and child.since < to:
        sentence = (
            f"组织「{code}」的下级「{child.code}」自 {child.since} 起就在其下：成立不能晚于它，请先更正下级的日期。"
        )
        raise StillInUse(sentence, field="to")
    if early < to:
        sentence = f"组织「{code}」自 {early} 起已有成员或任职：成立不能晚于它，请先更正他们的日期。"
        raise StillInUse(sentence, field="to")
