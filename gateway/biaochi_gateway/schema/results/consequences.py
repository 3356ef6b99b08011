"""What follows from final results for whom they are about: listed, carried out, closed by another, waived by two."""

from collections.abc import AsyncIterator
from enum import Enum
from typing import Annotated, Any, Self

import strawberry
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.events.broadcast import Admission
from biaochi_gateway.events.decode import ConsequencesChange as Changed
from biaochi_gateway.events.shared import Shared
from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.common.commands import INPUT, Command, Written, filled
from biaochi_gateway.schema.common.fields import mutation, resolved, subscription
from biaochi_gateway.schema.common.pages import After, Before, Connection, First, Last, connection, requested
from biaochi_gateway.schema.common.scalars import Instant
from biaochi_gateway.schema.facts.texts import opened
from biaochi_gateway.schema.registry.organizations import City, subject_on
from biaochi_gateway.schema.registry.subjects import Subject
from biaochi_gateway.schema.results.objections import Cycle

Whose = Annotated[str | None, strawberry.argument(description="只看这一考核对象的，给代码。")]
OfKey = Annotated[str | None, strawberry.argument(description="只看这一种事项，给键。")]


@strawberry.enum(description="一件结果运用事项办到了哪一步。")
class ConsequenceState(Enum):
    """The states of a consequence."""

    OPEN = strawberry.enum_value("OPEN", description="待办。")
    DONE = strawberry.enum_value("DONE", description="已办，待另一人销号。")
    CLOSED = strawberry.enum_value("CLOSED", description="已销号。")
    WAIVED = strawberry.enum_value("WAIVED", description="两人决定免除。")


@strawberry.enum(description="对一件结果运用事项办什么。")
class ConsequenceStep(Enum):
    """The steps of a consequence."""

    CARRY_OUT = strawberry.enum_value("CARRY_OUT", description="办理，须写明办了什么。")
    CLOSE = strawberry.enum_value("CLOSE", description="销号，须由办理人之外的人。")
    WAIVE = strawberry.enum_value("WAIVE", description="免除，须写明理由，并由两人办理。")


@strawberry.type(description="结果运用的一件事项：定案的成绩落在哪一档，按办法该办什么，办到了哪一步。")
class Consequence:
    """What followed from a final result."""

    code: str = strawberry.field(description="编号，由周期、事项和考核对象组成，永不改变。")
    cycle: str = strawberry.field(description="哪个考核周期的成绩。")
    key: str = strawberry.field(description="哪一种事项，城市插件所写的键。")
    title: str = strawberry.field(description="该办什么。")
    model: str = strawberry.field(description="评判的模型的代码。")
    node: str = strawberry.field(description="据以运用的节点的键。")
    step: str = strawberry.field(description="成绩落在该节点的哪一档，给键；例外已计入。")
    by: str = strawberry.field(description="由哪个角色办理。")
    provenance: str = strawberry.field(description="事项的出处：PUBLISHED、OUR_READING 或 DEFAULT。")
    source: str | None = strawberry.field(description="出自哪份文件何处；没有为 null。")
    results_hash: str = strawberry.field(description="所据定案成绩的散列值。")
    followed_at: Instant = strawberry.field(description="成绩定案、事项产生的时刻。")
    state: ConsequenceState = strawberry.field(description="办到了哪一步。")
    done_by: str | None = strawberry.field(description="办理人；未办为 null。")
    done_at: Instant | None = strawberry.field(description="办理的时刻；未办为 null。")
    ended_by: str | None = strawberry.field(description="销号的人，或免除时签第二次的人；未办结为 null。")
    ended_at: Instant | None = strawberry.field(description="办结的时刻；未办结为 null。")
    city: strawberry.Private[str]
    message: strawberry.Private[events.Consequence]

    @classmethod
    def of(cls, city: str, message: events.Consequence) -> Self:
        """The consequence as the assessment service answers it."""
        same = ("code", "cycle", "key", "title", "model", "node", "step", "by", "provenance", "results_hash")
        maybe = ("source", "done_by", "ended_by")
        values: dict[str, Any] = {name: getattr(message, name) for name in same}
        values |= {name: getattr(message, name) or None for name in maybe}
        return cls(
            **values,
            followed_at=Instant(message.followed_at),
            state=ConsequenceState(message.state),
            done_at=Instant(message.done_at) if message.done_at else None,
            ended_at=Instant(message.ended_at) if message.ended_at else None,
            city=city,
            message=message,
        )

    @resolved("办了什么；未办为 null。")
    async def words(self, info: Info) -> str | None:
        return await opened(info, self.city, self.message.subject, self.message.words)

    @resolved("为什么免除；没有免除为 null。")
    async def reason(self, info: Info) -> str | None:
        return await opened(info, self.city, self.message.subject, self.message.reason)

    @resolved("对谁，取今日的情形；已撤并的取最后的情形。")
    async def subject(self, info: Info) -> Subject:
        return await subject_on(info, Dated(self.city, self.message.subject, last_known=True))


