"""Persons, memberships and posts. A person's name is shown by the viewer's right, never as it is stored."""

from enum import Enum
from operator import attrgetter
from typing import Annotated

import strawberry
from biaochi.org.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info, Viewer
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.common.fields import lazily, resolved
from biaochi_gateway.schema.common.ids import global_id
from biaochi_gateway.schema.common.lazy import ORGANIZATION, LazyOrganization
from biaochi_gateway.schema.common.scalars import Date, date_or_none
from biaochi_gateway.schema.common.selection import everything, fields
from biaochi_gateway.schema.registry.subjects import Subject


@strawberry.enum(description="党员在组织中的身份。")
class MembershipKind(Enum):
    """How a person belongs to an organization."""

    FORMAL = strawberry.enum_value("FORMAL", description="正式党员。")
    PROBATIONARY = strawberry.enum_value("PROBATIONARY", description="预备党员。")
    EXEMPT = strawberry.enum_value("EXEMPT", description="编入而免于考核的党员。")


@strawberry.enum(description="党内职务。")
class PostRole(Enum):
    """What a person does in an organization."""

    SECRETARY = strawberry.enum_value("SECRETARY", description="书记。")
    DEPUTY_SECRETARY = strawberry.enum_value("DEPUTY_SECRETARY", description="副书记。")
    FULL_TIME_DEPUTY_SECRETARY = strawberry.enum_value("FULL_TIME_DEPUTY_SECRETARY", description="专职副书记。")
    DISCIPLINE_SECRETARY = strawberry.enum_value("DISCIPLINE_SECRETARY", description="纪委书记。")
    COMMITTEE_MEMBER = strawberry.enum_value("COMMITTEE_MEMBER", description="委员。")
    GROUP_LEADER = strawberry.enum_value("GROUP_LEADER", description="党小组组长。")
    OTHER = strawberry.enum_value("OTHER", description="本市自设的职务，名称见 title。")


POSTS = {role.value: role for role in PostRole if role is not PostRole.OTHER}
"""The posts that every city has; any other is one as a city calls it."""


@strawberry.type(description="一段组织关系。")
class Membership:
    """Who belongs where, from when to when."""

    kind: MembershipKind = strawberry.field(description="身份。")
    since: Date = strawberry.field(description="第一天。")
    until: Date | None = strawberry.field(description="已不在其中的第一天；未止为 null。")
    person: "Person" = strawberry.field(description="党员。")
    place: strawberry.Private[Dated]

    @resolved("编入的组织。")
    async def organization(self, info: Info) -> LazyOrganization:
        return await organization_at(info, self.place)


@lazily(
    role=lambda it: POSTS.get(it.message.role, PostRole.OTHER),
    title=lambda it: None if it.message.role in POSTS else it.message.role,
    since=attrgetter("message.since"),
    until=lambda it: it.message.until or None,
    person=lambda it: Person(it.viewer, Dated(it.key.city, it.message.person, it.key.as_of), it.message.name),
    place=lambda it: Dated(it.key.city, it.message.organization, it.key.as_of),
)
@strawberry.type(description="一段任职。")
class Post:
    """Who holds which post, from when to when."""

    role: PostRole = strawberry.field(description="职务。")
    title: str | None = strawberry.field(description="本市自设的职务的名称，例如“党建联络员”；其余的为 null。")
    since: Date = strawberry.field(description="第一天。")
    until: Date | None = strawberry.field(description="已不任此职的第一天；未止为 null。")
    person: "Person" = strawberry.field(description="任职者。")
    place: strawberry.Private[Dated]
    message: strawberry.Private[pb.Post]

    def __init__(self, viewer: Viewer, key: Dated, message: pb.Post) -> None:
        """The post on the date of this key, as this viewer may see it."""
        self.viewer = viewer
        self.key = key
        self.message = message

    @resolved("在哪个组织任职。")
    async def organization(self, info: Info) -> LazyOrganization:
        return await organization_at(info, self.place)


@lazily(
    id=lambda it: global_id("Person", *it.key[:3]),
    city=attrgetter("key.city"),
    code=attrgetter("key.code"),
    name=lambda it: it.viewer.person_name(it.stored),
)
@strawberry.type(description="一个人。姓名是个人信息，只向党员名册的管理者完整显示，对其他人遮去。")
class Person(Subject):
    """A person, by code; the name as this viewer may see it, memberships and posts as on the date."""

    key: strawberry.Private[Dated]
    """Who it is, and on which date."""

    def __init__(self, viewer: Viewer, key: Dated, name: str) -> None:
        """The person as this viewer may see them."""
        self.viewer = viewer
        self.key = key
        self.stored = name

    @resolved("组织关系，按组织代码排列。")
    async def memberships(self, info: Info) -> list[Membership]:
        message = await info.context.loaders.persons.load(self.key)
        return [membership(info.context.viewer, self.key, each) for each in message.memberships] if message else []

    @resolved("任职，按组织代码、再按职务排列。")
    async def posts(self, info: Info) -> list[Post]:
        message = await info.context.loaders.persons.load(self.key)
        return [Post(info.context.viewer, self.key, each) for each in message.posts] if message else []

    @resolved("组织关系所在的组织：无定期的在先，同样的取最早转入的；没有组织关系为 null。")
    async def parent(self, info: Info) -> LazyOrganization | None:
        message = await info.context.loaders.persons.load(self.key)
        if not message or not message.memberships:
            return None
        home = min(message.memberships, key=lambda one: (bool(one.until), one.since, one.organization))
        return await organization_at(info, self.key._replace(code=home.organization))


@strawberry.type
class PersonQuery:
    """Queries about persons."""

    @resolved("一个人在某一天的情形；没有登记过则为 null。")
    async def person(
        self,
        info: Info,
        city: Annotated[str, strawberry.argument(description="城市的短名，例如 lanzhou。")],
        code: Annotated[str, strawberry.argument(description="人员的编号。")],
        as_of: Annotated[Date | None, strawberry.argument(description="看哪一天的情形；不给则看今天。")] = None,
    ) -> Person | None:
        return await person_on(info, Dated(city, code, as_of or ""))


def names_selected(info: Info) -> bool:
    """Whether the field that is being resolved asks what any person is called."""
    persons = (one for one in everything(info.selected_fields) if one.name == "person")
    return any(one.name == "name" for person in persons for one in fields(person.selections))


async def person_on(info: Info, key: Dated) -> Person | None:
    """The person on that date; None when nobody was ever registered under the code."""
    message = await info.context.loaders.persons.load(key)
    return Person(info.context.viewer, key, message.name) if message else None


async def organization_at(info: Info, key: Dated) -> LazyOrganization:
    """The organization of a membership or post, which the registry knows."""
    message = await info.context.loaders.organizations.load(key._replace(last_known=True))
    found: LazyOrganization = ORGANIZATION.resolve_type()(message, key.as_of)
    return found


def membership(viewer: Viewer, key: Dated, message: pb.Membership) -> Membership:
    """The membership of the person on that date, as this viewer may see it."""
    return Membership(
        person=Person(viewer, key, message.name),
        kind=MembershipKind(message.kind),
        since=Date(message.since),
        until=date_or_none(message.until),
        place=Dated(key.city, message.organization, key.as_of),
    )
