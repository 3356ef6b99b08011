"""The commands about results, in batches: notices begun, objections raised and decided, results signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from biaochi_chassis.foundation.refusal import shown
from biaochi_chassis.store.batch import Batch
from biaochi_chassis.store.database import UnitOfWork
from biaochi_chassis.store.signatures import lapse

from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.closing import facts_hash
from biaochi_assessment.domain.cycles import Cycle, by_code, named
from biaochi_assessment.domain.decision import DecisionContext, Known
from biaochi_assessment.domain.facts import ONE_STANDS, subject_slot
from biaochi_assessment.domain.models import Model, looked_at
from biaochi_assessment.domain.results.commands import BeginNotice, DecideObjection, RaiseObjection, SignResult
from biaochi_assessment.domain.results.correcting import Corrected, correct
from biaochi_assessment.domain.results.life import Objection, ResultLife, Signature
from biaochi_assessment.domain.results.notice import begin_notice, sign
from biaochi_assessment.domain.results.objections import decide_objection, raise_objection
from biaochi_assessment.domain.results.refusals import UnknownObjection
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import registry as registry_store
from biaochi_assessment.store import results as result_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.texts import resealed_facts, sealed_facts, sealed_objection, sealed_reversals
from biaochi_assessment.use_cases.consequences import follow
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.decision import rules_of
from biaochi_assessment.use_cases.rules import Rules, texts_of_cycle


@dataclass(frozen=True)
class _Cycle:
    """A cycle that a command names, with its city, its models by code and the life of its results."""

    city: City
    cycle: Cycle
    models: Mapping[str, Model]
    life: ResultLife


def begin_notices(sent: CommandContext, tx: UnitOfWork, batch: Batch[BeginNotice]) -> None:
    """Put results under notice; each answers with the cycle."""
    for index, command in batch.fresh:
        with batch.refusing(index):
            found = _find(sent, tx.connection, command.cycle)
            notice = begin_notice(found.life, found.city.notice, sent.recorder, command.results_hash)
            result_store.keep_notice(tx.connection, sent.city, notice)
            tx.publish([sent.event_context.notice_began(notice)])
            batch.done(index, notice.cycle)


def raise_objections(sent: CommandContext, tx: UnitOfWork, batch: Batch[RaiseObjection]) -> None:
    """Take objections; each answers with its code."""
    for index, command in batch.fresh:
        with batch.refusing(index):
            found = _find(sent, tx.connection, command.cycle)
            registry = registry_store.registry(tx.connection, sent.city, {command.subject}, ())
            taken = result_store.objections_of(tx.connection, sent.city, [command.code])
            life = replace(found.life, objections=(*found.life.objections, *taken))
            raised = raise_objection(life, found.cycle, found.models, registry, command, sent.recorder)
            objection = sealed_objection(sent.keys(tx.connection), raised)
            result_store.add_objections(tx.connection, sent.city, [objection])
            tx.publish([sent.event_context.objection_raised(objection)])
            batch.done(index, objection.code)


def decide_objections(sent: CommandContext, tx: UnitOfWork, batch: Batch[DecideObjection]) -> None:
    """Decide objections; each answers with its code. What a batch upholds of a cycle shows in one next version."""
    decided: list[tuple[Objection, Corrected]] = []
    for index, command in batch.fresh:
        with batch.refusing(index):
            decided.append(_decide(sent, tx, command))
            batch.done(index, command.objection)
    if batch.refusals:
        return
    for cycle in dict.fromkeys(objection.cycle for objection, _ in decided):
        _publish(sent, tx, cycle, [one for one in decided if one[0].cycle == cycle])


def sign_results(sent: CommandContext, tx: UnitOfWork, batch: Batch[SignResult]) -> None:
    """Sign results; each answers with the cycle."""
    for index, command in batch.fresh:
        with batch.refusing(index):
            found = _find(sent, tx.connection, command.cycle)
            second = sign(found.life, found.city.notice, sent.recorder, command.results_hash)
            first = batch.signed.get(index)
            given = [Signature(command.results_hash, first.signer, first.at), second] if first else [second]
            _add_signatures(sent, tx, found.life, given)
            batch.done(index, found.cycle.code)


def _add_signatures(sent: CommandContext, tx: UnitOfWork, life: ResultLife, given: Sequence[Signature]) -> None:
    """Keep and publish signatures, but for that of somebody who stood for these results under an earlier build."""
    version = life.frozen.version if life.frozen else 0
    for signature in given:
        if signature.signed_by in {one.signed_by for one in life.signed}:
            continue
        life = life.with_signature(signature)
        result_store.add_signature(tx.connection, sent.city, life.cycle, signature)
        tx.publish([sent.event_context.results_signed(life.cycle, version, signature, final=life.final)])
    if life.final:
        follow(sent, tx, life)


def _decide(sent: CommandContext, tx: UnitOfWork, command: DecideObjection) -> tuple[Objection, Corrected]:
    """Decide one objection and write what it changes."""
    known = result_store.objections_of(tx.connection, sent.city, [command.objection])
    if not known:
        sentence = f"没有编号为“{shown(command.objection)}”的异议：请核对编号。"
        raise UnknownObjection(sentence, field="objection")
    objection = known[0]
    found, rules = _find(sent, tx.connection, objection.cycle), _rules(sent, tx.connection)
    indicators = found.models[objection.model].nodes[objection.node]
    behind = result_store.facts_behind(tx.connection, sent.city, objection, indicators)
    later = next((one.code for one in rules.cycles if one.code > objection.cycle and one.closed_at), "")
    decided = decide_objection(found.life, found.city.notice, objection, command, sent.recorder, behind, later)
    corrected = Corrected()
    if command.upheld:
        context = _context(sent, tx.connection, found, decided, command)
        corrected = _sealed(sent, tx, correct(context, indicators, decided, command, sent.recorder))
        fact_store.add_reversals(tx.connection, sent.city, corrected.reversals, corrected.freed)
        fact_store.add_facts(tx.connection, sent.city, corrected.facts)
    facts = tuple(fact.number for fact in corrected.facts)
    if command.upheld and found.life.frozen:
        lapse(tx.connection, sent.city, SignResult("", objection.cycle, found.life.frozen.results_hash).signed_as)
    decided = replace(decided, facts=facts, reversed=tuple(fact.number for fact in corrected.freed))
    decided = sealed_objection(sent.keys(tx.connection), decided)
    result_store.decide_objections(tx.connection, sent.city, [decided])
    return decided, corrected


def _sealed(sent: CommandContext, tx: UnitOfWork, corrected: Corrected) -> Corrected:
    """What an upheld objection changes, as it is kept and published."""
    keys = sent.keys(tx.connection)
    return Corrected(
        tuple(sealed_reversals(keys, corrected.reversals, corrected.freed)),
        tuple(resealed_facts(keys, corrected.freed)),
        tuple(sealed_facts(keys, corrected.facts)),
    )


def _context(
    sent: CommandContext, connection: Connection, found: _Cycle, objection: Objection, command: DecideObjection
) -> DecisionContext:
    """What the corrections are judged against: the closed cycle takes what an upheld objection changes."""
    replaced = fact_store.facts_of(connection, sent.city, [one.replaces for one in command.corrections])
    slots = {stored.fact.slot for stored in replaced} | {
        subject_slot(kind, indicator, one.period or objection.period, objection.subject)
        for one in command.corrections
        for kind in ONE_STANDS
        for indicator in (one.indicator, *(stored.fact.indicator for stored in replaced))
    }
    standing = fact_store.standing(connection, sent.city, slots - {""})
    registry = registry_store.registry(connection, sent.city, {objection.subject}, ())
    opened = replace(found.cycle, closed_at=None)
    indicators = looked_at(found.models.values())
    places = {(found.cycle.code, objection.subject, indicator) for indicator in indicators}
    neighbours = fact_store.neighbours(connection, sent.city, places)
    return DecisionContext(Known([opened], list(found.models.values()), registry, standing, replaced, neighbours))


def _publish(sent: CommandContext, tx: UnitOfWork, cycle: str, decided: Sequence[tuple[Objection, Corrected]]) -> None:
    """Say what was decided; where something was upheld, first that the results do not stand, then what changed."""
    upheld = [(objection, corrected) for objection, corrected in decided if corrected.facts or corrected.freed]
    context, changed, counted = sent.event_context, "", (0, 0)
    if upheld:
        facts, reversals = texts_of_cycle(tx.connection, _rules(sent, tx.connection), sent.city, cycle)
        changed, counted = facts_hash(facts, reversals), (len(facts), len(reversals))
        cycle_store.change_facts_hash(tx.connection, sent.city, cycle, changed)
        tx.publish([context.results_reopened(cycle, [objection.code for objection, _ in upheld])])
    for _, corrected in upheld:
        pairs = zip(corrected.reversals, corrected.freed, strict=True)
        tx.publish(context.fact_reversed(reversal, fact) for reversal, fact in pairs)
        tx.publish(context.recorded(corrected.facts))
    tx.publish(
        context.objection_decided(objection, changed if corrected.facts or corrected.freed else "", counted)
        for objection, corrected in decided
    )


def _find(sent: CommandContext, connection: Connection, code: str) -> _Cycle:
    """Return what a command is judged against, as it is after those before it. Raises UnknownCity, UnknownCycle."""
    _, city = rules_of(connection, sent)
    cycle = named(code, by_code(cycle_store.cycles(connection, sent.city, [code])))
    pinned = _rules(sent, connection).pinned([cycle])
    life = result_store.life_of(connection, sent.city, code, cycle.facts_hash)
    return _Cycle(city, cycle, {model.code: model for model in pinned}, life)


def _rules(sent: CommandContext, connection: Connection) -> Rules:
    rules, _ = rules_of(connection, sent)
    return rules
