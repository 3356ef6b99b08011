"""Taking a fact back: with a reason, once, and only while its cycle is open."""

from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.commands import ReverseFact
from biaochi_assessment.domain.decision import Books, Recorder
from biaochi_assessment.domain.facts import TASK, Fact, Reversal, completion_slot
from biaochi_assessment.domain.recording import allowed
from biaochi_assessment.domain.refusals import AlreadyReversed, StillInUse, UnknownFact
from biaochi_assessment.domain.words import text


def reverse_fact(books: Books, recorder: Recorder, deed: ReverseFact) -> Reversal:
    """Return the reversal. Who may record a fact may reverse it; a reversed completion reopens its task.

    Raises UnknownFact, BadRequest, AlreadyReversed, CycleClosed, StillInUse, NotAllowedToRecord.
    """
    stored = books.fact(deed.fact)
    if stored is None:
        raise UnknownFact(f"没有编号为“{shown(deed.fact)}”的事实：请核对编号；冲销本身不能再冲销。", field="fact")
    if not deed.reason.strip():
        raise BadRequest(f"冲销 {deed.fact} 没有写理由：请写明为什么冲销。", field="reason")
    if stored.reversal is not None:
        sentence = f"事实 {deed.fact} 已经被冲销（编号 {stored.reversal.number}）：不能再次冲销。"
        raise AlreadyReversed(sentence, field="fact", details={"reversal": stored.reversal.number})
    _check_may_go(books, recorder, stored.fact)
    return books.reverse(
        Reversal(
            deed.idempotency_key, deed.fact, stored.fact.cycle, text(deed.reason, "reason"), recorder.name, recorder.at
        )
    )


def _check_may_go(books: Books, recorder: Recorder, fact: Fact) -> None:
    cycle, _ = books.open_period(fact.period)
    for _, accept in books.takers(cycle, fact.indicator):
        if accept.kind == fact.kind:
            allowed(recorder, accept)
    if fact.kind == TASK and fact.amount is None and (standing := books.standing(completion_slot(fact.task))):
        sentence = f"任务 {fact.task} 已经办结（编号 {standing}）：请先冲销办结登记，再冲销任务。"
        raise StillInUse(sentence, field="fact", details={"fact": standing})
