"""Gates of a step (关口): what stands in its way refuses it, or leads the item to the state that the city declares."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from biaochi_chassis.foundation.refusal import shown

from biaochi_assessment.domain.refusals import GateClosed
from biaochi_assessment.domain.wording import title
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import Values, WorkItem, WorkStep
from biaochi_assessment.domain.work_kinds import CLOSED_BY, GATES, WITHDRAWN, Gate, Kind

ORGANIZATION = "organization"
MOST_SHOWN = 5


def through_gates(context: WorkContext, kind: Kind, item: WorkItem, step: WorkStep) -> tuple[WorkItem, WorkStep]:
    """Return an item and its step as they are once the gates were looked at; what led it elsewhere stands in both.

    Raises GateClosed at a gate that leads nowhere else, with what closed it.
    """
    looked_at = ((gate, _closed(context, gate, item, step.on)) for gate in kind.gates if gate.at == step.step)
    closed = [(gate, reason, others) for gate, (reason, others) in looked_at if reason]
    if not closed:
        return item, step
    for gate, reason, others in closed:
        if not gate.leads_to:
            raise _refusal(kind, gate, reason, others)
    found = {GATES: tuple(gate.key for gate, _, _ in closed)}
    if closed_by := tuple(dict.fromkeys(one.code for _, _, some in closed for one in some)):
        found |= {CLOSED_BY: closed_by}
    state = closed[0][0].leads_to
    led = replace(item, state=state, closed_on=step.on, fields={**item.fields, **found})
    return led, replace(step, fields={**step.fields, **found})


def _closed(context: WorkContext, gate: Gate, item: WorkItem, on: date) -> tuple[str, Sequence[WorkItem]]:
    """Why a gate is closed, in words, and the items that close it; no words while it is open."""
    if gate.field:
        given = [value for value in item.fields.get(gate.field, ()) if value in gate.values]
        return ("、".join(given), ()) if given else ("", ())
    whom = _whom(item, gate.own)
    if gate.registered:
        lacking = [code for code in whom if not context.facts.registry.kinds_on(code, on) & set(gate.registered)]
        reason = f"{'、'.join(map(shown, lacking))} 在 {on} 不是{title(*gate.registered)}"
        return (reason, ()) if lacking else ("", ())
    if gate.consequences:
        return _unanswered(context, gate, whom, on), ()
    found = [other for other in _others(context, gate, item, on) if set(_whom(other, gate.theirs)) & set(whom)]
    # In one order, however the items were read: what closed a gate is said and kept.
    found.sort(key=attrgetter("code"))
    if gate.required:
        named = {code for other in found for code in _whom(other, gate.theirs)}
        return _lacking(context.kind(gate.work), gate, [code for code in whom if code not in named]), ()
    return "；".join(map(_shown, found[:MOST_SHOWN])), found


def _unanswered(context: WorkContext, gate: Gate, whom: Sequence[str], on: date) -> str:
    """What has followed from final results and not ended, in words; where it is required, who lacks it."""
    followed = [one for one in context.consequences if one.key in gate.consequences and one.subject in whom]
    if gate.required:
        year = str(on.year - 1)
        there = {one.subject for one in followed if one.cycle == year and not one.waived}
        lacking = [code for code in whom if code not in there]
        return f"{'、'.join(map(shown, lacking))} 的 {year} 年最终成绩未达到所需的等次" if lacking else ""
    unended = [one for one in followed if not one.ended]
    return "；".join(f"{one.subject} 的“{one.title}”（{one.code}）尚未办结" for one in unended[:MOST_SHOWN])


def _others(context: WorkContext, gate: Gate, item: WorkItem, on: date) -> Iterator[WorkItem]:
    for other in context.of_kind(gate.work):
        day = other.closed_on or other.opened_on
        far = gate.within_days and abs((day - on).days) > gate.within_days
        another_year = gate.same_year and day.year != on.year
        in_state = other.state in gate.states if gate.states else other.state != WITHDRAWN
        alike = all(other.fields.get(field) == item.fields.get(field) for field in gate.alike)
        if other.code != item.code and in_state and alike and not far and not another_year:
            yield other


def _lacking(looked_at: Kind, gate: Gate, whom: Sequence[str]) -> str:
    """Who has no item of the kind that is required, in words; none where everybody has."""
    states = "、".join(looked_at.state_title(state) for state in gate.states)
    return f"{'、'.join(map(shown, whom))} 没有{states and f'“{states}”的'}“{looked_at.title}”" if whom else ""


def _whom(item: WorkItem, field: str) -> Sequence[str]:
    return (item.organization,) if field == ORGANIZATION else item.fields.get(field, ())


def _shown(item: WorkItem) -> str:
    words = f"：{item.words}" if item.words else ""
    return f"{item.code}（{item.closed_on or item.opened_on}，{item.title}{words}）"


def _refusal(kind: Kind, gate: Gate, reason: str, closed_by: Sequence[WorkItem]) -> GateClosed:
    sentence = f"“{kind.title}”未过“{gate.title}”一关：{reason}。{gate.advice or '请先了结上述情形，再行办理。'}"
    details = {"gate": gate.key, "closed_by": ",".join(item.code for item in closed_by)}
    return GateClosed(sentence, field=gate.field or gate.own, details=details)


def without_gates(fields: Values) -> Values:
    """What was filled in, without what an earlier step was led elsewhere by."""
    return {key: values for key, values in fields.items() if key not in (GATES, CLOSED_BY)}
