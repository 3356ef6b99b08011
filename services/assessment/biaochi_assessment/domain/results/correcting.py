"""What an upheld objection changes: facts of the closed cycle taken back and recorded, under the decision's reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain import commands as said
from biaochi_assessment.domain.decision import DecisionContext, Recorder
from biaochi_assessment.domain.facts import BONUS, CHECK, CHOICE, DECISION, LEDGER, VETO, Fact, Reversal
from biaochi_assessment.domain.recording import record
from biaochi_assessment.domain.refusals import AlreadyReversed, UnknownFact, WrongKind
from biaochi_assessment.domain.results.commands import Correction, DecideObjection
from biaochi_assessment.domain.results.life import Objection
from biaochi_assessment.domain.results.refusals import NotContested
from biaochi_assessment.domain.wording import title

_COMMANDS: Mapping[str, type[said.Founded]] = {
    LEDGER: said.RecordLedgerEntry,
    CHECK: said.RecordCheck,
    VETO: said.RecordVeto,
    BONUS: said.RecordBonus,
    CHOICE: said.RecordChoice,
    DECISION: said.RecordDecision,
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was taken back, with the facts it freed, and what was recorded."""

    reversals: tuple[Reversal, ...] = ()
    freed: tuple[Fact, ...] = ()
    facts: tuple[Fact, ...] = ()


def correct(
    context: DecisionContext,
    indicators: Mapping[str, str],
    objection: Objection,
    command: DecideObjection,
    by: Recorder,
) -> Corrected:
    """Return what the corrections of an upheld objection come to.

    `indicators`: those behind the contested node, each with its kind of fact. Whoever may decide may record all of
    them. Numbers: KEY~FACT for what takes a fact back, KEY~1, KEY~2, … for what is recorded.

    Raises NotContested, UnknownFact, AlreadyReversed, WrongKind, BadRequest, and what a recorded fact raises.
    """
    judge = Recorder(by.name, frozenset({"*"}), by.at)
    reversals, freed, facts = [], [], []
    for place, one in enumerate(command.corrections, 1):
        replaced = _replaced(context, objection, one)
        indicator = one.indicator or (replaced.indicator if replaced else "")
        if indicator not in indicators:
            known = "、".join(sorted(indicators)) or "（没有）"
            sentence = f"指标“{shown(indicator)}”不在异议 {objection.code} 所争的 {objection.node} 下：可改 {known}。"
            raise NotContested(sentence, field="corrections", details={"indicators": ",".join(sorted(indicators))})
        if replaced:
            number = f"{command.idempotency_key}~{replaced.number}"
            reversal = Reversal(number, replaced.number, objection.cycle, command.reason, by.name, by.at)
            reversals.append(context.reverse(reversal))
            freed.append(replaced)
        if not one.reversal_only:
            kind = replaced.kind if replaced else indicators[indicator]
            facts.append(record(context, judge, _command(kind, indicator, replaced, objection, command, place)))
        elif replaced is None:
            sentence = "只撤销的改动没有写撤销哪件事实：请写明事实的编号。"
            raise BadRequest(sentence, field="corrections")
    return Corrected(tuple(reversals), tuple(freed), tuple(facts))


def _replaced(context: DecisionContext, objection: Objection, one: Correction) -> Fact | None:
    if not one.replaces:
        return None
    stored = context.fact(one.replaces)
    if stored is None:
        raise UnknownFact(f"没有编号为“{shown(one.replaces)}”的事实：请核对编号。", field="corrections")
    fact = stored.fact
    if fact.subject != objection.subject or fact.cycle != objection.cycle:
        sentence = f"事实 {fact.number} 属于 {fact.subject} 的 {fact.cycle}，与异议 {objection.code} 无关：请核对。"
        raise NotContested(sentence, field="corrections")
    if stored.reversal is not None:
        sentence = f"事实 {fact.number} 已经被冲销（编号 {stored.reversal.number}）：不能再次冲销。"
        raise AlreadyReversed(sentence, field="corrections", details={"reversal": stored.reversal.number})
    return fact


def _command(
    kind: str, indicator: str, replaced: Fact | None, objection: Objection, command: DecideObjection, place: int
) -> said.Founded:
    """The command that records what a correction says; what it does not say is as in the fact taken back."""
    one = command.corrections[place - 1]
    if kind not in _COMMANDS:
        sentence = f"{title(kind)}由当事人作出，答复异议只能撤销，不能代为改写：请写明只撤销。"
        raise WrongKind(sentence, field="corrections")
    made = _COMMANDS[kind]
    said_of: dict[str, Any] = {
        "subject": objection.subject,
        "indicator": indicator,
        "period": one.period or (replaced.period if replaced else objection.period),
        "level": one.level or (replaced.level if replaced else ""),
        "case": replaced.case if replaced else "",
        "department": replaced.department if replaced else "",
        "occurred_on": one.occurred_on or (_day(replaced) if replaced else ""),
        "evidence": objection.code,
        "reason": command.reason,
        "signed": command.signed,
        "owners": replaced.owners if replaced else 0,
        "raised": replaced.raised if replaced else False,
    }
    own = {name: getattr(one, name) for name in ("amount", "choice") if name in made.__dataclass_fields__}
    return made(idempotency_key=f"{command.idempotency_key}~{place}", **said_of, **own)


def _day(fact: Fact) -> str:
    return fact.occurred_on.isoformat() if fact.occurred_on else ""
