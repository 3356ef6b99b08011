"""How many of the best one rater may give: a share of all that is rated (优秀等次比例)."""

from decimal import Decimal

from biaochi_assessment.domain.refusals import TooManyTopMarks
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import Values, WorkItem
from biaochi_assessment.domain.work_kinds import WITHDRAWN, Kind, Step, TopShare


def check_top_shares(context: WorkContext, kind: Kind, step: Step, item: WorkItem) -> None:
    """Raise TooManyTopMarks where the item, as the step leaves it, is one of the best too many of its rater."""
    for rule in kind.top_shares:
        if rule.step == step.key and _is_top(rule, item.fields):
            _check(context, kind, rule, item)


def _check(context: WorkContext, kind: Kind, rule: TopShare, item: WorkItem) -> None:
    rated = len(context.below(item.parent, rule.of))
    most = rated * rule.percent // 100
    rater = item.fields.get(rule.by, ())
    others = (one for one in context.below(item.parent, kind.key) if one.code != item.code and one.state != WITHDRAWN)
    there = sum(one.fields.get(rule.by, ()) == rater and _is_top(rule, one.fields) for one in others)
    if there + 1 > most:
        best = _best(kind, rule)
        sentence = (
            f"{'、'.join(rater)} 已评“{best}” {there} 个，{rated} 个评议对象中至多 {most} 个（{rule.percent}%）："
            f"请改评其他{'分数' if rule.least else '等次'}，或先改已评的。"
        )
        details = {"there": str(there), "most": str(most), "percent": str(rule.percent)}
        raise TooManyTopMarks(sentence, field=rule.field, details=details)


def _best(kind: Kind, rule: TopShare) -> str:
    if rule.least:
        return f"{rule.least} 分以上"
    titles = kind.choices_of(rule.field)
    return "、".join(titles.get(value, value) for value in rule.values)


def _is_top(rule: TopShare, values: Values) -> bool:
    given = values.get(rule.field, ())
    if rule.least:
        return any(Decimal(value) >= Decimal(rule.least) for value in given)
    return bool(set(given) & set(rule.values))
