"""Queries of the registry on a day: who exists, below whom, with which members and posts. Ends are exclusive."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.among import among, contains, escaped
from biaochi_chassis.store.keyset import Keyset
from biaochi_chassis.store.personal.keys import PersonKeys
from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Row,
    Select,
    String,
    Table,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
)

from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.tenure import Membership, Post, Tenure
from biaochi_org.store.rows import membership_of, post_of, state_of
from biaochi_org.store.tables import membership, organization_state, person, post

T = TypeVar("T", bound=Tenure)

_AT = organization_state.c
ORDERS: Mapping[str, ColumnElement[str]] = {
    "": _AT.code,
    "ESTABLISHED": cast(_AT.established_on, String) + " " + _AT.code,
}
"""What organizations may be listed by: a key of each that no other has."""


_STATES = select(organization_state).where(
    _AT.city == bindparam("of_city"),
    among(_AT.code, "some"),
    _AT.since <= bindparam("last_day"),
    or_(_AT.replaced_on.is_(None), _AT.replaced_on > bindparam("first_day")),
)
"""The states of organizations that held on some day between two."""


@cache
def _tenures(table: Table, by: str, *, names: bool) -> Select[Any]:
    """The memberships or posts that are open on a day, of some persons or organizations; the names sealed."""
    at, on = table.c, bindparam("on", type_=Date)
    named = table.join(person, and_(person.c.city == at.city, person.c.person == at.person))
    return (
        (select(table, person.c.name).select_from(named) if names else select(table))
        .where(at.city == bindparam("of_city"), at.since <= on, or_(at.until.is_(None), at.until > on))
        .where(among(at[by], "some"))
        .order_by(at.organization, *(column for column in table.primary_key if column.name != "city"))
    )


@dataclass(frozen=True)
class Filter:
    """Which organizations: of a kind, below parents and with a text in code or name, where given; in which order."""

    kind: str
    parents: tuple[str, ...]
    search: str = ""
    order: str = ""
    descending: bool = False


class Named(NamedTuple, Generic[T]):
    """A membership or post with the person's name; empty where none was asked for."""

    tenure: T
    name: str


@dataclass(frozen=True)
class PersonOnDay:
    """A person with the memberships and posts of a day."""

    code: str
    name: str
    memberships: tuple[Membership, ...]
    posts: tuple[Post, ...]


def organizations_on(
    connection: Connection, city: str, days: Sequence[tuple[date, Sequence[str]]], *, last_known: bool
) -> list[list[OrganizationState]]:
    """Return for each day those of its codes that exist, in the order asked; with `last_known` also earlier ones."""
    among = {
        "of_city": city,
        "some": list({code for _, codes in days for code in codes}),
        "first_day": min(day for day, _ in days),
        "last_day": max(day for day, _ in days),
    }
    histories: defaultdict[str, list[tuple[date | None, OrganizationState]]] = defaultdict(list)
    for row in connection.execute(_STATES, among).all():
        histories[row.code].append((row.replaced_on, state_of(row)))
    return [
        [
            state
            for code in codes
            for replaced_on, state in histories[code]
            if state.since <= day
            and (replaced_on is None or replaced_on > day)
            and (last_known or not state.over_by(day))
        ]
        for day, codes in days
    ]


