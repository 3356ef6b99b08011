"""Kinds of work that a city's plugin declares: what is filled in, which steps there are, and which facts follow."""

from collections.abc import Iterable
from enum import Enum
from typing import Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.registry.organizations import City
from biaochi_gateway.schema.registry.subjects import SubjectKind


@strawberry.enum(description="工作事项属于哪一类，各城市通用。")
class WorkNoun(Enum):
    """What a kind of work is one of in every city."""

    ACTIVITY = strawberry.enum_value("activity", description="活动。")
    CONTEST = strawberry.enum_value("contest", description="评比展示。")
    ENTRY = strawberry.enum_value("entry", description="参评。")
    MATTER = strawberry.enum_value("matter", description="群众事项。")
    PAIR = strawberry.enum_value("pair", description="结对联系。")
    VISIT = strawberry.enum_value("visit", description="走访。")
    PRACTICE = strawberry.enum_value("practice", description="典型经验。")
    PROBLEM = strawberry.enum_value("problem", description="问题。")
    LIST = strawberry.enum_value("list", description="清单。")
    TASK = strawberry.enum_value("task", description="任务。")
    INSPECTION = strawberry.enum_value("inspection", description="检查。")
    NOMINATION = strawberry.enum_value("nomination", description="推荐提名。")
    ROUND = strawberry.enum_value("round", description="轮次。")
    MEETING = strawberry.enum_value("meeting", description="会议。")
    REPORT = strawberry.enum_value("report", description="报告。")
    DOCUMENT = strawberry.enum_value("document", description="文件。")
    HONOUR = strawberry.enum_value("honour", description="荣誉。")
    OPINION = strawberry.enum_value("opinion", description="意见。")


@strawberry.type(description="一个可选的值。")
class WorkChoice:
    """A choice of a field, or the name of a state."""

    key: str = strawberry.field(description="键。")
    title: str = strawberry.field(description="名称。")


@strawberry.type(description="办理时填写的一个栏目。")
class WorkField:
    """One thing that is filled in at a step."""

    key: str = strawberry.field(description="键，填写时用。")
    title: str = strawberry.field(description="名称。")
    takes: str = strawberry.field(
        description="填什么：text、number、day、organization、person、people、organizations、choice、item。"
    )
    choices: list[WorkChoice] = strawberry.field(description="可选的值。")
    optional: bool = strawberry.field(description="可以不填。")
    opens: str | None = strawberry.field(description="这里填的原文，其 SHA-256 事先封存在哪一栏目；不封存为 null。")


@strawberry.type(description="办理的一步。")
class WorkStepKind:
    """A step that leads from a state to another."""

    key: str = strawberry.field(description="键，advanceWorkItem 用。")
    title: str = strawberry.field(description="名称。")
    origins: list[str] = strawberry.field(description="在哪些状态下可办；登记的一步没有。")
    to: str = strawberry.field(description="办后的状态。")
    by: str | None = strawberry.field(description="由哪一角色办；null 为不限。")
    fields: list[WorkField] = strawberry.field(description="填写的栏目。")
    signatures: int = strawberry.field(description="经办人之外须几人签署。")
    closes: bool = strawberry.field(description="办后即办结。")
    under: list[str] = strawberry.field(description="上级事项须处于哪些状态之一；不限则为空。")
    apart_from: str | None = strawberry.field(description="不得与哪一步由同一人办；不限为 null。")
    replaces: list[str] = strawberry.field(description="办后，这些步骤先前产生的事实由这一步的取代。")


@strawberry.type(description="一个值与它应占的百分比。")
class WorkShare:
    """A value with its share."""

    value: str = strawberry.field(description="栏目的值。")
    percent: int = strawberry.field(description="百分之几。")


@strawberry.type(description="办某一步前，其下事项须按这样的比例。")
class WorkProportion:
    """The shares that items below are of."""

    step: str = strawberry.field(description="在哪一步检查。")
    kind: str = strawberry.field(description="其下的哪一种事项。")
    field: str = strawberry.field(description="按哪个栏目分。")
    shares: list[WorkShare] = strawberry.field(description="各值所占，合计 100。")
    weighed_by: str | None = strawberry.field(description="按哪个数值栏目计；按件数计为 null。")


@strawberry.type(description="办某一步前，其下事项须有几件、到哪一状态。")
class WorkChildren:
    """What items below must have come to."""

    step: str = strawberry.field(description="在哪一步检查。")
    kind: str = strawberry.field(description="其下的哪一种事项。")
    states: list[str] = strawberry.field(description="须处于哪些状态之一；不限则为空。")
    least: int = strawberry.field(description="至少几件。")


@strawberry.type(description="办某一步时，某栏目所填的须在上级事项的名单之内，或须回避。")
class WorkListed:
    """A list of the parent on which somebody must be, or may not be."""

    step: str = strawberry.field(description="在哪一步检查。")
    field: str = strawberry.field(description="检查哪个栏目。")
    among: str = strawberry.field(description="上级事项的哪个栏目是名单。")
    barred: bool = strawberry.field(description="为真：名单内的须回避。")


