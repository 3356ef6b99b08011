"""What must hold of a kind of work: gates, shares, lists, limits, quiet days, and what it burdens a unit with."""

import strawberry
from biaochi.scoring.v1 import events_pb2 as scoring


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
    required: bool = strawberry.field(description="为真：须有这样一件事项；为假：不得有。")
    consequences: list[str] = strawberry.field(description="看哪几种结果运用事项，键；不看则为空。")


@strawberry.type(description="一位评议人至多给多少个最好的，占所评的百分比，不足一个舍去。")
class WorkTopShare:
    """How many of the best one rater may give."""

    step: str = strawberry.field(description="在哪一步检查。")
    field: str = strawberry.field(description="看哪个栏目。")
    values: list[str] = strawberry.field(description="最好的值；按分数时为空。")
    least: str | None = strawberry.field(description="多少分以上为最好；按等次时为 null。")
    by: str = strawberry.field(description="评议人在哪个栏目。")
    percent: int = strawberry.field(description="至多百分之几。")
    of: str = strawberry.field(description="同一上级事项下的哪一种事项是所评的。")


@strawberry.type(description="一年里至多多少件到所列状态：一个数，或在册者的百分比；超出的不予办理（QUOTA_SPENT）。")
class WorkQuota:
    """How many items of a year may come to a state."""

    key: str = strawberry.field(description="键。")
    title: str = strawberry.field(description="名称。")
    provenance: str = strawberry.field(description="来历。")
    source: str | None = strawberry.field(description="出处。")
    states: list[str] = strawberry.field(description="处于哪些状态的占名额。")
    most: int | None = strawberry.field(description="至多几件；按百分比的为 null。")
    percent: int | None = strawberry.field(description="百分之几；按个数的为 null。")
    among: list[str] = strawberry.field(description="占哪些类别在册者的百分比；按个数的为空。")
    rounds: str | None = strawberry.field(
        description="不足一个怎样：down 舍去，half_up 四舍五入，up 进一；按个数的为 null。"
    )
    field: str | None = strawberry.field(description="只计这一栏目是下列值的；全部都计为 null。")
    values: list[str] = strawberry.field(description="该栏目的值。")
    of_list: str | None = strawberry.field(
        description="上一周期定案后改按哪个模型的名单计百分比，给模型代码；一直按在册计的为 null。"
    )


@strawberry.type(description="一个时期里轮到的位次。")
class WorkTurn:
    """The places of one period."""

    ordinal: int = strawberry.field(description="当年第几个时期；用完后从头轮起。")
    shifts: list[int] = strawberry.field(description="按代码次序，本组织在结对一方之后几位。")


@strawberry.type(description="按时期轮转结对：谁轮到与谁结对，不是轮到的不予登记（NOT_ON_LIST）。")
class WorkTurns:
    """Whose turn it is with whom."""

    title: str = strawberry.field(description="名称。")
    provenance: str = strawberry.field(description="来历。")
    source: str | None = strawberry.field(description="出处。")
    field: str = strawberry.field(description="结对一方在哪个栏目。")
    every: str = strawberry.field(description="多长的时期轮一次。")
    turns: list[WorkTurn] = strawberry.field(description="各时期的位次。")


@strawberry.type(description="这种事项使其组织免办应办的工作：自某日起、某日前开始的时期。")
class WorkWaiver:
    """What an item excuses from."""

    states: list[str] = strawberry.field(description="处于哪些状态时有效。")
    of: str = strawberry.field(description="免办哪一种事项，在哪个栏目。")
    since: str = strawberry.field(description="自何日起，在哪个栏目。")
    until: str = strawberry.field(description="至何日前，在哪个栏目。")


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
    most: int | None = strawberry.field(description="一个组织每期的上限；不设限为 null。")
    sums: str | None = strawberry.field(description="合计登记时的哪个数值栏目；按件数计为 null。")
    per: str = strawberry.field(description="按哪种期间计：month、quarter 等。")
    by: str | None = strawberry.field(
        description="按登记时的哪个选择栏目分别计、分别限，如每项指标；合在一起计为 null。"
    )


def quiet(message: scoring.WorkQuiet) -> WorkQuiet:
    """The days as they were published."""
    return WorkQuiet(
        title=message.title,
        provenance=message.provenance,
        source=message.source or None,
        weekdays=list(message.weekdays),
        weeks=list(message.weeks),
    )


def burden(message: scoring.WorkBurden) -> WorkBurden:
    """The burden as it was published."""
    return WorkBurden(
        key=message.key,
        title=message.title,
        provenance=message.provenance,
        source=message.source or None,
        most=message.most or None,
        sums=message.sums or None,
        per=message.per or "month",
        by=message.by or None,
    )


def turns(message: scoring.WorkTurns) -> WorkTurns:
    """The turns as they were published."""
    return WorkTurns(
        title=message.title,
        provenance=message.provenance,
        source=message.source or None,
        field=message.field,
        every=message.every,
        turns=[WorkTurn(ordinal=one.ordinal, shifts=list(one.shifts)) for one in message.turns],
    )


def waiver(message: scoring.WorkWaiver) -> WorkWaiver:
    """The waiver as it was published."""
    return WorkWaiver(states=list(message.states), of=message.of, since=message.since, until=message.until)


def top_share(message: scoring.WorkTopShare) -> WorkTopShare:
    """The limit as it was published."""
    return WorkTopShare(
        step=message.step,
        field=message.field,
        values=list(message.values),
        least=message.least or None,
        by=message.by,
        percent=message.percent,
        of=message.of,
    )


def quota(message: scoring.WorkQuota) -> WorkQuota:
    """The quota as it was published."""
    return WorkQuota(
        key=message.key,
        title=message.title,
        provenance=message.provenance,
        source=message.source or None,
        states=list(message.states),
        most=message.most or None,
        percent=message.percent or None,
        among=list(message.among),
        rounds=message.rounds or None,
        field=message.field or None,
        values=list(message.values),
        of_list=message.of_list or None,
    )


def gate(message: scoring.WorkGate) -> WorkGate:
    """The gate as it was published."""
    return WorkGate(
        key=message.key,
        title=message.title,
        provenance=message.provenance,
        source=message.source or None,
        at=message.at,
        work=message.work or None,
        leads_to=message.leads_to or None,
        required=message.required,
        consequences=list(message.consequences),
    )


def proportion(message: scoring.WorkProportion) -> WorkProportion:
    """The shares as they were published."""
    return WorkProportion(
        step=message.step,
        kind=message.kind,
        field=message.field,
        shares=[WorkShare(value=one.value, percent=one.percent) for one in message.shares],
        weighed_by=message.weighed_by or None,
    )


def children(message: scoring.WorkChildren) -> WorkChildren:
    """The rule as it was published."""
    return WorkChildren(step=message.step, kind=message.kind, states=list(message.states), least=message.least)
