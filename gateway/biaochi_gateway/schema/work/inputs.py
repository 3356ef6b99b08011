"""What is said when work is done: inputs, which become the commands of the assessment service."""

import strawberry
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from google.protobuf.message import Message

from biaochi_gateway.schema.common.commands import Command, code_in, filled, organization
from biaochi_gateway.schema.common.ids import GlobalId
from biaochi_gateway.schema.common.scalars import Date


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


Worked = OpenWorkItemInput | AdvanceWorkItemInput | WithdrawWorkItemInput
"""What is done with an item."""


def worked(given: Worked) -> tuple[str, Message]:
    """The command, and the city that it is for. Raises BadRequest for an id of another kind or city."""
    if isinstance(given, OpenWorkItemInput):
        named = organization(given.organization)
        parent = code_in(named.city, given.parent, "WorkItem")
        opening = pb.OpenWorkItem(organization=named.code, parent=parent, fields=_values(given.fields))
        return named.city, filled(opening, given)
    item = GlobalId.parse(given.item, "WorkItem")
    if isinstance(given, AdvanceWorkItemInput):
        return item.city, filled(pb.AdvanceWorkItem(item=item.code, fields=_values(given.fields)), given)
    return item.city, filled(pb.WithdrawWorkItem(item=item.code), given)


def _values(given: list[WorkValueInput]) -> list[events.FieldValue]:
    return [events.FieldValue(key=one.key, values=one.values) for one in given]
