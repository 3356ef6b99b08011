"""What waits for a second signature: commands that one person has signed and another is to."""

import asyncio
from typing import Self

import strawberry
from biaochi.common.v1 import common_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.scalars import Instant
from biaochi_gateway.schema.registry.organizations import City


@strawberry.type(description="一件事所写的一项。")
class CommandField:
    """A field of a command."""

    name: str = strawberry.field(description="名称，如接口所写。")
    text: str = strawberry.field(description="内容；几项以空格隔开。")


@strawberry.type(description="一人已签署、待另一人签署的一件事：另一人把同样的事再办一次，即签署并办成。")
class AwaitingSignature:
    """A command that one person has signed."""

    command: str = strawberry.field(description="何事，例如 GrantRole、ErasePerson、SignResult、SignDocument。")
    idempotency_key: str | None = strawberry.field(
        description="前一人所用的幂等键；授权和抹除须用同一键签署。拟文件即签署的，没有，为 null。"
    )
    fields: list[CommandField] = strawberry.field(description="此事的内容，空的不列。")
    signed_by: str = strawberry.field(description="谁已签署。")
    signed_by_viewer: bool = strawberry.field(description="是否就是查看的人：是，则须等别人签署。")
    signed_at: Instant = strawberry.field(description="何时签署。")
    until: Instant = strawberry.field(description="到何时还无人再签，即视同没有签过。")

    @classmethod
    def of(cls, message: pb.AwaitingSignature, viewer: str) -> Self:
        """The command as its service answers it."""
        return cls(
            command=message.command,
            idempotency_key=message.idempotency_key or None,
            fields=[CommandField(name=one.name, text=one.text) for one in message.fields],
            signed_by=message.signer,
            signed_by_viewer=message.signer == viewer,
            signed_at=Instant(message.at),
            until=Instant(message.until),
        )


@strawberry.type
class AwaitingSignatureQuery:
    """The query for whoever may sign."""

    @resolved("一座城市里待第二人签署的事，先签的在前，每个服务至多二百件。只列查看的人有权办的：签署就是办同样的事。")
    async def awaiting_signatures(self, info: Info, city: City) -> list[AwaitingSignature]:
        calls, services = info.context.calls, info.context.services
        request = pb.ListAwaitingSignaturesRequest(city=city)
        answers = await asyncio.gather(
            calls.invoke(services.org.list_awaiting_signatures, request),
            calls.invoke(services.assessment.list_awaiting_signatures, request),
        )
        found = [AwaitingSignature.of(one, calls.call.caller) for answer in answers for one in answer.awaiting]
        return sorted(found, key=lambda one: str(one.signed_at))
