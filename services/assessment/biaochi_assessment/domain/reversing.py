"""Taking a fact back: with a reason, once, and only while its cycle is open."""

from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.commands import ReverseFact
from biaochi_assessment.domain.decision import DecisionContext, Recorder
from biaochi_assessment.domain.facts import TASK, Fact, Reversal, completion_slot
from biaochi_assessment.domain.recording import allowed
from biaochi_assessment.domain.refusals import AlreadyReversed, StillInUse, UnknownFact
from biaochi_assessment.domain.values import text


def reverse_fact(context: DecisionContext, recorder: Recorder, command: ReverseFact) -> Reversal:
    """Return the reversal. Who may record a fact may reverse it; a reversed completion reopens its task.

    Raises UnknownFact, BadRequest, AlreadyReversed, CycleClosed, StillInUse, NotAllowedToRecord.
    """
    stored = context.fact(command.fact)
    if stored is None:
        raise UnknownFact(f"没有编号为“{shown(command.fact)}”的事实：请核对编号；冲销本身不能再冲销。", field="fact")
    if not command.reason.strip():
        raise BadRequest(f"冲销 {command.fact} 没有写理由：请写明为什么冲销。", field="reason")
    if stored.reversal is not None:
        sentence = f"事实 {command.fact} 已经被冲销（编号 {stored.reversal.number}）：不能再次冲销。"
        raise AlreadyReversed(sentence, field="fact", details={"reversal": stored.reversal.number})
    _check_may_go(context, recorder, stored.fact)
    return context.reverse(
        Reversal(
            command.idempotency_key,
            command.fact,
            stored.fact.cycle,
            text(command.reason, "reason"),
            recorder.name,
            recorder.at,
        )
    )


def _check_may_go(context: DecisionContext, recorder: Recorder, fact: Fact) -> None:
    cycle, _ = context.open_period(fact.period)
    for model, accept in context.takers(cycle, fact.indicator):
        if accept.kind == fact.kind and fact.is_for(model.code):
            allowed(recorder, accept)
    if fact.kind == TASK and fact.amount is None and (standing := context.standing(completion_slot(fact.task))):
        sentence = f"任务 {fact.task} 已经办结（编号 {standing}）：请先冲销办结登记，再冲销任务。"
        raise StillInUse(sentence, field="fact", details={"fact": standing})
