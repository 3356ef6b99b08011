"""What every mutation shares: its input becomes a command, and its answer says what was written and where."""

from collections.abc import Sequence
from enum import Enum
from typing import Self, TypeVar

import strawberry
from biaochi_chassis.foundation.refusal import BadRequest, shown
from google.protobuf.message import Message

from biaochi_gateway.execution.calls import Receipt
from biaochi_gateway.schema.common.ids import GlobalId

M = TypeVar("M", bound=Message)

ASSESSED = ("Organization", "Person")
INPUT = strawberry.argument(name="input", description="要办的事。")


@strawberry.input(description="一切写入共有的部分。")
class Command:
    """What every write carries."""

    idempotency_key: str = strawberry.field(
        description="幂等键，由调用方取，全市唯一，至多 128 字。结果不明时用同一键重发，绝不会写两次。"
    )


@strawberry.interface(description="一次写入的答复。")
class Written:
    """What every write answers."""

    already: bool = strawberry.field(description="此事早先已用同一幂等键写过，这次没有再写，则为真。")
    awaits_signature: bool = strawberry.field(
        description="此事须两人签署，这次只是签了第一次，待另一人办同样的事，则为真；此时还没有办成。"
    )
    position: str = strawberry.field(
        description="写到了日志何处；随后的请求带上它（biaochi-position 头），必能读到这次写入。"
    )

    @classmethod
    def by(cls, receipt: Receipt, **more: object) -> Self:
        """The answer to a write with this receipt, with whatever else the type has."""
        return cls(
            already=receipt.already, awaits_signature=receipt.awaits_signature, position=receipt.position, **more
        )


def filled(command: M, given: object) -> M:
    """The command, with its empty fields filled from those of the input that have the same name.

    Raises BadRequest for a number below 0 where it counts something.
    """
    for field in command.DESCRIPTOR.fields:
        value = getattr(given, field.name, None)
        if value is None or getattr(command, field.name):
            continue
        try:
            _fill(command, field.name, value.value if isinstance(value, Enum) else value)
        except ValueError:
            sentence = f"数值 {shown(str(value))} 超出范围：请填写不小于 0 的整数。"
            raise BadRequest(sentence, field=field.name) from None
    return command


def _fill(command: Message, name: str, value: object) -> None:
    if isinstance(value, list):
        getattr(command, name).extend(value)
    else:
        setattr(command, name, value)


def assessed(text: str) -> GlobalId:
    """The organization or person of this global id."""
    return GlobalId.parse(text, *ASSESSED)


def organization(text: str) -> GlobalId:
    """The organization of this global id."""
    return GlobalId.parse(text, "Organization")


def city_of(ids: Sequence[str]) -> str:
    """The city of the first organization named. Raises BadRequest when none is."""
    if not ids:
        raise BadRequest("没有给出任何组织：至少给出一个组织的全局编号。")
    return organization(ids[0]).city


def code_in(city: str, text: str | None, *types: str) -> str:
    """The code of what this global id names; empty for none. Raises BadRequest when it is of another city.

    It names an organization unless other types are given.
    """
    if not text:
        return ""
    named = GlobalId.parse(text, *(types or ("Organization",)))
    if named.city != city:
        raise BadRequest(f"一次写入只能涉及一个城市：{named.code} 属于 {named.city}，其余属于 {city}。")
    return named.code
