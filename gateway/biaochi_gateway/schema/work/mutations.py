"""Commands about work: open an item, take a step, withdraw. What a step asks for, its kind says."""

from typing import Annotated

import strawberry
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from google.protobuf.message import Message

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded
from biaochi_gateway.schema.common.commands import INPUT, Command, Written, code_in, filled, organization
from biaochi_gateway.schema.common.fields import mutation, resolved
from biaochi_gateway.schema.common.ids import GlobalId, global_id
from biaochi_gateway.schema.common.scalars import Date
from biaochi_gateway.schema.work.items import WorkItem, item_of


@strawberry.input(description="填写一个栏目。")
class WorkValueInput:
    """Fills in a field."""

    key: str = strawberry.field(description="栏目的键。")
    values: list[str] = strawberry.field(description="值；名册上的给代码。")


@strawberry.input(description="登记一件工作事项。")
class OpenWorkItemInput(Command):
    """Opens an item."""

    organization: strawberry.ID = strawberry.field(description="组织的全局编号。")
    kind: str = strawberry.field(description="哪一种，给键。")
    code: str = strawberry.field(description="编号，全市唯一。")
    on: Date = strawberry.field(description="哪一天。")
    title: str | None = strawberry.field(default=None, description="名称；不给则取这一种的名称。")
    words: str | None = strawberry.field(default=None, description="原话，登记后不再改动。")
    parent: strawberry.ID | None = strawberry.field(default=None, description="所挂事项的全局编号。")
    due_on: Date | None = strawberry.field(default=None, description="期限。")
    fields: list[WorkValueInput] = strawberry.field(default_factory=list, description="填写的栏目。")
    signed: list[str] = strawberry.field(default_factory=list, description="经办人之外的签署人。")


@strawberry.input(description="办理一步。")
class AdvanceWorkItemInput(Command):
    """Takes a step."""

    item: strawberry.ID = strawberry.field(description="事项的全局编号。")
    step: str = strawberry.field(description="哪一步，给键。")
    on: Date = strawberry.field(description="哪一天。")
    words: str | None = strawberry.field(default=None, description="原话。")
    due_on: Date | None = strawberry.field(default=None, description="新的期限；不给则不变。")
    fields: list[WorkValueInput] = strawberry.field(default_factory=list, description="填写的栏目。")
    signed: list[str] = strawberry.field(default_factory=list, description="经办人之外的签署人。")


@strawberry.input(description="撤回一件不应登记的事项。")
class WithdrawWorkItemInput(Command):
    """Withdraws an item."""

    item: strawberry.ID = strawberry.field(description="事项的全局编号。")
    on: Date = strawberry.field(description="哪一天。")
    reason: str = strawberry.field(description="理由。")


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
        named = organization(given.organization)
        parent = code_in(named.city, given.parent, "WorkItem")
        command = pb.OpenWorkItem(organization=named.code, parent=parent, fields=_values(given.fields))
        return await _worked(info, named.city, filled(command, given))

    @mutation("办理工作事项的一步；随之产生的事实一并登记。")
    async def advance_work_item(self, info: Info, given: Annotated[AdvanceWorkItemInput, INPUT]) -> WorkItemPayload:
        item = GlobalId.parse(given.item, "WorkItem")
        command = pb.AdvanceWorkItem(item=item.code, fields=_values(given.fields))
        return await _worked(info, item.city, filled(command, given))

    @mutation("撤回一件工作事项，须有理由；随它登记的事实一并冲销。")
    async def withdraw_work_item(self, info: Info, given: Annotated[WithdrawWorkItemInput, INPUT]) -> WorkItemPayload:
        item = GlobalId.parse(given.item, "WorkItem")
        return await _worked(info, item.city, filled(pb.WithdrawWorkItem(item=item.code), given))


async def _worked(info: Info, city: str, command: Message) -> WorkItemPayload:
    receipt = await info.context.calls.write(city, command)
    return WorkItemPayload.by(receipt, id=global_id("WorkItem", city, receipt.code), key=Coded(city, receipt.code))


def _values(given: list[WorkValueInput]) -> list[events.FieldValue]:
    return [events.FieldValue(key=one.key, values=one.values) for one in given]
