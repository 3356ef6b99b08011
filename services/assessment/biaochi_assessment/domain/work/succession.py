"""What becomes of an open item whose organization is no more (撤并后的事项): it passes on, or is withdrawn.

The city says which of a kind. It is the calendar that does it, once, on the turn of a day.
"""

from dataclasses import replace
from datetime import date

from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.refusals import CycleClosed
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import Taken, WorkItem, WorkStep
from biaochi_assessment.domain.work.steps import taken_back
from biaochi_assessment.domain.work_kinds import HAND_OVER, HANDED_FROM, HANDED_ON, PASSES, WITHDRAW, WITHDRAWN


def succeed(context: WorkContext, recorder: Recorder, item: WorkItem, today: date) -> Taken | None:
    """Return the step by which an open item passes to whoever stands in for its organization, or is withdrawn.

    What was earned and lost stays with whom it is about when an item passes on; what follows later is about the heir.
    None where its organization is there, its kind says nothing of it, or nobody stands in. Facts of a closed cycle are
    not taken back.
    """
    succession, gone = context.kind(item.kind).succession, item.organization
    if not succession or item.closed_on or context.facts.registry.kinds_on(gone, today):
        return None
    if succession == PASSES:
        return _passed(context, recorder, item, today)
    number, reason = f"{WITHDRAW}/{item.code}/{gone}", f"{gone} 已撤并，未办结的撤回。"
    steps = [_open_facts(context, step) for step in context.steps(item.code)]
    reversals = taken_back(context, recorder, steps, number, reason)
    step = WorkStep(number, item.code, WITHDRAW, today, reason, recorder.name, recorder.at)
    return context.keep(Taken(replace(item, state=WITHDRAWN, closed_on=today), step, reversals=reversals))


def _open_facts(context: WorkContext, step: WorkStep) -> WorkStep:
    """A step with those of its facts whose cycle is open."""
    return replace(step, facts=tuple(number for number in step.facts if _in_open_cycle(context, number)))


def _in_open_cycle(context: WorkContext, number: str) -> bool:
    stored = context.facts.fact(number)
    try:
        return stored is not None and bool(context.facts.open_period(stored.fact.period))
    except CycleClosed:
        return False


def _passed(context: WorkContext, recorder: Recorder, item: WorkItem, today: date) -> Taken | None:
    gone = item.organization
    heir = context.facts.registry.heir(gone, today)
    if not heir:
        return None
    handed = {HANDED_FROM: (*item.fields.get(HANDED_FROM, ()), gone), HANDED_ON: (today.isoformat(),)}
    words = f"{gone} 已撤并，未办结的移交 {heir}。"
    number = f"{HAND_OVER}/{item.code}/{gone}"
    step = WorkStep(number, item.code, HAND_OVER, today, words, recorder.name, recorder.at)
    return context.keep(Taken(replace(item, organization=heir, fields={**item.fields, **handed}), step))
