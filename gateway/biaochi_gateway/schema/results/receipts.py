"""Receipts: which system has which file of final results."""

from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.commands import INPUT, Command, Written, filled
from biaochi_gateway.schema.common.fields import mutation, resolved
from biaochi_gateway.schema.common.pages import After, Before, Connection, First, Last, connection, requested
from biaochi_gateway.schema.common.scalars import Instant
from biaochi_gateway.schema.registry.organizations import City
from biaochi_gateway.schema.results.objections import Cycle


@strawberry.enum(description="以文件取走的成绩清单。")
class ReceivedList(Enum):
    """The lists of results that are given as files."""

    STANDINGS = strawberry.enum_value("standings", description="榜单，/exports/standings。")
    SHEETS = strawberry.enum_value("sheets", description="评分表，/exports/sheets。")


@strawberry.type(description="别的系统取走一份定案成绩之后给的回执。")
class FileReceipt:
    """Who has which file."""

    number: str = strawberry.field(description="编号，即给回执时的幂等键。")
    cycle: str = strawberry.field(description="哪个考核周期的成绩。")
    results_hash: str = strawberry.field(description="哪一版成绩，给散列值。")
    list: ReceivedList = strawberry.field(description="取的是哪种清单。")
    index: str = strawberry.field(description="哪个指数，例如占 15% 的那一项。")
    period: str = strawberry.field(description="哪一期。")
    file_hash: str = strawberry.field(description="收到的文件的 SHA-256，即取文件时的 ETag。")
    received_by: str = strawberry.field(description="谁收到的。")
    received_at: Instant = strawberry.field(description="给回执的时刻。")

    @classmethod
    def of(cls, message: events.FileReceipt) -> Self:
        """The receipt as the assessment service answers it."""
        return cls(
            number=message.number,
            cycle=message.cycle,
            results_hash=message.results_hash,
            list=ReceivedList(message.list),
            index=message.index,
            period=message.period,
            file_hash=message.file_hash,
            received_by=message.received_by,
            received_at=Instant(message.received_at),
        )


@strawberry.input(description="为取走的一份定案成绩给回执。")
class ConfirmReceiptInput(Command):
    """Confirms that a file was received."""

    city: str = strawberry.field(description="城市的短名。")
    cycle: str = strawberry.field(description="考核周期的代码。")
    results_hash: str = strawberry.field(description="定案成绩的散列值；与现有的不同则不予办理。")
    list: ReceivedList = strawberry.field(description="取的是哪种清单。")
    index: str = strawberry.field(description="哪个指数。")
    period: str | None = strawberry.field(default=None, description="哪一期；不给则为整个周期。")
    file_hash: str = strawberry.field(description="收到的文件的 SHA-256。")


@strawberry.type(description="给回执的答复。")
class ReceiptPayload(Written):
    """The receipt that was taken."""

    number: str = strawberry.field(description="回执的编号。")


@strawberry.type
class ReceiptQuery:
    """Queries about receipts."""

    @resolved("一个考核周期的成绩被哪些系统取走了，按编号排列。")
    async def receipts(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        index: Annotated[str | None, strawberry.argument(description="只看这一指数的。")] = None,
        received_by: Annotated[str | None, strawberry.argument(description="只看此人或此系统的。")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[FileReceipt]:
        page = requested(first, after, last, before)
        request = pb.ListReceiptsRequest(
            city=city,
            cycle=cycle,
            index=index or "",
            received_by=received_by or "",
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_receipts, request)
        return connection(list(map(FileReceipt.of, answer.receipts)), lambda receipt: receipt.number, answer)


@strawberry.type
class ReceiptMutation:
    """Commands about receipts."""

    @mutation("为取走的一份定案成绩给回执；同一份文件只给一次。")
    async def confirm_receipt(self, info: Info, given: Annotated[ConfirmReceiptInput, INPUT]) -> ReceiptPayload:
        receipt = await info.context.calls.write(given.city, filled(pb.ConfirmReceipt(), given))
        return ReceiptPayload.by(receipt, number=receipt.code)