@strawberry.type(description="某一步自动登记的一项事实；这一指标不能再由人直接登记。")
class WorkFollow:
    """A fact that follows from a step."""

    indicator: str = strawberry.field(description="指标的键。")
    step: str = strawberry.field(description="在哪一步。")


@strawberry.type(description="某一步的一道关口：有所列情形的，这一步不予办理，或转到另一状态。")
class WorkGate:
    """What must not be in the way of a step."""

    key: str = strawberry.field(description="键；未过的关口记在事项的栏目 gates 里，依据的事项记在 closed_by 里。")
    title: str = strawberry.field(description="名称。")
    provenance: str = strawberry.field(description="来历。")
    source: str | None = strawberry.field(description="出处。")
    at: str = strawberry.field(description="在哪一步。")
    work: str | None = strawberry.field(description="看哪一种事项；看栏目或名册的为 null。")
    leads_to: str | None = strawberry.field(description="未过则转到的状态；null 为不予办理（GATE_CLOSED）。")


@strawberry.type(description="一位评议人至多给多少个最好的，占所评的百分比，不足一个舍去。")
class WorkTopShare:
    """How many of the best one rater may give."""

    step: str = strawberry.field(description="在哪一步检查。")
    field: str = strawberry.field(description="看哪个栏目。")
    values: list[str] = strawberry.field(description="最好的值。")
    by: str = strawberry.field(description="评议人在哪个栏目。")
    percent: int = strawberry.field(description="至多百分之几。")
    of: str = strawberry.field(description="同一上级事项下的哪一种事项是所评的。")


@strawberry.type(description="不登记这种事项的日子，如无会日、无会周。")
class WorkQuiet:
    """Days on which no item is opened."""

    title: str = strawberry.field(description="名称。")
    provenance: str = strawberry.field(description="来历。")
    source: str | None = strawberry.field(description="出处。")
    weekdays: list[int] = strawberry.field(description="星期几，1 为星期一；每天则为空。")
    weeks: list[int] = strawberry.field(description="当月第几周，自星期一算起；每周则为空。")


@strawberry.type(description="这种事项算在对一个组织的哪种负担里。")
class WorkBurden:
    """What a kind burdens a unit with."""

    key: str = strawberry.field(description="键，见 burdens。")
    title: str = strawberry.field(description="名称。")
    provenance: str = strawberry.field(description="来历。")
    source: str | None = strawberry.field(description="出处。")
    most: int | None = strawberry.field(description="一个组织每月的上限；不设限为 null。")
    sums: str | None = strawberry.field(description="合计登记时的哪个数值栏目；按件数计为 null。")


@strawberry.type(description="城市声明的一种工作事项。")
class WorkKind:
    """One kind of work."""

    key: str = strawberry.field(description="键。")
    title: str = strawberry.field(description="名称。")
    noun: WorkNoun = strawberry.field(description="属于哪一类。")
    provenance: str = strawberry.field(
        description="来历：PUBLISHED 公布，OUR_READING 我们的理解，DEFAULT 默认，可调整。"
    )
    source: str | None = strawberry.field(description="出自哪份文件的何处。")
    subjects: list[SubjectKind] = strawberry.field(description="为哪些类别的组织登记。")
    parent: str | None = strawberry.field(description="挂在哪一种事项下；不挂为 null。")
    once_per: str | None = strawberry.field(description="每个这样长的时期至多一件；不限为 null。")
    most: int | None = strawberry.field(description="每个 mostPer 至多几件；不限为 null。")
    most_per: str | None = strawberry.field(description="most 按多长的时期计。")
    due_days: int | None = strawberry.field(description="没有写期限的，登记后几天到期；不设为 null。")
    every: str | None = strawberry.field(description="每个这样长的时期应有一件；不作要求为 null。")
    due_working_days: int | None = strawberry.field(description="时期结束后几个工作日内；null 为其最后一个工作日。")
    remind_working_days: int | None = strawberry.field(description="期限前几个工作日提醒未办的；不提醒为 null。")
    opening_suffices: bool = strawberry.field(description="登记即算按期办了，其后还可再办。")
    exempt: list[str] = strawberry.field(description="免于此项的组织，代码。")
    quiet: list[WorkQuiet] = strawberry.field(description="不登记的日子。")
    burdens: list[WorkBurden] = strawberry.field(description="算在哪些负担里。")
    opening: WorkStepKind = strawberry.field(description="登记的一步。")
    steps: list[WorkStepKind] = strawberry.field(description="其后的各步。")
    follows: list[WorkFollow] = strawberry.field(description="随之产生的事实。")
    states: list[WorkChoice] = strawberry.field(description="各状态的名称。")
    gates: list[WorkGate] = strawberry.field(description="各步的关口。")
    unique: list[str] = strawberry.field(description="同一上级事项之下，这些栏目的值不得都与另一件相同。")
    proportions: list[WorkProportion] = strawberry.field(description="其下事项须按的比例。")
    children: list[WorkChildren] = strawberry.field(description="其下事项须有的件数与状态。")
    listed: list[WorkListed] = strawberry.field(description="须在上级事项名单之内或须回避的。")
    top_shares: list[WorkTopShare] = strawberry.field(
        description="评议人给最好等次的限额，超出的不予登记（TOO_MANY_TOP_MARKS）。"
    )

    @classmethod
    def of(cls, message: scoring.WorkKind) -> Self:
        """The kind as it was published."""
        return cls(
            key=message.key,
            title=message.title,
            noun=WorkNoun(message.noun),
            provenance=message.provenance,
            source=message.source or None,
            subjects=[SubjectKind(kind) for kind in message.subjects],
            parent=message.parent or None,
            once_per=message.once_per or None,
            most=message.most or None,
            most_per=message.most_per or None,
            due_days=message.due_days or None,
            every=message.every or None,
            due_working_days=message.due_working_days or None,
            remind_working_days=message.remind_working_days or None,
            opening_suffices=message.opening_suffices,
            exempt=list(message.exempt),
            quiet=[_quiet(one) for one in message.quiet],
            burdens=[_burden(one) for one in message.burdens],
            opening=_step(message.opening),
            steps=[_step(step) for step in message.steps],
            follows=[WorkFollow(indicator=one.indicator, step=one.step) for one in message.follows],
            states=_choices(message.states),
            gates=[_gate(one) for one in message.gates],
            unique=list(message.unique),
            proportions=[_proportion(one) for one in message.proportions],
            children=[_children(one) for one in message.children],
            top_shares=[_top_share(one) for one in message.top_shares],
            listed=[
                WorkListed(step=one.step, field=one.field, among=one.among, barred=one.barred) for one in message.listed
            ],
        )


