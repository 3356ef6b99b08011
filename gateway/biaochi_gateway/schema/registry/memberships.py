"""Commands on persons: who they are, where they belong and which posts they hold."""

from typing import Annotated

import strawberry
from biaochi.org.v1 import service_pb2 as pb
from biaochi_chassis.foundation.refusal import BadRequest
from google.protobuf.message import Message

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.common.commands import INPUT, Command, Written, code_in, filled, organization
from biaochi_gateway.schema.common.fields import mutation
from biaochi_gateway.schema.common.scalars import Date
from biaochi_gateway.schema.registry.payloads import OrganizationPayload, written_organization
from biaochi_gateway.schema.registry.people import MembershipKind, Person, PostRole


@strawberry.input(description="登记一个人。")
class RegisterPersonInput(Command):
    """Registers a person."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="编号，全市唯一，不得与已用过的相同。")
    name: str = strawberry.field(description="姓名。")


@strawberry.input(description="一个人与一个组织之间的事。")
class PersonInOrganization(Command):
    """What every command on a membership or post names."""

    person: strawberry.ID = strawberry.field(description="人员的全局编号。")
    organization: strawberry.ID = strawberry.field(description="组织的全局编号。")


@strawberry.input(description="编入一名党员。")
class StartMembershipInput(PersonInOrganization):
    """Starts a membership."""

    kind: MembershipKind = strawberry.field(description="身份。")
    on: Date = strawberry.field(description="第一天。")


@strawberry.input(description="转出一名党员。")
class EndMembershipInput(PersonInOrganization):
    """Ends a membership."""

    on: Date = strawberry.field(description="已不在其中的第一天。")


@strawberry.input(description="一个人在一个组织的职务。")
class PostInOrganization(PersonInOrganization):
    """What every command on a post names."""

    role: PostRole = strawberry.field(description="职务。")
    title: str | None = strawberry.field(default=None, description="本市自设的职务（role 为 OTHER）的名称。")

    @property
    def post(self) -> str:
        """The post as the registry knows it. Raises BadRequest where a name is missing, or one too many."""
        if (self.role is PostRole.OTHER) != bool(self.title):
            sentence = "title 与 role 不合：本市自设的职务写 role: OTHER 和名称 title，其余的只写 role。"
            raise BadRequest(sentence, field="title")
        return self.title or str(self.role.value)


@strawberry.input(description="任职。")
class StartPostInput(PostInOrganization):
    """Starts a post."""

    on: Date = strawberry.field(description="第一天。")


@strawberry.input(description="免职。")
class EndPostInput(PostInOrganization):
    """Ends a post."""

    on: Date = strawberry.field(description="已不任此职的第一天。")


@strawberry.type(description="登记人员的答复。")
class PersonPayload(Written):
    """The person that was registered."""

    id: strawberry.ID = strawberry.field(description="人员的全局编号。")
    person: Person = strawberry.field(description="登记的人。")


@strawberry.type
class MembershipMutation:
    """Commands on persons."""

    @mutation("登记一个人。")
    async def register_person(self, info: Info, given: Annotated[RegisterPersonInput, INPUT]) -> PersonPayload:
        receipt = await info.context.calls.write(given.city, filled(pb.RegisterPerson(), given))
        shown = Person(info.context.viewer, Dated(given.city, given.code), given.name)
        return PersonPayload.by(receipt, id=shown.id, person=shown)

    @mutation("编入一名党员；可同时编入几个组织。")
    async def start_membership(self, info: Info, given: Annotated[StartMembershipInput, INPUT]) -> OrganizationPayload:
        return await written(info, pb.StartMembership(), given, given.on)

    @mutation("转出一名党员。")
    async def end_membership(self, info: Info, given: Annotated[EndMembershipInput, INPUT]) -> OrganizationPayload:
        return await written(info, pb.EndMembership(), given, given.on)

    @mutation("任职；可同时任几职。")
    async def start_post(self, info: Info, given: Annotated[StartPostInput, INPUT]) -> OrganizationPayload:
        return await written(info, pb.StartPost(role=given.post), given, given.on)

    @mutation("免职。")
    async def end_post(self, info: Info, given: Annotated[EndPostInput, INPUT]) -> OrganizationPayload:
        return await written(info, pb.EndPost(role=given.post), given, given.on)


async def written(
    info: Info, command: Message, given: PersonInOrganization, on: str, *, corrected: str = "", crowded: str = ""
) -> OrganizationPayload:
    """The organization on the day of a command on a membership or post. Raises BadRequest for two cities."""
    named = organization(given.organization)
    codes = {"organization": named.code, "person": code_in(named.city, given.person, "Person")}
    command.MergeFrom(type(command)(**codes))
    key = Dated(named.city, named.code, on)
    return await written_organization(info, key, filled(command, given), corrected=corrected, crowded=crowded)
