"""Domain objects as messages of a response; a day that is not there is empty."""

from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.event.messages import message_of

from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.tenure import Membership, Post
from biaochi_org.store.queries import Named, PersonOnDay


def organization(city: str, state: OrganizationState) -> wire.Organization:
    """An organization on a date."""
    return message_of(wire.Organization, state, city=city)


def person(city: str, one: PersonOnDay) -> wire.Person:
    """A person on a date."""
    memberships = [membership(Named(each, one.name)) for each in one.memberships]
    posts = [post(Named(each, one.name)) for each in one.posts]
    return message_of(wire.Person, one, city=city, memberships=memberships, posts=posts)


def membership(found: Named[Membership]) -> wire.Membership:
    """A membership with the person's name."""
    return message_of(wire.Membership, found.tenure, name=found.name)


def post(found: Named[Post]) -> wire.Post:
    """A post with the person's name."""
    return message_of(wire.Post, found.tenure, name=found.name)
