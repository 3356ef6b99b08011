"""Comparisons: who was chosen by two ratings, and who moved between tiers."""

from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import InPeriod
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.pages import After, Before, Connection, First, Last, connection, requested_listing
from biaochi_gateway.schema.registry.organizations import City, subject_in
from biaochi_gateway.schema.registry.subjects import Subject
from biaochi_gateway.schema.reports.queries import Listed, ListInput, list_of, page_of, reported
from biaochi_gateway.schema.results.standing import Standing
from biaochi_gateway.schema.whatif.simulations import Aspect, Direction, Flow, direction


@strawberry.input(description="一次评定选出的对象：一份名次表中，某节点取某些值的。")
class ChosenInput(ListInput):
    """Those of a list for whom a node has one of these values."""

    values: list[str] = strawberry.field(description="取哪些值的算选出，例如等次的键。")
    node: str | None = strawberry.field(default=None, description="看哪个节点，给键；不给则看等次。")


@strawberry.enum(description="由哪一次评定选出。")
class Side(Enum):
    """Which of two ratings chose a subject."""

    BOTH = strawberry.enum_value("BOTH", description="两次都选出。")
    FIRST_ONLY = strawberry.enum_value("FIRST_ONLY", description="只由前一次选出。")
    SECOND_ONLY = strawberry.enum_value("SECOND_ONLY", description="只由后一次选出。")
    UNKNOWN = strawberry.enum_value("UNKNOWN", description="由前一次选出，后一次没有评它。")


@strawberry.type(description="两次评定中选出的一个对象。")
class ConcordanceEntry:
    """A subject that at least one of two ratings chose."""

    code: str = strawberry.field(description="考核对象的代码。")
    side: Side = strawberry.field(description="由哪一次评定选出。")
    place: strawberry.Private[InPeriod]

    @resolved("考核对象，取前一次评定那一期最后一天的情形。")
    async def subject(self, info: Info) -> Subject:
        return await subject_in(info, self.place)


@strawberry.type(description="两次评定的一致性：前一次选出的，后一次也选出了多少。")
class Concordance:
    """How far two ratings agree."""

    both: int = strawberry.field(description="两次都选出的个数。")
    first_only: int = strawberry.field(description="只由前一次选出的个数。")
    second_only: int = strawberry.field(description="只由后一次选出的个数。")
    unknown: int = strawberry.field(description="由前一次选出而后一次没有评的个数。")
    entries: Connection[ConcordanceEntry] = strawberry.field(description="选出的各对象，先按由谁选出、再按代码排列。")

    @classmethod
    def of(cls, place: InPeriod, message: pb.Concordance) -> Self:
        """The comparison as scoring answers it."""
        entries = [
            ConcordanceEntry(code=one.subject, side=Side(one.side), place=place._replace(code=one.subject))
            for one in message.entries
        ]
        return cls(
            both=message.both,
            first_only=message.first_only,
            second_only=message.second_only,
            unknown=message.unknown,
            entries=connection(entries, lambda entry: entry.code, message, message.listing),
        )


@strawberry.enum(description="哪一方面的升降。")
class Tier(Enum):
    """What somebody moves between."""

    GRADE = strawberry.enum_value("GRADE", description="等次。")
    RUNG = strawberry.enum_value("RUNG", description="台阶。")


@strawberry.type(description="一个对象在两期之间的升降。")
class TierMove:
    """One subject on another grade or rung."""

    code: str = strawberry.field(description="考核对象的代码。")
    changed: list[Aspect] = strawberry.field(description="在哪几方面不同。")
    before: Standing | None = strawberry.field(description="前一期的结果；前一期不评判，或比的是周期之初，为 null。")
    opening_rung: str | None = strawberry.field(description="比周期之初时，进入周期时的台阶，给键；否则为 null。")
    after: Standing | None = strawberry.field(description="后一期的结果；后一期不评判为 null。")
    grade_direction: Direction | None = strawberry.field(description="等次是升还是降；未变，或有一期没有等次为 null。")
    rung_direction: Direction | None = strawberry.field(description="台阶是升还是降；未变，或有一期没有台阶为 null。")
    place: strawberry.Private[InPeriod]

    @classmethod
    def of(cls, place: InPeriod, message: pb.Move) -> Self:
        """The move as scoring answers it."""
        return cls(
            code=message.subject,
            changed=[Aspect(each) for each in message.changed],
            before=Standing(place.city, message.before) if message.before.period else None,
            opening_rung=None if message.before.period else message.before.rung or None,
            after=Standing(place.city, message.after) if message.HasField("after") else None,
            grade_direction=direction(message.grade_direction),
            rung_direction=direction(message.rung_direction),
            place=place._replace(code=message.subject),
        )

    @resolved("考核对象，取后一期最后一天的情形。")
    async def subject(self, info: Info) -> Subject:
        return await subject_in(info, self.place)


@strawberry.type(description="两期之间等次与台阶的升降。")
class TierMovement:
    """Who moved between tiers."""

    flows: list[Flow] = strawberry.field(description="等次与台阶的流向，各由多到少。")
    moves: Connection[TierMove] = strawberry.field(
        description="等次或台阶不同的对象，按后一期的名次、再按代码排列，后一期不评判的在最后。"
    )


@strawberry.type
class ComparisonQuery:
    """Queries that compare two lists."""

    @resolved("两次评定的一致性，例如五星级机关与综合考核优秀：33 个之中 33 个。")
    async def concordance(
        self,
        info: Info,
        city: City,
        one: Annotated[ChosenInput, strawberry.argument(description="前一次评定。")],
        other: Annotated[ChosenInput, strawberry.argument(description="后一次评定。")],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Concordance:
        page, listing = requested_listing(first, after, last, before)
        question = pb.ConcordanceQuestion(first=chosen(one), second=chosen(other), page=page_of(page, listing))
        message = (await reported(info, city, pb.ReportQuestion(concordance=question))).concordance
        return Concordance.of(InPeriod(city, one.cycle, one.period or one.cycle, ""), message)

    @resolved("谁在两期之间换了等次或台阶，各升降到哪里；也可与周期之初的台阶相比，看升降了谁。")
    async def tier_movement(
        self,
        info: Info,
        city: City,
        before: Listed,
        later: Listed,
        opening: Annotated[
            bool, strawberry.argument(description="前一方不取 before 那一期的结果，而取进入该周期时的台阶；等次不比。")
        ] = False,
        aspect: Annotated[Tier | None, strawberry.argument(description="只看这一方面的升降。")] = None,
        direction: Annotated[Direction | None, strawberry.argument(description="只看升的，或只看降的。")] = None,
        first: First = None,
        after: After = None,
    ) -> TierMovement:
        page, listing = requested_listing(first, after, None, None)
        question = pb.MovementQuestion(
            before=list_of(before),
            after=list_of(later),
            page=page_of(page, listing),
            opening=opening,
            aspect=str(aspect.value) if aspect else "",
            direction=str(direction.value) if direction else "",
        )
        message = (await reported(info, city, pb.ReportQuestion(movement=question))).movement
        place = InPeriod(city, later.cycle, later.period or later.cycle, "")
        moves = [TierMove.of(place, each) for each in message.moves]
        return TierMovement(
            flows=[Flow.of(each) for each in message.flows],
            moves=connection(moves, lambda move: move.code, message, message.listing),
        )


def chosen(given: ChosenInput) -> pb.Chosen:
    """What counts as chosen, as scoring is asked for it."""
    return pb.Chosen(of=list_of(given), node=given.node or "", values=given.values)
