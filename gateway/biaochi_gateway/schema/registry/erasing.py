"""Erasing a person, which takes two of the registry: the second sends the very same under the same key."""

from typing import Annotated

import strawberry
from biaochi.org.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.commands import INPUT, Command, Written, filled
from biaochi_gateway.schema.common.fields import mutation
from biaochi_gateway.schema.common.ids import GlobalId


@strawberry.input(description="抹除一个人。另一人以同一幂等键再办一次，才抹除，且不可恢复。")
class ErasePersonInput(Command):
    """Erases a person."""

    person: strawberry.ID = strawberry.field(description="人员的全局编号。")


@strawberry.type(description="抹除的答复。")
class ErasurePayload(Written):
    """Who was erased, or is to be."""

    id: strawberry.ID = strawberry.field(description="人员的全局编号；代码、日期和分数留存，姓名和文字不再可读。")


@strawberry.type
class ErasureMutation:
    """The command that erases."""

    @mutation("抹除一个人的姓名和关于其人的文字：须两个人先后办同样的事，第二次办成；此后谁也不能恢复。")
    async def erase_person(self, info: Info, given: Annotated[ErasePersonInput, INPUT]) -> ErasurePayload:
        named = GlobalId.parse(given.person, "Person")
        receipt = await info.context.calls.write(named.city, filled(pb.ErasePerson(code=named.code), given))
        return ErasurePayload.by(receipt, id=given.person)
