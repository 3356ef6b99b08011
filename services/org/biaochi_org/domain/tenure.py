"""Memberships and posts: a person in an organization from a day on, several at once, each open once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from biaochi_org.domain.kinds import MembershipKind

Place = tuple[str, str, str]
"""Where somebody is: person, organization, and the role when it is a post."""


@dataclass(frozen=True)
class Tenure:
    """A person in an organization from `since` up to `until`, which is the first day without; None while open."""

    person: str
    organization: str
    since: date
    until: date | None

    @property
    def place(self) -> Place:
        """What may be open once."""
        return (self.person, self.organization, "")

    def over_by(self, on: date) -> bool:
        """Whether it has ended by that day."""
        return self.until is not None and self.until <= on


@dataclass(frozen=True)
class Membership(Tenure):
    """A person belongs to an organization."""

    kind: MembershipKind


@dataclass(frozen=True)
class Post(Tenure):
    """A person holds a post in an organization: one of `Role`, or one as the city calls it."""

    role: str

    @property
    def place(self) -> Place:
        """The same person may hold several roles in one organization."""
        return (self.person, self.organization, self.role)


T = TypeVar("T", bound=Tenure)


class Tenures(Generic[T]):
    """The memberships or the posts that a batch touches, and the changes made to them."""

    def __init__(self, stored: Iterable[T]) -> None:
        """`stored`: as they are remembered, in any order."""
        self._rows: dict[tuple[Place, date], T] = {}
        self._by_place: dict[Place, set[date]] = {}
        self._by_organization: dict[str, set[Place]] = {}
        for tenure in stored:
            self._put(tenure)
        self._stored = set(self._rows)
        self._changed: set[tuple[Place, date]] = set()
        self._moved: set[tuple[Place, date]] = set()

    def open_at(self, place: Place, on: date) -> T | None:
        """Return the first one in this place that is not over by that day, be it still to begin."""
        return next((tenure for tenure in self.of_place(place) if not tenure.over_by(on)), None)

    def of_organization(self, organization: str, on: date) -> list[T]:
        """Return those of the organization that are not over by that day, in order of person and role."""
        found = (self.open_at(place, on) for place in sorted(self._by_organization.get(organization, ())))
        return [tenure for tenure in found if tenure]

    def begun_on(self, place: Place, since: date) -> T | None:
        """Return the one in this place that began on that day."""
        return self._rows.get((place, since))

    def ended_on(self, place: Place, until: date) -> T | None:
        """Return the one in this place whose first day without is that one."""
        return next((tenure for tenure in self.of_place(place) if tenure.until == until), None)

    def ever_in(self, organization: str) -> list[T]:
        """Return all that ever were in an organization, in order of person, role and time."""
        places = sorted(self._by_organization.get(organization, ()))
        return [tenure for place in places for tenure in self.of_place(place)]

    def of_place(self, place: Place) -> list[T]:
        """Return all that ever were in this place, in order of time."""
        return [self._rows[place, since] for since in sorted(self._by_place.get(place, ()))]

    def of_person(self, person: str) -> list[T]:
        """Return all that a person ever had, in order of organization, role and time."""
        places = sorted(place for place in self._by_place if place[0] == person)
        return [tenure for place in places for tenure in self.of_place(place)]

    def move(self, was: date, tenure: T) -> None:
        """Put one in place of the one that was registered as beginning on another day."""
        del self._rows[tenure.place, was]
        self._by_place[tenure.place].discard(was)
        self._changed.discard((tenure.place, was))
        self._moved.add((tenure.place, was))
        self.put(tenure)

    def put(self, tenure: T) -> None:
        """Add one, or replace the one of the same place and first day."""
        self._put(tenure)
        self._changed.add((tenure.place, tenure.since))

    def new(self) -> list[T]:
        """Return those not stored before."""
        return [self._rows[key] for key in sorted(self._changed - self._stored)]

    def gone(self) -> list[tuple[Place, date]]:
        """Return places and first days stored before under which nothing is any more."""
        return sorted((self._moved & self._stored) - self._rows.keys())

    def altered(self) -> list[T]:
        """Return those stored before and changed since."""
        return [self._rows[key] for key in sorted(self._changed & self._stored)]

    def _put(self, tenure: T) -> None:
        self._rows[tenure.place, tenure.since] = tenure
        self._by_place.setdefault(tenure.place, set()).add(tenure.since)
        self._by_organization.setdefault(tenure.organization, set()).add(tenure.place)
