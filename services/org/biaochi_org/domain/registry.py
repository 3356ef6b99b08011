"""The part of one city's registry that a batch touches. It changes by applying events and in no other way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from biaochi_org.domain.events import (
    DomainEvent,
    MembershipChanged,
    OrganizationsChanged,
    PersonRegistered,
)
from biaochi_org.domain.organization import Organizations, OrganizationState
from biaochi_org.domain.refusals import AlreadyExists, UnknownPerson
from biaochi_org.domain.tenure import Membership, Post, Tenures


@dataclass(frozen=True)
class Stored:
    """What is remembered of the codes that a batch touches."""

    histories: Mapping[str, Sequence[OrganizationState]]
    persons: Iterable[str] = ()
    memberships: Iterable[Membership] = ()
    posts: Iterable[Post] = ()


class Registry:
    """Who exists, as far as the batch can touch it, with every change made so far."""

    def __init__(self, stored: Stored) -> None:
        """Start from what is remembered."""
        self.organizations = Organizations(stored.histories)
        self.memberships = Tenures(stored.memberships)
        self.posts = Tenures(stored.posts)
        self.new_persons: dict[str, PersonRegistered] = {}
        self._persons = set(stored.persons)

    def new_code(self, code: str, field: str) -> str:
        """Return a code that was never given to an organization or a person. Raises AlreadyExists.

        Either can be assessed, so a code alone must say who it is.
        """
        if self.organizations.known(code):
            raise AlreadyExists.organization(code, field)
        if code in self._persons:
            raise AlreadyExists.person(code, field)
        return code

    def person(self, person: str) -> str:
        """Return the code of a registered person. Raises UnknownPerson."""
        if person not in self._persons:
            raise UnknownPerson.never(person)
        return person

    def apply(self, event: DomainEvent) -> None:
        """Let it have happened."""
        if isinstance(event, OrganizationsChanged):
            for state in event.after:
                self.organizations.put(state)
        elif isinstance(event, PersonRegistered):
            self._persons.add(event.person)
            self.new_persons[event.person] = event
        elif isinstance(event, MembershipChanged):
            self.memberships.put(event.membership)
        else:
            self.posts.put(event.post)
