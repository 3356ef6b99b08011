"""Commands about work: open an item, take a step, withdraw. What a step asks for, its kind says."""

from typing import Annotated

import strawberry

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded
from biaochi_gateway.schema.common.commands import INPUT, Written
from biaochi_gateway.schema.common.fields import mutation, resolved
from biaochi_gateway.schema.common.ids import global_id
from biaochi_gateway.schema.work.inputs import (
    AdvanceWorkItemInput,
    OpenWorkItemInput,
    WithdrawWorkItemInput,
    Worked,
    worked,
)
from biaochi_gateway.schema.work.items import WorkItem, item_of


@strawberry.type(description="办理工作事项的答复。")
class WorkItemPayload(Written):
    """The item that was worked on."""

    id: strawberry.ID = strawberry.field(description="事项的全局编号。")
    key: strawberry.Private[Coded]

    @resolved("办理后的事项。")
    async def item(self, info: Info) -> WorkItem | None:
        return await item_of(info, self.key.city, self.key.code)


@strawberry.type
class WorkMutation:
    """Commands about work."""

    @mutation("登记一件工作事项；随之产生的事实一并登记。")
    async def open_work_item(self, info: Info, given: Annotated[OpenWorkItemInput, INPUT]) -> WorkItemPayload:
        return await _worked(info, given)

    @mutation("办理工作事项的一步；随之产生的事实一并登记。")
    async def advance_work_item(self, info: Info, given: Annotated[AdvanceWorkItemInput, INPUT]) -> WorkItemPayload:
        return await _worked(info, given)

    @mutation("撤回一件工作事项，须有理由；随它登记的事实一并冲销。")
    async def withdraw_work_item(self, info: Info, given: Annotated[WithdrawWorkItemInput, INPUT]) -> WorkItemPayload:
        return await _worked(info, given)


async def _worked(info: Info, given: Worked) -> WorkItemPayload:
    city, command = worked(given)
    receipt = await info.context.calls.write(city, command)
    return WorkItemPayload.by(receipt, id=global_id("WorkItem", city, receipt.code), key=Coded(city, receipt.code))
