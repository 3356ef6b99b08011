"""The history of an organization on the ladder."""

from typing import Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb

from biaochi_gateway.schema.common.scalars import Date


@strawberry.type(description="一个组织升降台阶的一段经历。")
class RungSpell:
    """From when an organization stands on a rung."""

    index: str = strawberry.field(description="公布的总分的键。")
    rung: str = strawberry.field(description="台阶的键。")
    title: str = strawberry.field(description="台阶的名称。")
    since: Date = strawberry.field(description="在这一台阶上的第一天。")
    cycle: str = strawberry.field(description="评定所属的周期；期初台阶为其进入的周期。")
    period: str | None = strawberry.field(description="在哪一期末评定；期初台阶为 null。")

    @classmethod
    def of(cls, message: pb.RungSpell) -> Self:
        """The spell as scoring answers it."""
        return cls(
            index=message.index,
            rung=message.rung,
            title=message.title,
            since=Date(message.since),
            cycle=message.cycle,
            period=message.period or None,
        )
