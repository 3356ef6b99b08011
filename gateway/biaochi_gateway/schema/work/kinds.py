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
from biaochi_gateway.schema.work.rules import (
    WorkBurden,
    WorkChildren,
    WorkGate,
    WorkListed,
    WorkProportion,
    WorkQuiet,
    WorkQuota,
    WorkTopShare,
    WorkTurns,
    WorkWaiver,
    burden,
    children,
    gate,
    proportion,
    quiet,
    quota,
    top_share,
    turns,
    waiver,
)


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
    seen_by: list[str] = strawberry.field(description="只给哪些角色看；谁能看事项谁就能看则为空。")


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
    exception: bool = strawberry.field(description="破例：不受名额限制，须写明理由，并由两人办理。")
    waits: int | None = strawberry.field(description="前一步之后满几个工作日才可办，如公示期；不必等为 null。")


@strawberry.type(description="某一步自动登记的一项事实；这一指标不能再由人直接登记。")
class WorkFollow:
    """A fact that follows from a step."""

    indicator: str = strawberry.field(description="指标的键。")
    step: str = strawberry.field(description="在哪一步。")


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
    quotas: list[WorkQuota] = strawberry.field(description="一年的名额，使用情形见 workQuotas。")
    turns: WorkTurns | None = strawberry.field(description="按时期轮转结对；不轮转为 null。")
    waiver: WorkWaiver | None = strawberry.field(description="使其组织免办的工作；不是免办事项为 null。")
    succession: str | None = strawberry.field(
        description="组织撤并后未办结的：passes 移交承接的组织，withdrawn 撤回；仍留原处为 null。"
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
            quiet=[quiet(one) for one in message.quiet],
            burdens=[burden(one) for one in message.burdens],
            opening=_step(message.opening),
            steps=[_step(step) for step in message.steps],
            follows=[WorkFollow(indicator=one.indicator, step=one.step) for one in message.follows],
            states=_choices(message.states),
            gates=[gate(one) for one in message.gates],
            unique=list(message.unique),
            proportions=[proportion(one) for one in message.proportions],
            children=[children(one) for one in message.children],
            top_shares=[top_share(one) for one in message.top_shares],
            quotas=[quota(one) for one in message.quotas],
            turns=turns(message.turns) if message.HasField("turns") else None,
            waiver=waiver(message.waiver) if message.HasField("waiver") else None,
            succession=message.succession or None,
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
        exception=message.exception,
        waits=message.waits or None,
    )


def _field(message: scoring.WorkField) -> WorkField:
    return WorkField(
        key=message.key,
        title=message.title,
        takes=message.takes,
        choices=_choices(message.choices),
        optional=message.optional,
        opens=message.opens or None,
        seen_by=list(message.seen_by),
    )


def _choices(messages: Iterable[scoring.Choice]) -> list[WorkChoice]:
    return [WorkChoice(key=one.key, title=one.title) for one in messages]
