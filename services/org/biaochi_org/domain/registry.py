"""The part of one city's registry that a batch touches. It changes by applying events and in no other way."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from biaochi_chassis.foundation.refusal import PersonIsErased

from biaochi_org.domain.events import (
    Corrected,
    Correction,
    DomainEvent,
    MembershipChanged,
    MembershipStartCorrected,
    OrganizationDateCorrected,
    OrganizationNameCorrected,
    OrganizationsChanged,
    PersonErased,
    PersonNameCorrected,
    PersonRegistered,
    PostStartCorrected,
)
from biaochi_org.domain.organization import Organizations, OrganizationState
from biaochi_org.domain.refusals import AlreadyExists, UnknownPerson
from biaochi_org.domain.tenure import Membership, Post, Tenures


@dataclass(frozen=True)
class Stored:
    """What is remembered of the codes that a batch touches."""

    histories: Mapping[str, Sequence[OrganizationState]]
    persons: Mapping[str, str] = field(default_factory=dict)
    """Code to name."""
    memberships: Iterable[Membership] = ()
    posts: Iterable[Post] = ()
    erased: Collection[str] = ()
    """Codes of persons who are erased."""


class Registry:
    """Who exists, as far as the batch can touch it, with every change made so far."""

    def __init__(self, stored: Stored) -> None:
        """Start from what is remembered."""
        self.organizations = Organizations(stored.histories)
        self.memberships = Tenures(stored.memberships)
        self.posts = Tenures(stored.posts)
        self.new_persons: dict[str, PersonRegistered] = {}
        self.corrected_persons: dict[str, str] = {}
        self.corrections: list[Correction] = []
        self.erased_persons: list[str] = []
        self._persons = dict(stored.persons)
        self._erased = set(stored.erased)

    def new_code(self, code: str, field: str) -> str:
        """Return a code that was never given to an organization or a person. Raises AlreadyExists.

        Either can be assessed, so a code alone must say who it is.
        """
        if self.organizations.known(code):
            raise AlreadyExists.organization(code, field)
        if code in self._persons:
            raise AlreadyExists.person(code, field)
        return code

    def person(self, person: str, field: str = "person") -> str:
        """Return the code of a registered person. Raises UnknownPerson, PersonIsErased, of the field that names it."""
        if person not in self._persons:
            raise UnknownPerson.never(person, field)
        if person in self._erased:
            raise PersonIsErased(person, field)
        return person

    def name_of(self, person: str) -> str:
        """Return the name of a registered person. Raises UnknownPerson, PersonIsErased."""
        return self._persons[self.person(person, "code")]

    def apply(self, event: DomainEvent) -> None:
        """Let it have happened."""
        if isinstance(event, Corrected):
            self.corrections.append(event.correction)
        if isinstance(event, OrganizationNameCorrected):
            self.organizations.correct(event.after)
        elif isinstance(event, OrganizationDateCorrected):
            self.organizations.rewrite(event.after)
        elif isinstance(event, OrganizationsChanged):
            for state in event.after:
                self.organizations.put(state)
        elif isinstance(event, PersonRegistered):
            self._person(event)
        elif isinstance(event, PersonErased):
            self.erased_persons.append(event.person)
            self._erased.add(event.person)
        elif isinstance(event, MembershipStartCorrected):
            self.memberships.move(event.was, event.membership)
        elif isinstance(event, PostStartCorrected):
            self.posts.move(event.was, event.post)
        elif isinstance(event, MembershipChanged):
            self.memberships.put(event.membership)
        else:
            self.posts.put(event.post)

    def _person(self, event: PersonRegistered) -> None:
        self._persons[event.person] = event.name
        if isinstance(event, PersonNameCorrected) and event.person not in self.new_persons:
            self.corrected_persons[event.person] = event.name
        else:
            self.new_persons[event.person] = event
