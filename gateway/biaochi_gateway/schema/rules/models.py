"""What it is worth, by rule: the cities, their models, and every node of a model with where it comes from."""

from collections.abc import Iterable
from typing import Annotated, Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb
from biaochi.scoring.v1.events_pb2 import Accept as AcceptMessage
from biaochi.scoring.v1.events_pb2 import Choice as ChoiceMessage

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.ids import Node, global_id
from biaochi_gateway.schema.common.scalars import Date, Decimal, date_or_none, decimal_or_none
from biaochi_gateway.schema.facts.facts import FactKind, TaskShare
from biaochi_gateway.schema.registry.organizations import AsOf, City
from biaochi_gateway.schema.registry.subjects import SubjectKind, subject_kinds, subject_posts
from biaochi_gateway.schema.rules.provenance import Provenance, Source, provenance, source


@strawberry.type(description="可选的一项。")
class Choice:
    """Something that may be named, such as a rung."""

    key: str = strawberry.field(description="键。")
    title: str = strawberry.field(description="名称。")


@strawberry.type(description="打分或投票者的姓名谁可以知道。")
class Privacy:
    """Who may know the name behind a mark."""

    names: str = strawberry.field(description="real_name：所列角色可以知道；anonymous：谁也不可以。")
    seen_by: list[str] = strawberry.field(description="可以知道的角色。")
    comments: str = strawberry.field(description="评语：required 必填、optional 可填、none 不填。")


@strawberry.type(description="一个指标接受什么样的事实。")
class Accept:
    """What an indicator takes."""

    indicator: str = strawberry.field(description="指标的键。")
    title: str = strawberry.field(description="指标的名称。")
    kind: FactKind = strawberry.field(description="事实的类别。")
    lowest: Decimal | None = strawberry.field(description="最小值。")
    highest: Decimal | None = strawberry.field(description="最大值。")
    step: Decimal | None = strawberry.field(description="步长，从 0 起算。")
    unit: str | None = strawberry.field(description="单位。")
    cadences: list[str] = strawberry.field(description="可按哪几种长短的期登记。")
    recorded_by: str | None = strawberry.field(description="可以登记的角色。")
    share: TaskShare | None = strawberry.field(description="任务属于哪一份清单；不是任务则为 null。")
    choices: list[Choice] = strawberry.field(description="可选的各项（台阶、等次、类别等），由低到高。")
    clause: str | None = strawberry.field(description="依据的条款。")
    how: str | None = strawberry.field(description="事实如何成为数值，例如 latest、sum、deduct、events、ballots。")
    levels: list[Choice] = strawberry.field(description="可写的等级；没有则不分等级。")
    panels: list[Choice] = strawberry.field(description="投票人的类别。")
    signatures: int = strawberry.field(description="登记者之外须有几人会签。")
    reasoned: bool = strawberry.field(description="是否须写理由。")
    may: list[str] = strawberry.field(description="shared：可由几家共有；raised：有加重的系数。")
    privacy: Privacy | None = strawberry.field(description="打分或投票者的姓名谁可以知道；人人可以则为 null。")

    @classmethod
    def of(cls, message: AcceptMessage) -> Self:
        """What the model says."""
        privacy = message.privacy
        return cls(
            indicator=message.indicator,
            title=message.title,
            kind=FactKind(message.kind),
            lowest=decimal_or_none(message.lowest),
            highest=decimal_or_none(message.highest),
            step=decimal_or_none(message.step),
            unit=message.unit or None,
            cadences=list(message.cadences),
            recorded_by=message.recorded_by or None,
            share=TaskShare(message.share) if message.share else None,
            choices=choices(message.choices),
            clause=message.clause or None,
            how=message.how or None,
            levels=choices(message.levels),
            panels=choices(message.panels),
            signatures=message.signatures,
            reasoned=message.reasoned,
            may=list(message.may),
            privacy=Privacy(names=privacy.names, seen_by=list(privacy.seen_by), comments=privacy.comments)
            if message.HasField("privacy")
            else None,
        )


def choices(message: Iterable[ChoiceMessage]) -> list[Choice]:
    """What may be named."""
    return [Choice(key=each.key, title=each.title) for each in message]


@strawberry.type(description="规则中的一个数字。")
class RuleNumber:
    """A number of a rule, with where it comes from."""

    value: str = strawberry.field(description="数值，精确；除不尽的写成分数。")
    provenance: Provenance | None = strawberry.field(description="来历。")
    source: Source | None = strawberry.field(description="出处。")