@strawberry.type
class WorkKindQuery:
    """Queries about what work a city declares."""

    @resolved("一个城市声明的各种工作事项，按声明的次序。")
    async def work_kinds(self, info: Info, city: City) -> list[WorkKind]:
        request = pb.ListWorkKindsRequest(city=city)
        answer = await info.context.calls.invoke(info.context.services.assessment.list_work_kinds, request)
        return [WorkKind.of(scoring.WorkKind.FromString(one)) for one in answer.kinds]


async def kind_of(info: Info, city: str, key: str) -> WorkKind | None:
    """The kind of a city that has this key."""
    message = await info.context.loaders.work_kinds.load(Coded(city, key))
    return WorkKind.of(message) if message else None


def _step(message: scoring.WorkStepKind) -> WorkStepKind:
    return WorkStepKind(
        key=message.key,
        title=message.title,
        origins=list(message.origins),
        to=message.to,
        by=message.by or None,
        fields=[_field(one) for one in message.fields],
        signatures=message.signatures,
        closes=message.closes,
        under=list(message.under),
        apart_from=message.apart_from or None,
        replaces=list(message.replaces),
    )


def _quiet(message: scoring.WorkQuiet) -> WorkQuiet:
    return WorkQuiet(
        title=message.title,
        provenance=message.provenance,
        source=message.source or None,
        weekdays=list(message.weekdays),
        weeks=list(message.weeks),
    )


def _burden(message: scoring.WorkBurden) -> WorkBurden:
    return WorkBurden(
        key=message.key,
        title=message.title,
        provenance=message.provenance,
        source=message.source or None,
        most=message.most or None,
        sums=message.sums or None,
    )


def _top_share(message: scoring.WorkTopShare) -> WorkTopShare:
    return WorkTopShare(
        step=message.step,
        field=message.field,
        values=list(message.values),
        by=message.by,
        percent=message.percent,
        of=message.of,
    )


def _gate(message: scoring.WorkGate) -> WorkGate:
    return WorkGate(
        key=message.key,
        title=message.title,
        provenance=message.provenance,
        source=message.source or None,
        at=message.at,
        work=message.work or None,
        leads_to=message.leads_to or None,
    )


def _proportion(message: scoring.WorkProportion) -> WorkProportion:
    return WorkProportion(
        step=message.step,
        kind=message.kind,
        field=message.field,
        shares=[WorkShare(value=one.value, percent=one.percent) for one in message.shares],
        weighed_by=message.weighed_by or None,
    )


def _children(message: scoring.WorkChildren) -> WorkChildren:
    return WorkChildren(step=message.step, kind=message.kind, states=list(message.states), least=message.least)


def _field(message: scoring.WorkField) -> WorkField:
    return WorkField(
        key=message.key,
        title=message.title,
        takes=message.takes,
        choices=_choices(message.choices),
        optional=message.optional,
        opens=message.opens or None,
    )


def _choices(messages: Iterable[scoring.Choice]) -> list[WorkChoice]:
    return [WorkChoice(key=one.key, title=one.title) for one in messages]
