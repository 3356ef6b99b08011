"""The grants that every service keeps in a table of its own: the registry as it grants them, the others as received."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, RowMapping, insert, select, update

from biaochi_chassis.identity.granted import GrantChanged, GrantRevoked, RoleGranted
from biaochi_chassis.identity.user import Grant
from biaochi_chassis.store.signatures import withdraw
from biaochi_chassis.store.tables import granted

_BETWEEN = " "
"""Stands between two codes: a code has no blanks."""
REVOKED = ""
"""In the place of the role: this grant was taken back, for good."""


def keep_grants(connection: Connection, city: str, changes: Iterable[GrantChanged]) -> None:
    """Take in what was granted and taken back in a city, in order.

    What was taken back stays as a row without a role, so that a topic that is read again grants nothing anew.
    """
    for change in changes:
        here = (granted.c.city == city, granted.c.code == change.code)
        if isinstance(change, GrantRevoked):
            connection.execute(update(granted).where(*here).values(role=REVOKED))
            withdraw(connection, city, change.holder)
        elif connection.execute(select(granted.c.code).where(*here)).first() is None:
            row = {
                "city": city,
                "code": change.code,
                "holder": change.holder,
                "role": change.role,
                "subjects": _BETWEEN.join(change.subjects),
                "since": change.since.isoformat(),
                "until": change.until.isoformat() if change.until else "",
            }
            connection.execute(insert(granted).values(row))


def grants_in(connection: Connection, city: str) -> list[RoleGranted]:
    """Return what stands in a city, be it over or still to come, in order of holder and code."""
    standing = (granted.c.city == city, granted.c.role != REVOKED)
    found = select(granted).where(*standing).order_by(granted.c.holder, granted.c.code)
    return [_granted(row) for row in connection.execute(found).mappings()]


def is_anything_granted(connection: Connection, city: str) -> bool:
    """Return whether anything stands in a city, be it over or still to come."""
    standing = select(granted.c.code).where(granted.c.city == city, granted.c.role != REVOKED).limit(1)
    return connection.execute(standing).first() is not None


def granted_to(connection: Connection, holder: str) -> list[tuple[str, RoleGranted]]:
    """Return what a holder was granted, with the city of each, in order of city and code."""
    standing = (granted.c.holder == holder, granted.c.role != REVOKED)
    found = select(granted).where(*standing).order_by(granted.c.city, granted.c.code)
    return [(row["city"], _granted(row)) for row in connection.execute(found).mappings()]


def held_by(connection: Connection, holder: str, day: date) -> Sequence[Grant]:
    """Return what a holder holds on a day."""
    return [one.grant(city) for city, one in granted_to(connection, holder) if one.holds_on(day)]


def holders_for(connection: Connection, city: str, subject: str) -> list[str]:
    """Return who was ever granted something for this person or organization alone, in order."""
    here = (granted.c.city == city, granted.c.subjects == subject)
    return sorted({row.holder for row in connection.execute(select(granted.c.holder).where(*here))})


def _granted(row: RowMapping) -> RoleGranted:
    return RoleGranted(
        row["code"],
        row["holder"],
        row["role"],
        tuple(row["subjects"].split()),
        date.fromisoformat(row["since"]),
        date.fromisoformat(row["until"]) if row["until"] else None,
    )
