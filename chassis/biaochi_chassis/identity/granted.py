"""What the registry says of grants: a role was granted, a grant was taken back. Every service keeps a copy."""

from dataclasses import dataclass
from datetime import date

from biaochi_chassis.identity.user import Grant


@dataclass(frozen=True)
class RoleGranted:
    """A holder, by the subject of their tokens, has a role from a day on; `until` is the first day without it."""

    code: str
    holder: str
    role: str
    subjects: tuple[str, ...]
    since: date
    until: date | None

    @property
    def subject(self) -> str:
        """The grant's code."""
        return self.code

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    def grant(self, city: str) -> Grant:
        """The grant as it counts in a city."""
        return Grant(self.role, city, frozenset(self.subjects))


@dataclass(frozen=True)
class GrantRevoked:
    """A grant holds no longer, from now on."""

    code: str
    holder: str

    @property
    def subject(self) -> str:
        """The grant's code."""
        return self.code


GrantChanged = RoleGranted | GrantRevoked
