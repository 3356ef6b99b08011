"""The queries of the registry, each about one city on one day (valid time, ends exclusive)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.pages import Found, Page, check_order
from biaochi_chassis.foundation.refusal import RequestTooLarge
from biaochi_chassis.store.database import Connection

from biaochi_org.domain import values
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.refusals import UnknownCity, UnknownOrganization
from biaochi_org.domain.registry import Stored
from biaochi_org.domain.tenure import Membership, Post
from biaochi_org.store.cities import city_is_known
from biaochi_org.store.corrections import Kept, corrections_of, persons_among
from biaochi_org.store.queries import ORDERS, Filter, Named, PersonOnDay, RegistryReader, organizations_on
from biaochi_org.store.registry import Loader, Touched

MOST = 1000
"""Organizations or persons that one query may name."""
MOST_LOADED = 5000
"""Of each kind of thing that commands name."""


@dataclass(frozen=True)
class When:
    """The city and the day of a query; an empty day is today."""

    city: str
    as_of: str


def get_organizations(
    connection: Connection, clock: Clock, city: str, wanted: Sequence[tuple[str, Sequence[str]]], *, last_known: bool
) -> list[list[OrganizationState]]:
    """Return for each day, and the codes asked for on it, those that exist, in the order asked; an empty day is today.

    With `last_known` also the last state of earlier ones. Raises UnknownCity, NotADate, RequestTooLarge above 1000.
    """
    _refuse_many(sum(len(codes) for _, codes in wanted), "codes")
    days = [(_day(as_of, clock), codes) for as_of, codes in wanted]
    _check_city(connection, city)
    return organizations_on(connection, city, days, last_known=last_known)


def list_organizations(reader: RegistryReader, wanted: Filter, page: Page) -> Found[OrganizationState]:
    """Return a page in order of code, or in the order that is wanted, with the total.

    Raises RequestTooLarge above 1000 parents; UnknownOrganization for one that never was, where none has anybody;
    BadRequest for an unknown order.
    """
    check_order(wanted.order, ORDERS, "代码")
    _refuse_many(len(wanted.parents), "parents")
    found = reader.list_organizations(wanted, page)
    if wanted.parents and not found.total:
        known = reader.ever(wanted.parents)
        for parent in wanted.parents:
            if parent not in known:
                raise UnknownOrganization.never(parent, "parent")
    return found


def list_memberships(reader: RegistryReader, organizations: Sequence[str], *, names: bool) -> list[Named[Membership]]:
    """Return the memberships open on the day, in order of organization and person."""
    _refuse_many(len(organizations), "organizations")
    return reader.memberships(organizations, names=names)


def list_posts(reader: RegistryReader, organizations: Sequence[str], *, names: bool) -> list[Named[Post]]:
    """Return the posts open on the day, in order of organization, person and role."""
    _refuse_many(len(organizations), "organizations")
    return reader.posts(organizations, names=names)


def get_persons(reader: RegistryReader, codes: Sequence[str]) -> list[PersonOnDay]:
    """Return registered persons in the order asked, each with the memberships and posts open on the day."""
    _refuse_many(len(codes), "codes")
    return reader.persons(codes)


def list_corrections(connection: Connection, city: str, subjects: Sequence[str]) -> tuple[list[Kept], frozenset[str]]:
    """Return what was put right about these, the first correction first, and which of them are persons.

    Raises RequestTooLarge above 1000.
    """
    _refuse_many(len(subjects), "subjects")
    return corrections_of(connection, city, subjects), persons_among(connection, city, subjects)


def load_registry(connection: Connection, city: str, touched: Touched) -> Stored:
    """Return what commands that name these codes are decided on. Raises RequestTooLarge, UnknownCity."""
    for field in ("organizations", "contents", "persons"):
        few(sorted(getattr(touched, field)), field)
    _check_city(connection, city)
    return Loader(connection, city).load(touched)


def few(named: Sequence[str], field: str) -> Sequence[str]:
    """Return what is to be loaded. Raises RequestTooLarge above 5000."""
    if len(named) > MOST_LOADED:
        raise RequestTooLarge(f"一次最多装载 {MOST_LOADED} 个，这里有 {len(named)} 个：请分几次问。", field=field)
    return named


def reader_on(connection: Connection, clock: Clock, when: When) -> RegistryReader:
    """The registry of the city on the day. Raises UnknownCity, NotADate."""
    on = _day(when.as_of, clock)
    _check_city(connection, when.city)
    return RegistryReader(connection, when.city, on)


def _day(as_of: str, clock: Clock) -> date:
    return values.day(as_of, "as_of") if as_of else clock.today()


def _check_city(connection: Connection, city: str) -> None:
    if not city_is_known(connection, city):
        raise UnknownCity(city)


def _refuse_many(count: int, field: str) -> None:
    if count > MOST:
        raise RequestTooLarge(f"一次最多问 {MOST} 个，这里有 {count} 个：请分几次问。", field=field)
