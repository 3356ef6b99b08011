"""A registry in memory for tests of the rules: commands in, events out, everything known at once."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import count
from typing import Any

from biaochi_org.domain import correcting, correcting_dates, lifecycle, merging, people, splitting
from biaochi_org.domain.commands import (
    AbolishOrganization,
    Command,
    CorrectMembershipEnd,
    CorrectMembershipStart,
    CorrectOrganizationDate,
    CorrectOrganizationName,
    CorrectPersonName,
    CorrectPostEnd,
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
    SplitPart,
    StartMembership,
    StartPost,
)
from biaochi_org.domain.events import DomainEvent
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.registry import Registry, Stored

DECIDE: dict[type[Command], Callable[[Registry, Any], tuple[DomainEvent, ...]]] = {
    EstablishOrganization: lifecycle.establish,
    EstablishTemporaryOrganization: lifecycle.establish_temporary,
    RenameOrganization: lifecycle.rename,
    MoveOrganization: lifecycle.move,
    AbolishOrganization: lifecycle.abolish,
    MergeOrganizations: merging.merge,
    SplitOrganization: splitting.split,
    RegisterPerson: people.register_person,
    StartMembership: people.start_membership,
    EndMembership: people.end_membership,
    StartPost: people.start_post,
    EndPost: people.end_post,
    CorrectPersonName: correcting.correct_person_name,
    CorrectOrganizationName: correcting.correct_organization_name,
    CorrectMembershipStart: correcting.correct_membership_start,
    CorrectPostStart: correcting.correct_post_start,
    CorrectMembershipEnd: correcting_dates.correct_membership_end,
    CorrectPostEnd: correcting_dates.correct_post_end,
    CorrectOrganizationDate: correcting_dates.correct_organization_date,
}


class Book:
    """One city's registry from its first day."""

    def __init__(self) -> None:
        self.registry = Registry(Stored({}))
        self.codes: list[str] = []
        self.done: list[Command] = []
        self._numbers = count(1)

    def do(self, command: Command) -> tuple[DomainEvent, ...]:
        """Decide and let it have happened; refused commands leave no trace."""
        events = DECIDE[type(command)](self.registry, command)
        self.done.append(command)
        for event in events:
            self.registry.apply(event)
            for state in getattr(event, "after", ()):
                if state.code not in self.codes:
                    self.codes.append(state.code)
        return events

    def key(self) -> str:
        """A key never used before."""
        return f"key-{next(self._numbers)}"

    def establish(self, code: str, parent: str = "", on: str = "2020-01-01", kind: str = "BRANCH") -> None:
        """Establish under its code as its name."""
        kind = kind if parent else "WORK_COMMITTEE"
        self.do(EstablishOrganization(self.key(), code, f"市直单位{code}", kind, parent, on))

    def temporary(self, code: str, parent: str, on: str, until: str) -> None:
        """Establish with an end."""
        self.do(EstablishTemporaryOrganization(self.key(), code, f"市直单位{code}", parent, on, until))

    def rename(self, code: str, on: str) -> None:
        """Give another name."""
        self.do(RenameOrganization(self.key(), code, f"更名{on}", on))

    def move(self, code: str, parent: str, on: str) -> None:
        """Place under another parent."""
        self.do(MoveOrganization(self.key(), code, parent, on))

    def merge(self, sources: Iterable[str], into: str, on: str, name: str = "", parent: str = "") -> None:
        """Merge; into a new one when there is a name."""
        self.do(MergeOrganizations(self.key(), tuple(sources), into, name, parent, on))

    def split(self, source: str, on: str, *parts: SplitPart) -> None:
        """Split."""
        self.do(SplitOrganization(self.key(), source, parts, on))

    def abolish(self, code: str, on: str) -> None:
        """Abolish."""
        self.do(AbolishOrganization(self.key(), code, on))

    def person(self, person: str) -> None:
        """Register a person."""
        self.do(RegisterPerson(self.key(), person, f"样例党员{person}"))

    def join(self, person: str, organization: str, on: str) -> None:
        """Start a membership."""
        self.do(StartMembership(self.key(), person, organization, "FORMAL", on))

    def leave(self, person: str, organization: str, on: str) -> None:
        """End a membership."""
        self.do(EndMembership(self.key(), person, organization, on))

    def appoint(self, person: str, organization: str, on: str, role: str = "SECRETARY") -> None:
        """Start a post."""
        self.do(StartPost(self.key(), person, organization, role, on))

    def dismiss(self, person: str, organization: str, on: str, role: str = "SECRETARY") -> None:
        """End a post."""
        self.do(EndPost(self.key(), person, organization, role, on))

    def redate(self, code: str, on: str, to: str) -> None:
        """Put right a day of an organization's history."""
        self.do(CorrectOrganizationDate(self.key(), code, on, to, "登记时写错"))

    def end_anew(self, person: str, organization: str, on: str, to: str) -> None:
        """Put right the end of a membership."""
        self.do(CorrectMembershipEnd(self.key(), person, organization, on, to, "登记时写错"))

    def at(self, code: str, on: date) -> OrganizationState | None:
        """The organization on a day, None when it does not exist then."""
        states = [state for state in self.registry.organizations.history(code) if state.since <= on]
        return states[-1] if states and not states[-1].over_by(on) else None

    def tree(self, on: date) -> dict[str, str]:
        """Every organization of that day and its parent."""
        states = (self.at(code, on) for code in self.codes)
        return {state.code: state.parent for state in states if state}

    def members(self, organization: str, on: date) -> list[str]:
        """Who belongs to it on that day."""
        found = self.registry.memberships.of_organization(organization, on)
        return [one.person for one in found if one.since <= on]

    def holders(self, organization: str, on: date) -> list[tuple[str, str]]:
        """Who holds which role in it on that day."""
        found = self.registry.posts.of_organization(organization, on)
        return [(one.person, one.role) for one in found if one.since <= on]


def small_city() -> Book:
    """A work committee W with an organ committee C of three branches B1 to B3, and persons P1 to P3."""
    book = Book()
    book.establish("W")
    book.establish("C", "W", kind="ORGAN_COMMITTEE")
    for branch in ("B1", "B2", "B3"):
        book.establish(branch, "C")
    for person in ("P1", "P2", "P3"):
        book.person(person)
    return book
