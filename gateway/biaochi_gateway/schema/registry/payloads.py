"""What a command in the registry answers: the organization as it is on the day of the command."""

import asyncio
from collections.abc import Sequence

import strawberry
from google.protobuf.message import Message

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.common.commands import Written
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.ids import global_id
from biaochi_gateway.schema.registry.organizations import Organization, last_known


@strawberry.type(description="对一个组织的一次写入的答复。")
class OrganizationPayload(Written):
    """The organization that was written."""

    id: strawberry.ID = strawberry.field(description="组织的全局编号。")
    key: strawberry.Private[Dated]

    @resolved("写入之日的组织；已撤销则为最后的情形。")
    async def organization(self, info: Info) -> Organization:
        return await last_known(info, self.key)


@strawberry.type(description="拆分的答复。")
class SplitOrganizationPayload(Written):
    """The organizations that a split made."""

    ids: list[strawberry.ID] = strawberry.field(description="所成各组织的全局编号。")
    keys: strawberry.Private[Sequence[Dated]]

    @resolved("所成的各组织，依所给的次序。")
    async def organizations(self, info: Info) -> list[Organization]:
        return await asyncio.gather(*(last_known(info, key) for key in self.keys))


async def written_organization(info: Info, key: Dated, command: Message) -> OrganizationPayload:
    """Sends a command on one organization, and answers with it."""
    receipt = await info.context.calls.write(key.city, command)
    return OrganizationPayload.by(receipt, id=global_id("Organization", key.city, key.code), key=key)


async def written_parts(info: Info, city: str, keys: Sequence[Dated], command: Message) -> SplitOrganizationPayload:
    """Writes a split, and answers with what it made."""
    receipt = await info.context.calls.write(city, command)
    ids = [global_id("Organization", key.city, key.code) for key in keys]
    return SplitOrganizationPayload.by(receipt, ids=ids, keys=keys)
