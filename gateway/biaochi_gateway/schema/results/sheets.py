"""Sheets: a total opened down to its rules, its numbers, their sources and the facts behind them."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Annotated, Literal, Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb
from biaochi.scoring.v1.events_pb2 import Standing as StandingMessage
from biaochi_chassis.foundation.refusal import Refused

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import InPeriod, Place
from biaochi_gateway.schema.common.fields import lazily, only, resolved, together
from biaochi_gateway.schema.common.ids import Node, global_id
from biaochi_gateway.schema.common.scalars import Decimal, decimal_or_none
from biaochi_gateway.schema.facts.facts import Cycle, Fact
from biaochi_gateway.schema.registry.organizations import City, subject_in, subjects_in
from biaochi_gateway.schema.registry.subjects import Subject
from biaochi_gateway.schema.results.selection import as_selected
from biaochi_gateway.schema.rules.provenance import Provenance, Source, provenance, source

Index = Annotated[str, strawberry.argument(description="公布的总分的键。")]
PeriodOrCycle = Annotated[str | None, strawberry.argument(description="哪一期，例如 2020-Q3；不给则为整个周期。")]


def path_of(message: StandingMessage) -> str:
    """Where a result is among those of its city."""
    return f"{message.cycle}/{message.index}/{message.period}/{message.subject}"


async def subject_of_each(results: Sequence["Judged"], info: Info) -> list[Subject | Refused]:
    """Whose result each is."""
    return await subjects_in(info, [result.place for result in results])


@lazily(
    id=lambda it: global_id(type(it).__name__, it.city, path_of(it.message)),
    total=lambda it: it.message.total or None,
    grade=lambda it: it.message.grade or None,
    rung=lambda it: it.message.rung or None,
    rank=lambda it: it.message.rank or None,
    movement=lambda it: it.message.movement if it.message.HasField("movement") else None,
    cycle=attrgetter("message.cycle"),
    index=attrgetter("message.index"),
    period=attrgetter("message.period"),
    marks=lambda it: list(it.message.marks),
    code=attrgetter("message.subject"),
)
@strawberry.interface(description="评判的结果：一个组织在一期中的总分、等次、台阶与名次。")
class Judged(Node):
    """What a standing and a sheet both say."""

    total: Decimal | None = strawberry.field(description="总分；尚未评判为 null。")
    grade: str | None = strawberry.field(description="本期的结果，等次的键；没有为 null。")
    rung: str | None = strawberry.field(description="在台阶上的位置，台阶的键；没有为 null。")
    rank: int | None = strawberry.field(description="名次，并列为 1-2-2-4；尚未评判为 null。")
    movement: int | None = strawberry.field(description="上一同长的期的名次减本期名次，升为正；没有上一期为 null。")
    cycle: str = strawberry.field(description="周期的代码。")
    index: str = strawberry.field(description="公布的总分的键。")
    period: str = strawberry.field(description="哪一期的代码；整个周期则与周期同。")
    marks: list[str] = strawberry.field(description="提请会议研究的各节点的键。")
    city: strawberry.Private[str]
    code: strawberry.Private[str]

    message: strawberry.Private[StandingMessage]

    def __init__(self, city: str, message: StandingMessage) -> None:
        """The result as scoring answers it."""
        self.city = city
        self.message = message

    @property
    def place(self) -> InPeriod:
        """Whose result it is, in which period."""
        return InPeriod(self.city, self.message.cycle, self.message.period, self.message.subject)

    @resolved("考核对象，取该期最后一天的情形；其时已不存在则取最后的情形。")
    @together(subject_of_each)
    async def subject(self, info: Info) -> Subject:
        return only(await subject_of_each([self], info))


@strawberry.type(description="由什么算出：模型与输入的散列值，以及各软件的版本。可据以重算核对。")
class Receipt:
    """What a sheet was computed from."""

    model_hash: str = strawberry.field(description="模型的散列值。")
    input_hash: str = strawberry.field(description="输入的散列值。")
    versions: list["Version"] = strawberry.field(description="各软件的版本，按名称排列。")


@strawberry.type(description="一件软件的版本。")
class Version:
    """A name and a version."""

    name: str = strawberry.field(description="名称。")
    version: str = strawberry.field(description="版本。")


@strawberry.type(description="所用的结果出自哪一张评分表：别的组织、别的模型或上一周期的。由此逐级向下查。")
class Related:
    """Where the value of another sheet comes from."""

    model: str = strawberry.field(description="评判它的模型的代码。")
    cycle: str = strawberry.field(description="周期的代码。")
    index: str = strawberry.field(description="公布的总分的键。")
    period: str = strawberry.field(description="哪一期的代码。")
    city: strawberry.Private[str]
    code: strawberry.Private[str]

    @classmethod
    def of(cls, city: str, message: pb.Related) -> Self:
        """The place as scoring answers it."""
        return cls(
            model=message.model,
            cycle=message.cycle,
            index=message.index,
            period=message.period,
            city=city,
            code=message.subject,
        )

    @resolved("那张评分表的考核对象，取该期最后一天的情形。")
    async def subject(self, info: Info) -> Subject:
        return await subject_in(info, InPeriod(self.city, self.cycle, self.period, self.code))

    @resolved("那张评分表，现存的；已不存在则为 null。")
    async def sheet(
        self, info: Info
    ) -> Annotated["Sheet", strawberry.lazy("biaochi_gateway.schema.results.sheets")] | None:
        place = Place(self.city, self.cycle, self.index, self.period, self.code)
        return await sheet_at(info, as_selected(info, place))


@strawberry.type(description="评分表上一个节点的值。")
class NodeValue:
    """A node with its value."""

    key: str = strawberry.field(description="模型中的键。")
    title: str = strawberry.field(description="名称。")
    value: str | None = strawberry.field(description="值，精确；除不尽的写成分数；尚未评判为 null。")
    flag: bool | None = strawberry.field(description="问是非的节点：是为 true，否为 false；其余的与尚未评判的为 null。")


@strawberry.type(description="总分由何而来：一个节点及其下各节点。")
class Explanation:
    """One node of the explanation, with those below it."""

    key: str = strawberry.field(description="模型中的键。")
    title: str = strawberry.field(description="名称。")
    value: str | None = strawberry.field(description="值，精确；除不尽的写成分数；尚未评判为 null。")
    flag: bool | None = strawberry.field(description="问是非的节点：是为 true，否为 false；其余的与尚未评判的为 null。")
    max: Decimal | None = strawberry.field(description="满分；没有为 null。")
    formula: str = strawberry.field(description="算式的文字表述，代入了各值。")
    provenance: Provenance | None = strawberry.field(description="来历。")
    source: Source | None = strawberry.field(description="出处：文件与其中的条款。")
    facts: list[Fact] = strawberry.field(description="据以得出的事实，何人何时登记；已冲销的不在内。")
    children: list["Explanation"] = strawberry.field(description="由哪些节点得出。")
    related: Related | None = strawberry.field(description="此值是另一张评分表上的，则为那张表；否则为 null。")

    @classmethod
    def of(cls, city: str, message: pb.Explanation) -> Self:
        """The node as scoring answers it."""
        return cls(
            key=message.key,
            title=message.title,
            value=message.value or None,
            flag=flag(message),
            max=decimal_or_none(message.max),
            formula=message.formula,
            provenance=provenance(message.provenance),
            source=source(message.source),
            facts=[Fact(city, each) for each in message.facts],
            children=[cls.of(city, each) for each in message.children],
            related=Related.of(city, message.related) if message.HasField("related") else None,
        )


@strawberry.type(description="评分表：一个组织在一期中的总分，可逐层打开到规则、数字、出处与事实。")
class Sheet(Judged):
    """A result with its explanation."""

    receipt: Receipt = strawberry.field(description="由什么算出。")
    opened: strawberry.Private[pb.Sheet]

    def __init__(self, city: str, message: pb.Sheet) -> None:
        """The sheet as scoring answers it."""
        super().__init__(city, message.standing)
        self.receipt = receipt(message.receipt)
        self.opened = message

    @resolved("总分由何而来，一棵节点树。")
    def explanation(self) -> Explanation:
        return Explanation.of(self.city, self.opened.explanation)

    @resolved("等次由何而来；模型不分等次为 null。")
    def grade_explanation(self) -> Explanation | None:
        return optional(self.city, self.opened, "grade_explanation")

    @resolved("本期末的台阶由何而来；模型没有梯级为 null。")
    def rung_explanation(self) -> Explanation | None:
        return optional(self.city, self.opened, "rung_explanation")

    @resolved("本期的全部节点及其值，按模型中的次序。")
    def nodes(self) -> list[NodeValue]:
        return [
            NodeValue(key=one.key, title=one.title, value=one.value or None, flag=flag(one))
            for one in self.opened.values
        ]

    @resolved("任一节点由何而来，例如提请会议研究的、供别的系统使用的。")
    async def node(
        self, info: Info, key: Annotated[str, strawberry.argument(description="模型中的键。")]
    ) -> Explanation | None:
        place = Place(
            self.city, self.cycle, self.index, self.period, self.code, key, without=("TOTAL", "GRADE", "RUNG", "VALUES")
        )
        message = await info.context.loaders.sheets.load(place)
        return Explanation.of(self.city, message.nodes[0]) if message else None


def flag(message: pb.Explanation | pb.NodeValue) -> bool | None:
    """Whether a node that is yes or no is yes; None for any other, and for one that is not judged."""
    return message.value == "1" if message.flag and message.value else None


def optional(
    city: str, message: pb.Sheet, name: Literal["grade_explanation", "rung_explanation"]
) -> Explanation | None:
    """The explanation of this name; None where the model has nothing to explain."""
    return Explanation.of(city, getattr(message, name)) if message.HasField(name) else None


@strawberry.type
class SheetQuery:
    """Queries about sheets."""

    @resolved("一个组织在一期中的评分表；没有则为 null。")
    async def sheet(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        index: Index,
        subject: Annotated[str, strawberry.argument(description="被评的组织，给代码。")],
        period: PeriodOrCycle = None,
    ) -> Sheet | None:
        return await sheet_at(info, as_selected(info, Place(city, cycle, index, period or "", subject)))


async def sheet_at(info: Info, place: Place) -> Sheet | None:
    """The sheet at this place; None when there is none."""
    message = await info.context.loaders.sheets.load(place)
    return Sheet(place.city, message) if message else None


def receipt(message: pb.Receipt) -> Receipt:
    """The receipt as scoring answers it."""
    versions = [Version(name=name, version=message.versions[name]) for name in sorted(message.versions)]
    return Receipt(model_hash=message.model_hash, input_hash=message.input_hash, versions=versions)