@strawberry.type(description="模型的一个节点：指标、合计、台阶等。")
class ModelNode:
    """One named node of a model."""

    key: str = strawberry.field(description="键，模型内唯一。")
    title: str = strawberry.field(description="名称。")
    provenance: Provenance | None = strawberry.field(description="来历。")
    source: Source | None = strawberry.field(description="出处。")
    cadence: str | None = strawberry.field(description="按哪种长短的期评判。")
    words: str = strawberry.field(description="规则的文字表述。")
    max: Decimal | None = strawberry.field(description="满分。")
    accept: Accept | None = strawberry.field(description="接受什么样的事实；不由事实直接得出的为 null。")
    index: str | None = strawberry.field(description="公布为哪一项总分；不公布为 null。")
    numbers: list[RuleNumber] = strawberry.field(description="规则中的各个数字。")

    @classmethod
    def of(cls, message: pb.ModelNode) -> Self:
        """The node as scoring answers it."""
        return cls(
            key=message.key,
            title=message.title,
            provenance=provenance(message.provenance),
            source=source(message.source),
            cadence=message.cadence or None,
            words=message.words,
            max=decimal_or_none(message.max),
            accept=Accept.of(message.accept) if message.HasField("accept") else None,
            index=message.index or None,
            numbers=[
                RuleNumber(value=n.value, provenance=provenance(n.provenance), source=source(n.source))
                for n in message.numbers
            ],
        )


@strawberry.type(description="一个城市的一套评判规则。")
class Model(Node):
    """A city's model of one kind of organization."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="代码。")
    hash: str = strawberry.field(description="散列值；规则一字不差才会相同。")
    title: str = strawberry.field(description="名称。")
    subject_kind: SubjectKind = strawberry.field(description="评判哪一类对象；几种职务一同评判的，为第一种。")
    subject_kinds: list[SubjectKind] = strawberry.field(description="评判哪些对象：一类，或几种职务。")
    subject_posts: list[str] = strawberry.field(description="所评判的本市自设的职务，名称依次；没有则为空。")
    since: Date = strawberry.field(description="施行的第一天。")
    until: Date | None = strawberry.field(description="不再施行的第一天；未止为 null。")
    source: Source | None = strawberry.field(description="出处。")
    indexes: list[str] = strawberry.field(description="公布的各项总分的键。")
    nodes: list[ModelNode] = strawberry.field(description="全部节点。")
    accepts: list[Accept] = strawberry.field(description="可以登记什么：各指标接受的事实。")
    rule_book: str = strawberry.field(description="整套规则写成的一份文件。")

    @classmethod
    def of(cls, message: pb.Model, as_of: str) -> Self:
        """The model as scoring answers it, in force on the day; an empty one is today."""
        nodes = [ModelNode.of(each) for each in message.nodes]
        return cls(
            id=global_id("Model", message.city, message.code, as_of),
            city=message.city,
            code=message.code,
            hash=message.hash,
            title=message.title,
            subject_kind=subject_kinds(message.subject_kind)[0],
            subject_kinds=subject_kinds(message.subject_kind),
            subject_posts=subject_posts(message.subject_kind),
            since=Date(message.since),
            until=date_or_none(message.until),
            source=source(message.source),
            indexes=list(message.indexes),
            nodes=nodes,
            accepts=[node.accept for node in nodes if node.accept],
            rule_book=message.rule_book,
        )


@strawberry.type
class ModelQuery:
    """Queries about rules."""

    @resolved("一个城市在某一天施行的一套规则；没有则为 null。")
    async def model(
        self,
        info: Info,
        city: City,
        code: Annotated[str, strawberry.argument(description="模型的代码，例如 branch。")],
        as_of: AsOf = None,
    ) -> Model | None:
        return await model_on(info, city, code, as_of or "")


async def model_on(info: Info, city: str, code: str, as_of: str = "") -> Model | None:
    """The model of that date, today when it is empty; None when there is none."""
    request = pb.BatchGetModelsRequest(city=city, codes=[code], as_of=as_of)
    answer = await info.context.calls.invoke(info.context.services.scoring.batch_get_models, request)
    return Model.of(answer.models[0], as_of) if answer.models else None
