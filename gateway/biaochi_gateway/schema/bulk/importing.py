"""Up to a thousand commands in one mutation: judged all together, then written; each row says what became of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi_chassis.foundation.refusal import BadRequest, Refused, RequestTooLarge, shown
from google.protobuf.message import Message

from biaochi_gateway.execution import bulk
from biaochi_gateway.execution.bulk import BulkWrite, Outcome
from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.errors import refusal
from biaochi_gateway.schema.bulk.inputs import CommandInput, command_of
from biaochi_gateway.schema.common.fields import mutation

MOST = 1000


@strawberry.enum(description="导入的一行结果如何。")
class ImportOutcome(Enum):
    """What became of a row."""

    ACCEPTED = strawberry.enum_value(bulk.ACCEPTED, description="可以写入，但没有写：只是预演，或有别的行不能写入。")
    WRITTEN = strawberry.enum_value(bulk.WRITTEN, description="写入了。")
    ALREADY = strawberry.enum_value(bulk.ALREADY, description="早先已用同一幂等键写过，这次没有再写。")
    AWAITING = strawberry.enum_value(bulk.AWAITING, description="已签，待另一人以同样的内容再签后写入。")
    REFUSED = strawberry.enum_value(bulk.REFUSED, description="不能写入，理由见 error。")
    UNJUDGED = strawberry.enum_value(bulk.UNJUDGED, description="没有判：同类的另一行幂等键不成样子，改好再来。")


@strawberry.type(description="一行为何不能写入。")
class ImportRefusal:
    """Why a row was refused."""

    code: str = strawberry.field(description="错误码，不变。")
    message: str = strawberry.field(description="一句话，可以给人看。")
    field: str | None = strawberry.field(description="哪一栏有误；说不上为 null。")

    @classmethod
    def of(cls, refused: Refused) -> Self:
        """The refusal as a caller may see it."""
        sentence, extensions = refusal(refused)
        return cls(code=refused.code, message=sentence, field=str(extensions["field"]) if refused.field else None)


@strawberry.type(description="导入的一行。")
class ImportRow:
    """One row and what became of it."""

    index: int = strawberry.field(description="第几行，从 0 起，与送来的次序相同。")
    idempotency_key: str = strawberry.field(description="这一行的幂等键。")
    outcome: ImportOutcome = strawberry.field(description="结果如何。")
    code: str | None = strawberry.field(description="写成的事实或事项的编号；没有写成为 null。")
    error: ImportRefusal | None = strawberry.field(description="不能写入的理由；没有为 null。")


@strawberry.type(description="一次导入的答复。")
class ImportPayload:
    """What became of an import."""

    dry_run: bool = strawberry.field(description="是否只是预演。")
    written: int = strawberry.field(description="写入了几行，早先已写的不在内。")
    refused: int = strawberry.field(description="几行不能写入；有一行不能，就一行也不写。")
    rows: list[ImportRow] = strawberry.field(description="各行，按送来的次序。")
    position: str | None = strawberry.field(
        description="写到了日志何处；随后的请求带上它（biaochi-position 头），必能读到这些写入。没有写为 null。"
    )

    @classmethod
    def of(cls, given: Sequence[CommandInput], done: BulkWrite, *, dry_run: bool) -> Self:
        """The answer, row by row."""
        rows = [_row(place, one, done.outcomes[place]) for place, one in enumerate(given)]
        said = [row.outcome for row in rows]
        return cls(
            dry_run=dry_run,
            written=said.count(ImportOutcome.WRITTEN),
            refused=said.count(ImportOutcome.REFUSED),
            rows=rows,
            position=str(done.positions) or None,
        )


@strawberry.type
class ImportMutation:
    """Imports."""

    @mutation(
        "一次办至多 1000 件事：先全部判一遍，有一件不能写入就一件也不写，每件为何不能都答出来；都能写入才写。"
        "结果不明时原样重发。完成任务、办理和撤回事项、冲销，所指的任务、事项与事实须已在此前登记。"
    )
    async def import_commands(
        self,
        info: Info,
        city: Annotated[str, strawberry.argument(description="城市的短名；各行都须是这个城市的。")],
        commands: Annotated[list[CommandInput], strawberry.argument(description="要办的事，至多 1000 件。")],
        dry_run: Annotated[bool, strawberry.argument(description="只判，不写。")] = False,
    ) -> ImportPayload:
        if len(commands) > MOST:
            raise RequestTooLarge(f"一次导入至多 {MOST} 行，给了 {len(commands)} 行：请分几次。", field="commands")
        keys = Counter(one.given.idempotency_key for one in commands)
        read = [_read(city, one, keys) for one in commands]
        refused = {place: one for place, one in enumerate(read) if isinstance(one, Outcome)}
        accepted = {place: one for place, one in enumerate(read) if not isinstance(one, Outcome)}
        writing = BulkWrite(info.context.calls, city, accepted, refused)
        await writing.judge()
        if not dry_run and not writing.refused:
            await writing.write()
        return ImportPayload.of(commands, writing, dry_run=dry_run)


def _read(city: str, one: CommandInput, keys: Mapping[str, int]) -> Message | Outcome:
    """The command of a row, or why it is none; `keys` says how often each key is used."""
    try:
        if keys[one.given.idempotency_key] > 1:
            sentence = f"幂等键 {shown(one.given.idempotency_key)} 在这次导入里不止一行用到：每件事各用一个编号。"
            raise BadRequest(sentence, field="idempotency_key")
        of, command = command_of(one.given)
        if of != city:
            raise BadRequest(f"这一行属于 {of}，这次导入的是 {city}：请按城市分开导入。")
    except Refused as refused:
        return Outcome(bulk.REFUSED, refused=refused)
    return command


def _row(place: int, one: CommandInput, outcome: Outcome) -> ImportRow:
    return ImportRow(
        index=place,
        idempotency_key=one.given.idempotency_key,
        outcome=ImportOutcome(outcome.what),
        code=outcome.code or None,
        error=ImportRefusal.of(outcome.refused) if outcome.refused else None,
    )
