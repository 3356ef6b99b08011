"""The queries of the registry, each about one city on one day (valid time, ends exclusive)."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from biaochi_chassis.foundation.refusal import RequestTooLarge

from biaochi_org.domain import values
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.refusals import UnknownCity
from biaochi_org.domain.tenure import Membership, Post
from biaochi_org.store.cities import city_is_known
from biaochi_org.store.queries import Found, Named, Page, PersonOnDay, RegistryReader
from biaochi_org.use_cases.context import ServiceContext

MOST = 1000
"""Organizations or persons that one query may name or a page may hold."""
USUAL_PAGE = 100


@dataclass(frozen=True)
class When:
    """The city and the day of a query; an empty day is today."""

    city: str
    as_of: str


@dataclass(frozen=True)
class Listing:
    """Which page is asked for; `first` 0 is 100, an empty kind or no parents is no condition."""

    kind: str = ""
    parents: tuple[str, ...] = ()
    first: int = 0
    after: str = ""


async def get_organizations(
    service: ServiceContext, when: When, codes: Sequence[str], *, last_known: bool
) -> list[OrganizationState]:
    """Return those that exist on the day, in the order asked; with `last_known` also the last state of earlier ones."""
    _refuse_many(len(codes), "codes")
    async with _reader(service, when) as reader:
        return await reader.organizations(codes, last_known=last_known)


async def list_organizations(service: ServiceContext, when: When, listing: Listing) -> Found:
    """Return a page in order of code with the total. A page holds at most 1000."""
    _refuse_many(listing.first, "first")
    _refuse_many(len(listing.parents), "parents")
    page = Page(listing.kind, listing.parents, listing.first or USUAL_PAGE, listing.after)
    async with _reader(service, when) as reader:
        return await reader.list_organizations(page)


async def list_memberships(
    service: ServiceContext, when: When, organizations: Sequence[str]
) -> list[Named[Membership]]:
    """Return the memberships open on the day, in order of organization and person."""
    _refuse_many(len(organizations), "organizations")
    async with _reader(service, when) as reader:
        return await reader.memberships(organizations)


async def list_posts(service: ServiceContext, when: When, organizations: Sequence[str]) -> list[Named[Post]]:
    """Return the posts open on the day, in order of organization, person and role."""
    _refuse_many(len(organizations), "organizations")
    async with _reader(service, when) as reader:
        return await reader.posts(organizations)


async def get_persons(service: ServiceContext, when: When, codes: Sequence[str]) -> list[PersonOnDay]:
    """Return registered persons in the order asked, each with the memberships and posts open on the day."""
    _refuse_many(len(codes), "codes")
    async with _reader(service, when) as reader:
        return await reader.persons(codes)


@asynccontextmanager
async def _reader(service: ServiceContext, when: When) -> AsyncIterator[RegistryReader]:
    on = values.day(when.as_of, "as_of") if when.as_of else service.clock.today()
    async with service.database.reading() as connection:
        if not await city_is_known(connection, when.city):
            raise UnknownCity(when.city)
        yield RegistryReader(connection, when.city, on)


def _refuse_many(count: int, field: str) -> None:
    if count > MOST:
        raise RequestTooLarge(f"一次最多问 {MOST} 个，这里有 {count} 个：请分几次问。", field=field)
