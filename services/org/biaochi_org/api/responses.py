"""Domain objects as messages of a response; a day that is not there is empty."""

from collections.abc import Sequence
from functools import lru_cache

from biaochi.common.v1.common_pb2 import ProcessedCommand
from biaochi.org.v1 import service_pb2 as wire
from biaochi.org.v1.events_pb2 import OrganizationState as OrganizationStateMessage
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.messages import message_of
from biaochi_chassis.identity.disclosure import WHOLE_NAMES, shown_name
from biaochi_chassis.identity.granted import RoleGranted

from biaochi_org.domain.correcting import NAME
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.registry import Stored
from biaochi_org.domain.tenure import Membership, Post
from biaochi_org.store.corrections import Kept
from biaochi_org.store.queries import Named, PersonOnDay

_KEPT = 10_000
"""Organizations, and posts, whose messages are held at a time."""


@lru_cache(_KEPT)
def organization(city: str, state: OrganizationState) -> wire.Organization:
    """An organization on a date. Made once for all answers that it is in: nobody may change it."""
    return message_of(wire.Organization, state, city=city)


def person(city: str, one: PersonOnDay, call: Call) -> wire.Person:
    """A person on a date, under a name as the caller may see it."""
    call = call.about(one.code)
    memberships = [membership(Named(each, one.name), call) for each in one.memberships]
    posts = [post(Named(each, one.name), call) for each in one.posts]
    name = shown_name(call.roles, one.name)
    return message_of(wire.Person, one, city=city, name=name, memberships=memberships, posts=posts)


def membership(found: Named[Membership], call: Call) -> wire.Membership:
    """A membership with the person's name as the caller may see it."""
    return message_of(wire.Membership, found.tenure, name=_name(found, call))


def post(found: Named[Post], call: Call) -> wire.Post:
    """A post with the person's name as the caller may see it."""
    if not found.name:
        return _unnamed(found.tenure)
    return message_of(wire.Post, found.tenure, name=_name(found, call))


def _name(found: Named[Membership] | Named[Post], call: Call) -> str:
    """The name of somebody who belongs to an organization, to whoever may see it by either of the two."""
    return shown_name(call.about(found.tenure.person, found.tenure.organization).roles, found.name)


@lru_cache(_KEPT)
def _unnamed(tenure: Post) -> wire.Post:
    """A post, of nobody's name. Made once for all answers that it is in: nobody may change it."""
    return message_of(wire.Post, tenure, name="")


def correction(kept: Kept, call: Call, *, personal: bool) -> wire.Correction:
    """What was put right, by whom and when; of a person as the caller may see it, and why only to the registry."""
    made = {"number": kept.number, "corrected_by": kept.corrected_by, "corrected_at": kept.corrected_at}
    message, call = message_of(wire.Correction, kept.correction, **made), call.about(kept.correction.subject)
    if personal and not call.may(WHOLE_NAMES):
        message.reason = ""
        if kept.correction.what == NAME:
            message.before, message.after = (shown_name(call.roles, name) for name in (message.before, message.after))
    return message


def registry(stored: Stored, processed: Sequence[ProcessedCommand]) -> wire.LoadRegistryAnswer:
    """What is stored of some codes: histories, persons, tenures without names, and commands done before."""
    states = (state for states in stored.histories.values() for state in states)
    return wire.LoadRegistryAnswer(
        states=[message_of(OrganizationStateMessage, state) for state in states],
        persons=stored.persons,
        memberships=[message_of(wire.Membership, one, name="") for one in stored.memberships],
        posts=[message_of(wire.Post, one, name="") for one in stored.posts],
        processed=processed,
        erased=sorted(stored.erased),
    )


def grant(city: str, one: RoleGranted) -> wire.Grant:
    """A grant of a city."""
    return message_of(wire.Grant, one, city=city, grant=one.code)
