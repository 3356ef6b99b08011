"""Granting roles and taking them back. Each function decides: the event, or a refusal."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from biaochi_chassis.foundation.refusal import BadRequest, Forbidden, shown
from biaochi_chassis.identity.granted import GrantChanged, GrantRevoked, RoleGranted

from biaochi_org.domain import values
from biaochi_org.domain.commands import GrantRole, RevokeGrant
from biaochi_org.domain.refusals import AdministratorsApart, OwnGrant, UnknownGrant

SECURITY = "security_administrator"
ADMINISTRATORS = frozenset({"system_administrator", SECURITY, "auditor"})
"""The three who watch each other: nobody is two of them."""
SIGNERS = 2
"""How many security administrators it takes to grant anything, and so to begin with."""


@dataclass(frozen=True)
class Granter:
    """Who grants, on which day; a process stands alone when no person is behind it."""

    name: str
    alone: bool
    today: date


class Grants:
    """What stands in one city, with every change made so far."""

    def __init__(self, standing: Iterable[RoleGranted]) -> None:
        """Start from what is remembered."""
        self._standing = {one.code: one for one in standing}

    def find(self, code: str) -> RoleGranted:
        """The grant of this code. Raises UnknownGrant when none stands."""
        if code not in self._standing:
            raise UnknownGrant(code)
        return self._standing[code]

    def held(self, holder: str, day: date) -> frozenset[str]:
        """The roles that a holder has on a day or later."""
        mine = (one for one in self._standing.values() if one.holder == holder)
        return frozenset(one.role for one in mine if one.until is None or day < one.until)

    def holders_of(self, role: str, day: date) -> frozenset[str]:
        """Who holds a role on a day."""
        return frozenset(one.holder for one in self._standing.values() if one.role == role and one.holds_on(day))

    def apply(self, event: GrantChanged) -> None:
        """Let it have happened."""
        if isinstance(event, RoleGranted):
            self._standing[event.code] = event
        else:
            self._standing.pop(event.code)


def grant_role(grants: Grants, by: Granter, roles: Collection[str], command: GrantRole) -> RoleGranted:
    """Grant a role for a city or some of it. Raises OwnGrant, AdministratorsApart, Forbidden, BadRequest, NotADate."""
    holder = values.name(command.holder, "holder")
    role = _role(command.role, roles)
    since = values.day(command.since, "since") if command.since else by.today
    until = values.day(command.until, "until") if command.until else None
    if until is not None and until <= since:
        raise BadRequest(f"授权到 {until} 止，不在起始日 {since} 之后：止日是不再持有的第一天，请改正。", field="until")
    subjects = tuple(values.code(code, "subjects") for code in command.subjects)
    if by.alone:
        _first(grants, role, by.today)
    elif holder == by.name:
        raise OwnGrant(holder)
    if other := sorted((grants.held(holder, by.today) & ADMINISTRATORS) - {role}) if role in ADMINISTRATORS else ():
        raise AdministratorsApart(holder, role, other[0])
    return RoleGranted(command.idempotency_key, holder, role, subjects, since, until)


def revoke_grant(grants: Grants, command: RevokeGrant) -> GrantRevoked:
    """Take a grant back, from now on. Raises UnknownGrant."""
    found = grants.find(command.grant)
    return GrantRevoked(found.code, found.holder)


def _role(text: str, roles: Collection[str]) -> str:
    if text not in roles:
        raise BadRequest(f"没有角色“{shown(text)}”：可选的有 {'、'.join(roles)}。", field="role")
    return text


def _first(grants: Grants, role: str, day: date) -> None:
    """A process stands alone only to begin with: for the two security administrators that a grant takes."""
    if role != SECURITY or len(grants.holders_of(SECURITY, day)) >= SIGNERS:
        raise Forbidden("只有城市的安全管理员还不满两位时，才能由命令设立：其余角色请由两位安全管理员授予。")
