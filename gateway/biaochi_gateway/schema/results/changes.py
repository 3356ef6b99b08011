"""Changes of a list as they happen: in full for whoever asks so, or in a form that stays small in a large city."""

from typing import Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb
from biaochi.scoring.v1.events_pb2 import Moved as MovedMessage
from biaochi.scoring.v1.events_pb2 import Shift as ShiftMessage
from biaochi.scoring.v1.events_pb2 import Standing as StandingMessage

from biaochi_gateway.events import decode
from biaochi_gateway.events.shared import Shared
from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.results.standing import Standing

AT_ONCE = 1000
"""How many standings are asked of scoring in one call."""


@strawberry.type(description="一段名次的移动：原在这一段的，如今各退后若干名。")
class RankShift:
    """Of whoever stood from the first to the last of these places."""

    first: int = strawberry.field(description="这一段的第一个名次。")
    last: int = strawberry.field(description="这一段的最后一个名次。")
    by: int = strawberry.field(description="退后几名；前进为负。")

    @classmethod
    def of(cls, message: ShiftMessage) -> Self:
        """The shift as it was published."""
        return cls(first=message.first, last=message.last, by=message.by)


@strawberry.type(description="自身结果未变、名次却不按各段移动的组织，取变化后的情形。")
class MovedStanding:
    """A place that moved otherwise than the shifts say."""

    code: str = strawberry.field(description="组织或人员的代码。")
    rank: int | None = strawberry.field(description="名次；没有为 null。")
    movement: int | None = strawberry.field(description="上一同长的期的名次减本期名次；没有为 null。")

    @classmethod
    def of(cls, message: MovedMessage) -> Self:
        """The place as it was published."""
        movement = message.movement if message.HasField("movement") else None
        return cls(code=message.subject, rank=message.rank or None, movement=movement)


@strawberry.type(
    description="名次表的一次变化，以及是谁的哪一次操作引起的。"
    "要自己留一份名次表的，用 own、gone、rankShifts、previousRankShifts 与 moved 即可与原表分毫不差："
    "own、gone 与 moved 未提到的，结果不变，名次按 rankShifts 移动，"
    "上一期的名次（名次加 movement）按 previousRankShifts 移动，movement 随之而变。"
)
class StandingsChange:
    """What changed in one published total of one period."""

    city: str = strawberry.field(description="城市的短名。")
    cycle: str = strawberry.field(description="周期的代码。")
    index: str = strawberry.field(description="公布的总分的键。")
    period: str = strawberry.field(description="哪一期的代码。")
    own: list[Standing] = strawberry.field(description="自身结果有变化的与新列入的各组织，取变化后的情形，按代码排列。")
    gone: list[str] = strawberry.field(description="不再列入本期的组织的代码。")
    rank_shifts: list[RankShift] = strawberry.field(description="其他组织的名次怎样移动，按变化前的名次分段。")
    previous_rank_shifts: list[RankShift] = strawberry.field(
        description="其他组织在上一同长的期的名次怎样移动，按变化前的名次分段。"
    )
    moved: list[MovedStanding] = strawberry.field(description="不按各段移动的其他组织。")
    others: int = strawberry.field(description="自身结果未变而名次或升降有变化的，共有几个。")
    caller: str = strawberry.field(description="引起变化的操作是谁办的。")
    trace_id: str = strawberry.field(description="追踪号，与引起变化的那次写入相同。")
    position: str = strawberry.field(description="变化在日志中的位置；带上它再查询，必能读到这次变化。")
    message: strawberry.Private[decode.StandingsChange]

    @classmethod
    def of(cls, message: decode.StandingsChange) -> Self:
        """The change as it was received; one for all its subscribers."""
        return message.shared.shown(lambda: cls._made(message))

    @property
    def shared(self) -> Shared:
        """What is made of it for all its subscribers."""
        return self.message.shared

    @classmethod
    def _made(cls, message: decode.StandingsChange) -> Self:
        return cls(
            city=message.city,
            cycle=message.cycle,
            index=message.index,
            period=message.period,
            own=[Standing(message.city, each) for each in message.own],
            gone=list(message.gone),
            rank_shifts=[RankShift.of(each) for each in message.ranks],
            previous_rank_shifts=[RankShift.of(each) for each in message.ranks_before],
            moved=[MovedStanding.of(each) for each in message.moved],
            others=message.others,
            caller=message.caller,
            trace_id=message.trace_id,
            position=message.position,
            message=message,
        )

    @resolved(
        "有变化的各组织，包括只有名次或升降变化的，取变化后的情形，按代码排列。"
        "大城市里一次变化可能牵动数万个：只留名次表的请用 own 与各段移动。"
    )
    async def changed(self, info: Info) -> list[Standing]:
        own = {each.subject: each for each in self.message.own}
        others = await moved(info, self.message) if self.message.others else []
        found = {**{each.subject: each for each in others}, **own}
        return [Standing(self.city, found[code]) for code in sorted(found)]


async def moved(info: Info, change: decode.StandingsChange) -> list[StandingMessage]:
    """The standings of those who moved though their own results did not, as they are now."""
    request = pb.ListMovedRequest(
        city=change.city,
        cycle=change.cycle,
        index=change.index,
        period=change.period,
        ranks=change.ranks,
        ranks_before=change.ranks_before,
        subjects=[each.subject for each in change.moved],
        first=AT_ONCE,
    )
    found: list[StandingMessage] = []
    more = True
    while more:
        answer = await info.context.calls.invoke(info.context.services.scoring.list_moved, request)
        found += answer.standings
        more = answer.has_more
        request.after = found[-1].subject if found else ""
    return found
