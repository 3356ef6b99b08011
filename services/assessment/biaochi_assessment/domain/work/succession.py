"""What becomes of an open item whose organization is no more (撤并后的事项): it passes on, or is withdrawn.

The city says which of a kind. It is the calendar that does it, once, on the turn of a day; where the registry has the
organization again, since its end was put right, the calendar brings back what it had done.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.facts import Fact
from biaochi_assessment.domain.refusals import CycleClosed
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import Taken, WorkItem, WorkStep
from biaochi_assessment.domain.work.steps import taken_back
from biaochi_assessment.domain.work_kinds import (
    HAND_BACK,
    HAND_OVER,
    HANDED_FROM,
    HANDED_ON,
    PASSES,
    REINSTATE,
    WITHDRAW,
    WITHDRAWN,
)


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
    number, reason = _number(context, WITHDRAW, item, gone), f"{gone} 已撤并，未办结的撤回。"
    steps = [_open_facts(context, step) for step in context.steps(item.code)]
    reversals = taken_back(context, recorder, steps, number, reason)
    step = WorkStep(number, item.code, WITHDRAW, today, reason, recorder.name, recorder.at)
    return context.keep(Taken(replace(item, state=WITHDRAWN, closed_on=today), step, reversals=reversals))


def come_back(context: WorkContext, recorder: Recorder, item: WorkItem, today: date) -> Taken | None:
    """Return the step by which what passed on or was withdrawn is its organization's again, which is there again.

    What passed on goes back to the first whose it was and who is there. What was withdrawn stands as it did, and the
    facts that were taken back with it are recorded anew, but for those of a closed cycle and those in whose place
    others stand. None where nobody is there again, or the item was ended by anybody else meanwhile.
    """
    if not context.kind(item.kind).succession:
        return None
    if item.state == WITHDRAWN:
        return _reinstated(context, recorder, item, today)
    owners = item.fields.get(HANDED_FROM, ())
    place = next((at for at, code in enumerate(owners) if context.facts.registry.kinds_on(code, today)), None)
    if item.closed_on or place is None:
        return None
    back = owners[place]
    fields = {key: some for key, some in item.fields.items() if key not in (HANDED_FROM, HANDED_ON)}
    if place:
        fields |= {HANDED_FROM: owners[:place], HANDED_ON: (today.isoformat(),)}
    number, words = _number(context, HAND_BACK, item, back), f"{back} 的撤并已更正，{item.organization} 退还未办结的。"
    step = WorkStep(number, item.code, HAND_BACK, today, words, recorder.name, recorder.at)
    return context.keep(Taken(replace(item, organization=back, fields=fields), step))


def _reinstated(context: WorkContext, recorder: Recorder, item: WorkItem, today: date) -> Taken | None:
    *before, last = context.steps(item.code)
    by_itself = last.number.startswith(f"{WITHDRAW}/{item.code}/{item.organization}")
    if not by_itself or not context.facts.registry.kinds_on(item.organization, today):
        return None
    number, words = (
        _number(context, REINSTATE, item, item.organization),
        f"{item.organization} 的撤并已更正，撤回作废。",
    )
    facts = [fact for step in before for fact in _recorded_anew(context, recorder, step, last.number, number)]
    numbers = tuple(fact.number for fact in facts)
    step = WorkStep(number, item.code, REINSTATE, today, words, recorder.name, recorder.at, facts=numbers)
    taken = context.kind(item.kind).by_key
    state = next(taken[one.step].to for one in reversed(before) if one.step in taken)
    return context.keep(Taken(replace(item, state=state, closed_on=None), step, tuple(facts)))


def _recorded_anew(
    context: WorkContext, recorder: Recorder, step: WorkStep, withdrawal: str, number: str
) -> Iterator[Fact]:
    """The facts of a step that a withdrawal took back, as they are recorded once more."""
    for stored in filter(None, map(context.facts.fact, _open_facts(context, step).facts)):
        fact, taken_by_it = stored.fact, stored.reversal and stored.reversal.number.startswith(f"{withdrawal}#")
        if taken_by_it and not (fact.slot and context.facts.standing(fact.slot)):
            again = replace(fact, number=f"{number}#{fact.number}", recorded_by=recorder.name, recorded_at=recorder.at)
            yield context.facts.keep(again)


def _number(context: WorkContext, word: str, item: WorkItem, organization: str) -> str:
    """The number of a step of the calendar, another one where it had to be taken once already."""
    number, there = f"{word}/{item.code}/{organization}", context.steps(item.code)
    return f"{number}/{len(there)}" if any(step.number == number for step in there) else number


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
    step = WorkStep(
        _number(context, HAND_OVER, item, gone), item.code, HAND_OVER, today, words, recorder.name, recorder.at
    )
    return context.keep(Taken(replace(item, organization=heir, fields={**item.fields, **handed}), step))
