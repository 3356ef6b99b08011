"""Persons, memberships and posts. A person's name is shown by the viewer's right, never as it is stored."""

from enum import Enum

import strawberry
from biaochi.org.v1 import service_pb2 as pb

from biaochi_gateway.context import Viewer
from biaochi_gateway.schema.ids import global_id
from biaochi_gateway.schema.scalars import Date


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


@strawberry.type(description="一个人。姓名是个人信息，只向党员名册的管理者完整显示，对其他人遮去。")
class Person:
    """A person, by code; the name as this viewer may see it."""

    id: strawberry.ID = strawberry.field(description="全局编号，写入时用。")
    code: str = strawberry.field(description="编号，全市唯一。")
    name: str = strawberry.field(description="姓名；无权者只见开头，其余以 * 代替。")


@strawberry.type(description="一段组织关系。")
class Membership:
    """Who belongs where, from when to when."""

    person: Person = strawberry.field(description="党员。")
    kind: MembershipKind = strawberry.field(description="身份。")
    since: Date = strawberry.field(description="第一天。")
    until: Date | None = strawberry.field(description="已不在其中的第一天；未止为 null。")


@strawberry.type(description="一段任职。")
class Post:
    """Who holds which post, from when to when."""

    person: Person = strawberry.field(description="任职者。")
    role: PostRole = strawberry.field(description="职务。")
    since: Date = strawberry.field(description="第一天。")
    until: Date | None = strawberry.field(description="已不任此职的第一天；未止为 null。")


def person(viewer: Viewer, city: str, code: str, name: str) -> Person:
    """The person as this viewer may see them."""
    return Person(id=global_id("Person", city, code), code=code, name=viewer.person_name(name))


def membership(viewer: Viewer, city: str, told: pb.Membership) -> Membership:
    """The membership as this viewer may see it."""
    return Membership(
        person=person(viewer, city, told.person, told.name),
        kind=MembershipKind(told.kind),
        since=Date(told.since),
        until=Date(told.until) if told.until else None,
    )


def post(viewer: Viewer, city: str, told: pb.Post) -> Post:
    """The post as this viewer may see it."""
    return Post(
        person=person(viewer, city, told.person, told.name),
        role=PostRole(told.role),
        since=Date(told.since),
        until=Date(told.until) if told.until else None,
    )