@strawberry.type(description="刚产生的结果运用事项，或刚办了一步的那一件。")
class ConsequencesChange:
    """What just followed, or was carried out, closed or waived."""

    city: str = strawberry.field(description="哪个城市。")
    cycle: str = strawberry.field(description="哪个考核周期。")
    position: str = strawberry.field(description="此事在日志中的位置；带着它去查，看到的不早于此。")
    consequences: list[Consequence] = strawberry.field(description="这些事项，取此后的样子。")
    shared: strawberry.Private[Shared]


@strawberry.input(description="办理、销号或免除一件结果运用事项。")
class AdvanceConsequenceInput(Command):
    """Takes a step on a consequence."""

    city: str = strawberry.field(description="城市的短名。")
    consequence: str = strawberry.field(description="事项的编号。")
    step: ConsequenceStep = strawberry.field(description="办什么。")
    words: str | None = strawberry.field(default=None, description="办了什么，或为什么免除；销号不必写。")


@strawberry.type(description="办理结果运用事项的答复。")
class ConsequencePayload(Written):
    """The consequence that a step was taken on."""

    code: str = strawberry.field(description="事项的编号。")


@strawberry.type
class ConsequenceQuery:
    """Queries about consequences."""

    @resolved("一个考核周期定案之后的结果运用事项，按编号排列。")
    async def consequences(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        subject: Whose = None,
        key: OfKey = None,
        state: Annotated[ConsequenceState | None, strawberry.argument(description="只看办到这一步的。")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Consequence]:
        page = requested(first, after, last, before)
        request = pb.ListConsequencesRequest(
            city=city,
            cycle=cycle,
            subject=subject or "",
            key=key or "",
            state=str(state.value) if state else "",
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_consequences, request)
        found = [Consequence.of(city, each) for each in answer.consequences]
        return connection(found, lambda consequence: consequence.code, answer)


@strawberry.type
class ConsequenceSubscription:
    """Subscriptions to consequences."""

    @subscription("从现在起一个考核周期的结果运用事项：产生、办理、销号、免除；以前的用 consequences 查询。")
    async def consequences_changed(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        subject: Whose = None,
        key: OfKey = None,
    ) -> AsyncIterator[ConsequencesChange]:
        def chosen(change: Changed) -> list[events.Consequence]:
            if (change.city, change.cycle) != (city, cycle):
                return []
            return [one for one in change.consequences if subject in (None, one.subject) and key in (None, one.key)]

        # What the caller may not read, or the city does not have, is refused as the query refuses it.
        one_of_them = pb.ListConsequencesRequest(city=city, cycle=cycle, subject=subject or "", key=key or "", first=1)

        async def admitted() -> object:
            return await info.context.calls.invoke(info.context.services.assessment.list_consequences, one_of_them)

        with info.context.broadcasts.consequences.subscribed(lambda change: bool(chosen(change))) as subscription:
            await admitted()
            async for change in subscription.changes(Admission(info.context.ends, admitted)):
                found = [Consequence.of(city, one) for one in chosen(change)]
                yield ConsequencesChange(
                    city=city, cycle=cycle, position=change.position, consequences=found, shared=change.shared
                )


@strawberry.type
class ConsequenceMutation:
    """Commands about consequences."""

    @mutation("办理、销号或免除一件结果运用事项；免除须两人办理。")
    async def advance_consequence(
        self, info: Info, given: Annotated[AdvanceConsequenceInput, INPUT]
    ) -> ConsequencePayload:
        receipt = await info.context.calls.write(given.city, filled(pb.AdvanceConsequence(), given))
        return ConsequencePayload.by(receipt, code=receipt.code)
