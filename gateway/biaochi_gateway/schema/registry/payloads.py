"""What a command in the registry answers: the organization as it is on the day of the command."""

import asyncio
from collections.abc import Sequence

import strawberry
from google.protobuf.message import Message

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded, Dated
from biaochi_gateway.schema.common.commands import Written
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.ids import global_id
from biaochi_gateway.schema.registry.aftermath import (
    UncountedFact,
    posts_held_by_two,
    uncounted_after_correction,
    uncounted_facts,
)
from biaochi_gateway.schema.registry.organizations import Organization, last_known
from biaochi_gateway.schema.registry.people import Post


@strawberry.type(description="对一个组织的一次写入的答复。")
class OrganizationPayload(Written):
    """The organization that was written."""

    id: strawberry.ID = strawberry.field(description="组织的全局编号。")
    key: strawberry.Private[Dated]
    gone: strawberry.Private[Sequence[str]] = ()
    corrected: strawberry.Private[str] = ""
    """The code of the organization or person of which a day was put right."""
    crowded: strawberry.Private[str] = ""
    """On which day several may hold a post of one person; that of the command where it says none."""

    @resolved("写入之日的组织；已撤销则为最后的情形；写成而未能读回则为 null。")
    async def organization(self, info: Info) -> Organization | None:
        return await last_known(info, self.key)

    @resolved(
        "不再计入任何成绩的事实，依编号排列：因合并、撤销，或日期更正之后，期末已没有这个考核对象的；"
        "这次写入没有这样的事，则为空；未能读到为 null。"
    )
    async def uncounted_facts(self, info: Info) -> list[UncountedFact] | None:
        if self.corrected:
            return await uncounted_after_correction(info, Coded(self.key.city, self.corrected))
        return await uncounted_facts(info, self.key.city, self.gone, self.key.as_of)

    @resolved("写入之后，这个组织里本应一人担任、却有几人担任的任职，例如合并后的两名书记；未能读到为 null。")
    async def posts_held_by_two(self, info: Info) -> list[Post] | None:
        return await posts_held_by_two(info, self.key._replace(as_of=self.crowded or self.key.as_of))


@strawberry.type(description="拆分的答复。")
class SplitOrganizationPayload(Written):
    """The organizations that a split made."""

    ids: list[strawberry.ID] = strawberry.field(description="所成各组织的全局编号。")
    keys: strawberry.Private[Sequence[Dated]]
    source: strawberry.Private[Dated]

    @resolved("所成的各组织，依所给的次序；写成而未能读回则为 null。")
    async def organizations(self, info: Info) -> list[Organization] | None:
        return await asyncio.gather(*(last_known(info, key) for key in self.keys))

    @resolved("因拆分而不再计入任何成绩的事实，依编号排列；未能读到为 null。")
    async def uncounted_facts(self, info: Info) -> list[UncountedFact] | None:
        return await uncounted_facts(info, self.source.city, (self.source.code,), self.source.as_of)


async def written_organization(
    info: Info, key: Dated, command: Message, gone: Sequence[str] = (), *, corrected: str = "", crowded: str = ""
) -> OrganizationPayload:
    """Sends a command on one organization, and answers with it.

    `gone`: the codes of those that end by it; `corrected`, `crowded`: as the payload has them.
    """
    receipt = await info.context.calls.write(key.city, command)
    id_ = global_id("Organization", key.city, key.code)
    return OrganizationPayload.by(receipt, id=id_, key=key, gone=gone, corrected=corrected, crowded=crowded)


async def written_parts(info: Info, source: Dated, keys: Sequence[Dated], command: Message) -> SplitOrganizationPayload:
    """Writes a split, and answers with what it made."""
    receipt = await info.context.calls.write(source.city, command)
    ids = [global_id("Organization", key.city, key.code) for key in keys]
    return SplitOrganizationPayload.by(receipt, ids=ids, keys=keys, source=source)
