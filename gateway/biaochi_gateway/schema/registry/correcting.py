"""Commands that put right what was written wrongly in the registry, each with a reason."""

from datetime import date, timedelta
from typing import Annotated

import strawberry
from biaochi.org.v1 import service_pb2 as pb
from google.protobuf.message import Message

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.common.commands import INPUT, Command, filled, organization
from biaochi_gateway.schema.common.fields import mutation
from biaochi_gateway.schema.common.ids import GlobalId
from biaochi_gateway.schema.common.scalars import Date
from biaochi_gateway.schema.registry.memberships import PersonInOrganization, PersonPayload, PostInOrganization, written
from biaochi_gateway.schema.registry.payloads import OrganizationPayload, written_organization
from biaochi_gateway.schema.registry.people import Person

REASON = "理由：为何更正。留存，不再改动。"


@strawberry.input(description="更正一个人的姓名。")
class CorrectPersonNameInput(Command):
    """Corrects a person's name."""

    person: strawberry.ID = strawberry.field(description="人员的全局编号。")
    name: str = strawberry.field(description="应有的姓名。")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="更正一个组织的名称；真的改了名，用更名。")
class CorrectOrganizationNameInput(Command):
    """Corrects an organization's name."""

    organization: strawberry.ID = strawberry.field(description="组织的全局编号。")
    name: str = strawberry.field(description="应有的名称。")
    on: Date = strawberry.field(description="误用此名的某一天，例如成立之日；从误用之初起一并更正。")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="更正一段组织关系的第一天。")
class CorrectMembershipStartInput(PersonInOrganization):
    """Corrects the first day of a membership."""

    on: Date = strawberry.field(description="登记的第一天。")
    to: Date = strawberry.field(description="应有的第一天。")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="更正一段任职的第一天。")
class CorrectPostStartInput(PostInOrganization):
    """Corrects the first day of a post."""

    on: Date = strawberry.field(description="登记的第一天。")
    to: Date = strawberry.field(description="应有的第一天。")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="更正一段组织关系的结束。")
class CorrectMembershipEndInput(PersonInOrganization):
    """Corrects the end of a membership."""

    on: Date = strawberry.field(description="登记的、已不在其中的第一天。")
    to: Date = strawberry.field(description="应有的、已不在其中的第一天。")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="更正一段任职的结束。")
class CorrectPostEndInput(PostInOrganization):
    """Corrects the end of a post."""

    on: Date = strawberry.field(description="登记的、已不任此职的第一天。")
    to: Date = strawberry.field(description="应有的、已不任此职的第一天。")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="更正一个组织成立、更名、改变隶属或撤销的日期；合并和分设涉及几个组织，不能这样更正。")
class CorrectOrganizationDateInput(Command):
    """Corrects a day of an organization's history."""

    organization: strawberry.ID = strawberry.field(description="组织的全局编号。")
    on: Date = strawberry.field(description="登记的日期。")
    to: Date = strawberry.field(description="应有的日期。")
    reason: str = strawberry.field(description=REASON)


@strawberry.type
class CorrectionMutation:
    """Commands that correct."""

    @mutation("更正一个人的姓名，须有理由；原来的写法留存。")
    async def correct_person_name(self, info: Info, given: Annotated[CorrectPersonNameInput, INPUT]) -> PersonPayload:
        named = GlobalId.parse(given.person, "Person")
        receipt = await info.context.calls.write(named.city, filled(pb.CorrectPersonName(code=named.code), given))
        shown = Person(info.context.viewer, Dated(named.city, named.code), given.name)
        return PersonPayload.by(receipt, id=shown.id, person=shown)

    @mutation("更正一个组织的名称，须有理由；从误用之初起更正，原来的写法留存。")
    async def correct_organization_name(
        self, info: Info, given: Annotated[CorrectOrganizationNameInput, INPUT]
    ) -> OrganizationPayload:
        named = organization(given.organization)
        command = filled(pb.CorrectOrganizationName(code=named.code), given)
        return await written_organization(info, Dated(named.city, named.code, given.on), command)

    @mutation("更正一段组织关系的第一天，须有理由。")
    async def correct_membership_start(
        self, info: Info, given: Annotated[CorrectMembershipStartInput, INPUT]
    ) -> OrganizationPayload:
        return await corrected(info, pb.CorrectMembershipStart(), given, given.to)

    @mutation("更正一段任职的第一天，须有理由。")
    async def correct_post_start(
        self, info: Info, given: Annotated[CorrectPostStartInput, INPUT]
    ) -> OrganizationPayload:
        return await corrected(info, pb.CorrectPostStart(role=given.post), given, given.to)

    @mutation("更正一段组织关系的结束，须有理由。")
    async def correct_membership_end(
        self, info: Info, given: Annotated[CorrectMembershipEndInput, INPUT]
    ) -> OrganizationPayload:
        return await corrected(info, pb.CorrectMembershipEnd(), given, given.to, crowded=day_before(given.to))

    @mutation("更正一段任职的结束，须有理由。")
    async def correct_post_end(self, info: Info, given: Annotated[CorrectPostEndInput, INPUT]) -> OrganizationPayload:
        return await corrected(info, pb.CorrectPostEnd(role=given.post), given, given.to, crowded=day_before(given.to))

    @mutation("更正一个组织成立、更名、改变隶属或撤销的日期，须有理由；原来的日期留存。")
    async def correct_organization_date(
        self, info: Info, given: Annotated[CorrectOrganizationDateInput, INPUT]
    ) -> OrganizationPayload:
        named = organization(given.organization)
        command = filled(pb.CorrectOrganizationDate(code=named.code), given)
        key = Dated(named.city, named.code, given.to)
        return await written_organization(info, key, command, corrected=named.code)


async def corrected(
    info: Info, command: Message, given: PersonInOrganization, to: str, *, crowded: str = ""
) -> OrganizationPayload:
    """The organization on the right day, with what the correction of this membership or post leaves behind."""
    person_code = GlobalId.parse(given.person, "Person").code
    return await written(info, command, given, to, corrected=person_code, crowded=crowded)


def day_before(day: str) -> str:
    """The day before, on which a post that ends on a day is still held."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
