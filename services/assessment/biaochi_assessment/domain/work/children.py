"""What must hold of the items below before a step is taken: how many, in which states, of which shares."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from biaochi_chassis.foundation.decimals import shortest

from biaochi_assessment.domain.refusals import ChildrenNotReady, ProportionNotMet
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import WorkItem
from biaochi_assessment.domain.work_kinds import Children, Kind, Proportion, Step

SHOWN = 5
"""How many codes a sentence names."""


def check_children(context: WorkContext, kind: Kind, item: WorkItem, step: Step) -> None:
    """Raise ChildrenNotReady, ProportionNotMet where the kind asks at this step for what is not there."""
    for ready in kind.children:
        if ready.step == step.key:
            _check_ready(context, item, step, ready)
    for proportion in kind.proportions:
        if proportion.step == step.key:
            _check_shares(context, item, step, proportion)


def _check_ready(context: WorkContext, item: WorkItem, step: Step, rule: Children) -> None:
    kind, below = context.kind(rule.kind), context.below(item.code, rule.kind)
    if len(below) < rule.least:
        there = f"至少要有 {rule.least} 件“{kind.title}”，现有 {len(below)} 件"
        sentence = f"“{item.code}”办“{step.title}”前{there}：请补齐后再办。"
        details = {"kind": rule.kind, "least": str(rule.least), "there": str(len(below))}
        raise ChildrenNotReady(sentence, field="item", details=details)
    late = [one.code for one in below if rule.states and one.state not in rule.states]
    if late:
        states = "、".join(kind.state_title(state) for state in rule.states)
        some = "、".join(late[:SHOWN])
        sentence = (
            f"“{item.code}”办“{step.title}”前，其下“{kind.title}”都应为“{states}”，还有 {len(late)} 件不是（{some}）："
            "请先办好或撤回。"
        )
        raise ChildrenNotReady(sentence, field="item", details={"kind": rule.kind, "items": ",".join(late[:SHOWN])})


def _check_shares(context: WorkContext, item: WorkItem, step: Step, rule: Proportion) -> None:
    below = context.below(item.code, rule.kind)
    weights = _weights(below, rule)
    total = sum(weights.values(), Decimal(0))
    expected = {share.value: share.percent for share in rule.shares}
    if total and all(100 * weights[value] == expected.get(value, 0) * total for value in {*weights, *expected}):
        return
    titles = context.kind(rule.kind).choices_of(rule.field)
    wanted = "、".join(f"{titles.get(value, value)} {percent}%" for value, percent in expected.items())
    there = "、".join(
        f"{titles.get(value, value)} {shortest(str(weight))}" for value, weight in sorted(weights.items())
    )
    sentence = (
        f"“{item.code}”的“{context.kind(rule.kind).title}”应为 {wanted}，现为 {there or '（没有）'}："
        f"请增减后再办“{step.title}”。"
    )
    details = {value: str(weights[value]) for value in expected}
    raise ProportionNotMet(sentence, field="item", details=details)


def _weights(below: Sequence[WorkItem], rule: Proportion) -> dict[str, Decimal]:
    weights: defaultdict[str, Decimal] = defaultdict(Decimal)
    for one in below:
        written = one.fields.get(rule.weighed_by, ("0",)) if rule.weighed_by else ("1",)
        for value in one.fields.get(rule.field, ("",)):
            weights[value] += Decimal(written[0])
    return weights
