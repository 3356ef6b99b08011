"""Boards: lists of results under notice or final, as a city publishes them."""

from typing import Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import InPeriod
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.pages import After, Before, Connection, First, Last, connection, requested
from biaochi_gateway.schema.common.scalars import Decimal, decimal_or_none
from biaochi_gateway.schema.facts.facts import Cycle
from biaochi_gateway.schema.registry.organizations import City, subject_in
from biaochi_gateway.schema.registry.subjects import Subject
from biaochi_gateway.schema.results.sheets import Index, PeriodOrCycle


@strawberry.type(description="一项红黄绿牌。")
class BoardLight:
    """A light of one result."""

    node: str = strawberry.field(description="所在的节点的键。")
    title: str = strawberry.field(description="节点的名称。")
    light: str = strawberry.field(description="亮的是哪一色：red 红，yellow 黄，green 绿。")
    called: str = strawberry.field(description="这一色的叫法，如“红牌”。")


@strawberry.type(description="榜上的一个考核对象，取冻结的成绩。")
class BoardEntry:
    """One result on a board."""

    code: str = strawberry.field(description="考核对象的代码。")
    total: Decimal | None = strawberry.field(description="得分；未评判为 null。")
    grade: str | None = strawberry.field(description="等次的键；没有为 null。")
    rung: str | None = strawberry.field(description="台阶的键；没有为 null。")
    rank: int | None = strawberry.field(description="名次；该城市的榜不排名次，或未评判为 null。")
    lights: list[BoardLight] = strawberry.field(description="各项红黄绿牌，按模型的次序。")
    place: strawberry.Private[InPeriod]

    @classmethod
    def of(cls, place: InPeriod, message: pb.BoardLine) -> Self:
        """The entry as scoring answers it."""
        return cls(
            code=message.subject,
            total=decimal_or_none(message.total),
            grade=message.grade or None,
            rung=message.rung or None,
            rank=message.rank or None,
            lights=[
                BoardLight(node=one.node, title=one.title, light=one.light, called=one.called) for one in message.lights
            ],
            place=place,
        )

    @resolved("是谁，取该期末的情形。")
    async def subject(self, info: Info) -> Subject:
        return await subject_in(info, self.place)


@strawberry.type(description="一期的榜：公示中或已定案的成绩，照冻结时的原样。")
class Board:
    """A page of a board, and which results it shows."""

    version: int = strawberry.field(description="是第几版成绩。")
    results_hash: str = strawberry.field(description="该版成绩的散列值，与 resultLife 和 resultLines 对照。")
    to: str = strawberry.field(description="公示给谁：public 公众，scored 被考核的。")
    ordered: bool = strawberry.field(description="是否排名次，由城市规定；不排的按代码排列。")
    entries: Connection[BoardEntry] = strawberry.field(description="榜上的各个对象。")


@strawberry.type
class BoardQuery:
    """The query for boards."""

    @resolved(
        "一期的榜，每一级都有。成绩公示之前没有（RESULTS_NOT_PUBLISHED）；"
        "城市规定只向被考核的公示的，公众看不到（NOT_FOR_THE_PUBLIC）。"
    )
    async def board(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        index: Index,
        period: PeriodOrCycle = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Board:
        page = requested(first, after, last, before)
        request = pb.ListBoardRequest(
            city=city,
            cycle=cycle,
            index=index,
            period=period or "",
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        answer = await info.context.calls.invoke(info.context.services.scoring.list_board, request)
        places = [InPeriod(city, cycle, period or cycle, each.subject) for each in answer.lines]
        entries = [BoardEntry.of(place, each) for place, each in zip(places, answer.lines, strict=True)]
        return Board(
            version=answer.version,
            results_hash=answer.results_hash,
            to=answer.to,
            ordered=answer.ordered,
            entries=connection(entries, lambda one: one.code, answer),
        )
