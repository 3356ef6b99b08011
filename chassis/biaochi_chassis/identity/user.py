"""A person or program as a verified token names it, and what it was granted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

EVERYTHING = "*"
"""As a role: every role; as a city: every city. Only a development token says so."""


@dataclass(frozen=True)
class Grant:
    """One role in one city: for the whole of it, or for the organizations and persons named."""

    role: str
    city: str
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True)
class User:
    """Who a token was issued to, until when it holds (seconds since 1970), and the grants that count."""

    subject: str
    ends: float
    grants: tuple[Grant, ...] = ()

    def roles_in(self, city: str) -> frozenset[str]:
        """The roles held for the whole of a city."""
        return frozenset(grant.role for grant in self.grants_in(city) if not grant.subjects)

    def grants_in(self, city: str) -> tuple[Grant, ...]:
        """What was granted in a city."""
        return tuple(grant for grant in self.grants if grant.city in (city, EVERYTHING))

    def also(self, grants: Iterable[Grant]) -> "User":
        """The same one with further grants."""
        return replace(self, grants=(*self.grants, *grants))

    def roles_everywhere(self) -> frozenset[str]:
        """The roles held in every city in which any is held: what may be shown without asking which city it is of."""
        cities = {grant.city for grant in self.grants}
        return frozenset.intersection(*(self.roles_in(city) for city in cities)) if cities else frozenset()
