"""Who exists: organizations on a date, their tree, their lineage and their people."""

from collections.abc import Iterable, Sequence
from enum import Enum
from operator import attrgetter
from typing import Annotated

import strawberry
from biaochi.org.v1 import service_pb2 as pb
from biaochi_chassis.foundation.refusal import Refused

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import NOBODY, Dated, InPeriod, SubjectOn, Tenures
from biaochi_gateway.schema.common.fields import attempted, lazily, only, resolved, together
from biaochi_gateway.schema.common.ids import global_id
from biaochi_gateway.schema.common.pages import (
    After,
    Before,
    Connection,
    Descending,
    First,
    Last,
    connection,
    has,
    requested,
    requested_in_order,
    sliced,
)
from biaochi_gateway.schema.common.scalars import Date
from biaochi_gateway.schema.registry.people import Membership, Person, Post, membership, names_selected
from biaochi_gateway.schema.registry.subjects import Subject

City = Annotated[str, strawberry.argument(description="城市的短名，例如 lanzhou。")]
AsOf = Annotated[Date | None, strawberry.argument(description="看哪一天的情形；不给则看今天。")]


class UnknownOrganization(Refused):
    """Something names an organization or person that the registry never knew."""

    code = "UNKNOWN_ORGANIZATION"


@strawberry.enum(description="组织的类别。")
class OrganizationKind(Enum):
    """What kind of organization it is."""

    WORK_COMMITTEE = strawberry.enum_value("WORK_COMMITTEE", description="机关工委，全市机关党建的根。")
    LEADING_GROUP = strawberry.enum_value("LEADING_GROUP", description="部门党组（党委）。")
    ORGAN_COMMITTEE = strawberry.enum_value("ORGAN_COMMITTEE", description="机关党委。")
    DISCIPLINE_COMMITTEE = strawberry.enum_value("DISCIPLINE_COMMITTEE", description="机关纪委。")
    GENERAL_BRANCH = strawberry.enum_value("GENERAL_BRANCH", description="党总支。")
    BRANCH = strawberry.enum_value("BRANCH", description="党支部。")
    PARTY_GROUP = strawberry.enum_value("PARTY_GROUP", description="党小组。")
    TEMPORARY = strawberry.enum_value("TEMPORARY", description="临时党组织。")
    DEPARTMENT = strawberry.enum_value("DEPARTMENT", description="部门（行政）。")
    SECTION = strawberry.enum_value("SECTION", description="科室（行政）。")


_KINDS = {str(kind.value): kind for kind in OrganizationKind}


async def parent_of_each(several: Sequence["Organization"], info: Info) -> list["Organization | None"]:
    """What each is directly below, on its own date."""
    keys = [Dated(one.city, one.message.parent, one.as_of) for one in several]
    found = iter(await info.context.loaders.organizations.load_many([key for key in keys if key.code]))
    messages = [next(found) if key.code else None for key in keys]
    return [Organization(each, key.as_of) if each else None for key, each in zip(keys, messages, strict=True)]