class RegistryReader:
    """Reads one city on one day, in one snapshot."""

    def __init__(self, connection: Connection, city: str, on: date) -> None:
        """Read on this connection."""
        self._connection = connection
        self._city = city
        self._on = on
        self._keys = PersonKeys(connection, city)

    def list_organizations(self, wanted: Filter, page: Page) -> Found[OrganizationState]:
        """Return a page of those that exist, in the order that is wanted, with the total over all pages."""
        count, listing = _listing(
            bool(wanted.kind), bool(wanted.parents), bool(wanted.search), wanted.order, wanted.descending
        )
        chosen = {
            "of_city": self._city,
            "on": self._on,
            "of_kind": wanted.kind,
            "below": wanted.parents,
            "searched": escaped(wanted.search),
        }
        total = self._connection.execute(count, chosen).scalar_one()
        return listing.page(self._connection, page, total, chosen).made(state_of)

    def ever(self, codes: Sequence[str]) -> set[str]:
        """Return those of the codes that were ever given to an organization."""
        at = organization_state.c
        rows = self._rows(select(at.code).distinct(), [at.city == self._city, at.code.in_(codes)])
        return {row.code for row in rows}

    def memberships(self, organizations: Sequence[str], *, names: bool) -> list[Named[Membership]]:
        """Return open memberships in these, in order of organization and person."""
        found = self._tenures(membership, "organization", organizations, names=names)
        return self._named(membership_of, found, names=names)

    def posts(self, organizations: Sequence[str], *, names: bool) -> list[Named[Post]]:
        """Return open posts in these, in order of organization, person and role."""
        return self._named(post_of, self._tenures(post, "organization", organizations, names=names), names=names)

    def persons(self, codes: Sequence[str]) -> list[PersonOnDay]:
        """Return registered persons, in the order asked, each with what is open on the day."""
        registered = [person.c.city == self._city, person.c.person.in_(codes)]
        self._keys.load(codes)
        found = self._rows(select(person), registered)
        names = {row.person: self._keys.opened(row.person, row.name) for row in found}
        belonging = _by_person(map(membership_of, self._tenures(membership, "person", codes)))
        holding = _by_person(map(post_of, self._tenures(post, "person", codes)))
        return [
            PersonOnDay(code, names[code], tuple(belonging[code]), tuple(holding[code]))
            for code in codes
            if code in names
        ]

    def _named(self, read: Callable[[Row[Any]], T], rows: Sequence[Row[Any]], *, names: bool) -> list[Named[T]]:
        if not names:
            return [Named(read(row), "") for row in rows]
        self._keys.load(row.person for row in rows)
        return [Named(read(row), self._keys.opened(row.person, row.name)) for row in rows]

    def _tenures(self, table: Table, by: str, codes: Sequence[str], *, names: bool = False) -> Sequence[Row[Any]]:
        among = {"of_city": self._city, "some": codes, "on": self._on}
        return self._connection.execute(_tenures(table, by, names=names), among).all()

    def _rows(self, query: Select[Any], wanted: Sequence[ColumnElement[bool]]) -> Sequence[Row[Any]]:
        return self._connection.execute(query.where(*wanted)).all()


def _by_person(tenures: Iterable[T]) -> defaultdict[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for tenure in tenures:
        found[tenure.person].append(tenure)
    return found


@cache
def _listing(kind: bool, parents: bool, search: bool, order: str, descending: bool) -> tuple[Select[int], Keyset]:
    """The organizations of a day that are of a kind, below parents, and have a text in them: how many, and by pages."""
    on = bindparam("on", type_=Date)
    chosen: list[ColumnElement[bool]] = [
        _AT.city == bindparam("of_city"),
        _AT.since <= on,
        or_(_AT.replaced_on.is_(None), _AT.replaced_on > on),
        or_(_AT.until.is_(None), _AT.until > on),
    ]
    if kind:
        chosen.append(_AT.kind == bindparam("of_kind"))
    if parents:
        chosen.append(among(_AT.parent, "below"))
    if search:
        chosen.append(or_(contains(_AT.code, "searched"), contains(_AT.name, "searched")))
    count = select(func.count()).select_from(organization_state).where(*chosen)
    return count, Keyset(select(organization_state).where(*chosen), ORDERS[order], descending=descending)


def parents(connection: Connection, city: str, day: date) -> Mapping[str, str]:
    """Return the organization above each one on a day, as it was last known of those that are no more."""
    states = organization_state.c
    known = select(states.code, states.parent).where(states.city == city, states.since <= day)
    return {row.code: row.parent for row in connection.execute(known.order_by(states.since))}