async def children_of_each(
    several: Sequence["Organization"],
    info: Info,
    kind: "OrganizationKind | None" = None,
    search: str | None = None,
    descending: bool = False,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> list[Connection["Organization"] | Refused]:
    """What is directly below each, page by page."""
    page, wanted = requested(first, after, last, before), str(kind.value) if kind else ""
    below = await info.context.loaders.children.load_many([one.key for one in several])

    def chosen(one: Organization, messages: Sequence[pb.Organization]) -> Connection[Organization]:
        found = [
            Organization(each, one.as_of)
            for each in messages
            if (not wanted or wanted == each.kind) and (not search or has(search, each.code, each.name))
        ]
        return sliced(found[::-1] if descending else found, by_code, page)

    return attempted(lambda pair: chosen(*pair), zip(several, below, strict=True))


async def posts_in_each(
    several: Sequence["Organization"],
    info: Info,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> list[Connection[Post] | Refused]:
    """The posts in each, page by page."""
    page, names, viewer = requested(first, after, last, before), names_selected(info), info.context.viewer
    keys = [Tenures(one.city, one.code, one.as_of, names) for one in several]
    held = await info.context.loaders.posts.load_many(keys)
    return attempted(
        lambda pair: sliced([Post(viewer, pair[0].key, each) for each in pair[1]], by_holder, page),
        zip(several, held, strict=True),
    )


@lazily(
    id=lambda it: global_id("Organization", it.message.city, it.message.code, it.as_of),
    city=attrgetter("message.city"),
    code=attrgetter("message.code"),
    name=attrgetter("message.name"),
    kind=lambda it: _KINDS[it.message.kind],
    established_on=attrgetter("message.established_on"),
    until=lambda it: it.message.until or None,
    temporary=attrgetter("message.temporary"),
)
@strawberry.type(description="一个组织在某一天的情形。")
class Organization(Subject):
    """An organization on a date. What belongs to it is read on the same date."""

    kind: OrganizationKind = strawberry.field(description="类别。")
    established_on: Date = strawberry.field(description="成立之日。")
    until: Date | None = strawberry.field(description="已不存在的第一天；未定为 null。")
    temporary: bool = strawberry.field(description="是否临时组织。")
    as_of: strawberry.Private[str]
    message: strawberry.Private[pb.Organization]

    def __init__(self, message: pb.Organization, as_of: str = "") -> None:
        """The organization as the registry answers it."""
        self.message = message
        self.as_of = as_of

    @property
    def key(self) -> Dated:
        """Which it is, and on which date."""
        return Dated(self.message.city, self.message.code, self.as_of)

    @resolved("上级组织；根没有上级。")
    @together(parent_of_each)
    async def parent(self, info: Info) -> "Organization | None":
        return only(await parent_of_each([self], info))

    @resolved("直接下级，按代码排列。")
    @together(children_of_each)
    async def children(
        self,
        info: Info,
        kind: Annotated[OrganizationKind | None, strawberry.argument(description="只看这一类别。")] = None,
        search: Annotated[str | None, strawberry.argument(description="只看代码或名称里有这几个字的。")] = None,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection["Organization"]:
        return only(await children_of_each([self], info, kind, search, descending, first, after, last, before))

    @resolved("由哪些组织合并或拆分而来；已撤并的给出最后的情形，其成绩仍在其名下。")
    async def predecessors(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection["Organization"]:
        return sliced(
            await relatives(info, self, self.message.predecessors), by_code, requested(first, after, last, before)
        )

    @resolved("合并或拆分成了哪些组织。")
    async def successors(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection["Organization"]:
        return sliced(
            await relatives(info, self, self.message.successors), by_code, requested(first, after, last, before)
        )

    @resolved("党员，按编号排列。")
    async def members(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Membership]:
        wanted = Tenures(self.city, self.code, self.as_of, names_selected(info))
        message = await info.context.loaders.members.load(wanted)
        shown = [membership(info.context.viewer, Dated(self.city, each.person, self.as_of), each) for each in message]
        return sliced(
            shown, lambda each: f"{each.person.code}/{each.kind.value}", requested(first, after, last, before)
        )

    @resolved("任职，按人员编号排列。")
    @together(posts_in_each)
    async def posts(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Post]:
        return only(await posts_in_each([self], info, first, after, last, before))


@strawberry.enum(description="组织按什么排列。")
class OrganizationOrder(Enum):
    """What organizations are listed by."""

    CODE = strawberry.enum_value("", description="代码。")
    ESTABLISHED = strawberry.enum_value("ESTABLISHED", description="成立之日，同日的按代码。")


@strawberry.type
class OrganizationQuery:
    """Queries about who exists."""

    @resolved("一个组织在某一天的情形；那一天没有这个组织则为 null。")
    async def organization(
        self,
        info: Info,
        city: City,
        code: Annotated[str, strawberry.argument(description="组织的代码。")],
        as_of: AsOf = None,
    ) -> Organization | None:
        return await organization_on(info, Dated(city, code, as_of or ""))

    @resolved("某一天的组织，按代码排列，或按 order 所说。")
    async def organizations(
        self,
        info: Info,
        city: City,
        kind: Annotated[OrganizationKind | None, strawberry.argument(description="只看这一类别。")] = None,
        parent: Annotated[str | None, strawberry.argument(description="只看这一组织的直接下级，给代码。")] = None,
        as_of: AsOf = None,
        search: Annotated[str | None, strawberry.argument(description="只看代码或名称里有这几个字的。")] = None,
        order: Annotated[OrganizationOrder, strawberry.argument(description="按什么排列。")] = OrganizationOrder.CODE,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Organization]:
        page = requested_in_order(first, after, last, before, str(order.value))
        request = pb.ListOrganizationsRequest(
            search=search or "",
            order=str(order.value),
            descending=descending,
            city=city,
            kind=str(kind.value) if kind else "",
            parents=[parent] if parent else [],
            as_of=as_of or "",
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        answer = await info.context.calls.invoke(info.context.services.org.list_organizations, request)
        found = [Organization(each, request.as_of) for each in answer.organizations]
        by_day = order is OrganizationOrder.ESTABLISHED
        return connection(found, by_establishment if by_day else by_code, answer, str(order.value))


async def organization_on(info: Info, key: Dated) -> Organization | None:
    """The organization on that date; None when there was none."""
    message = await info.context.loaders.organizations.load(key)
    return Organization(message, key.as_of) if message else None


async def relatives(info: Info, one: Organization, codes: Iterable[str]) -> list[Organization]:
    """The organizations of these codes on the same date, each with its last state if it is no more."""
    keys = [Dated(one.city, code, one.as_of, last_known=True) for code in codes]
    found = await info.context.loaders.organizations.load_many(keys)
    return [Organization(each, one.as_of) for each in found if each]


async def subject_in(info: Info, key: InPeriod) -> Subject:
    """The organization or person as on the period's last day; an organization that was no more, as last known.

    Raises UnknownOrganization when the registry never knew either.
    """
    return only(await subjects_in(info, [key]))


async def subjects_in(info: Info, keys: Sequence[InPeriod]) -> list[Subject | Refused]:
    """The same for several, each with its refusal where there is one."""
    found = await info.context.loaders.subjects_in.load_many(keys)

    def shown(pair: tuple[InPeriod, SubjectOn | None]) -> Subject:
        key, (message, day) = pair[0], pair[1] or NOBODY
        if isinstance(message, pb.Organization):
            return Organization(message, day)
        return subject(info, message, Dated(key.city, key.code, day))

    return attempted(shown, zip(keys, found, strict=True))


async def subject_on(info: Info, key: Dated) -> Subject:
    """The organization or person as on that date; an organization that was no more, as last known.

    Raises UnknownOrganization when the registry never knew either.
    """
    return subject(info, await info.context.loaders.subjects.load(key), key)


def subject(info: Info, message: pb.Organization | pb.Person | None, key: Dated) -> Subject:
    """The organization or person of this message. Raises UnknownOrganization when there is none."""
    if isinstance(message, pb.Person):
        return Person(info.context.viewer, key, message.name)
    return known(message, key)


async def last_known(info: Info, key: Dated) -> Organization:
    """The organization on that date or as last known before it. Raises UnknownOrganization when there never was one."""
    return known(await info.context.loaders.organizations.load(key._replace(last_known=True)), key)


def known(message: pb.Organization | None, key: Dated) -> Organization:
    """The organization, which must be there. Raises UnknownOrganization."""
    if message is None:
        raise UnknownOrganization(
            f"名册里没有代码为 {key.code} 的组织或人员（{key.city}）：请核对代码，或先在名册中登记。"
        )
    return Organization(message, key.as_of)


def by_code(organization: Organization) -> str:
    """The key that organizations are listed by."""
    return organization.code


def by_holder(held: Post) -> str:
    """The key that posts are listed by."""
    return f"{held.message.person}/{held.role.value}"


def by_establishment(organization: Organization) -> str:
    """The key that organizations are listed by in the order in which they were established."""
    return f"{organization.established_on} {organization.code}"
