"""The commands of this service, in batches: cycles opened and closed, facts recorded and taken back.

A batch is written whole or not at all; what it refuses, its rule says.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from biaochi_chassis.foundation.clock import SHANGHAI
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.batch import Batch, Command
from biaochi_chassis.store.database import UnitOfWork
from biaochi_chassis.store.signatures import lapses_at

from biaochi_assessment.domain import commands as said
from biaochi_assessment.domain import reversing
from biaochi_assessment.domain.closing import Freeze, check_closable, closed_now, facts_hash
from biaochi_assessment.domain.cycles import Cycle, by_code, check_new, named, open_cycle
from biaochi_assessment.domain.deciding import decide_by_hand
from biaochi_assessment.events.decode import ORG
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import models as model_store
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.decision import known_city, load_context, rules_of
from biaochi_assessment.use_cases.keeping import keep_facts, keep_reversals
from biaochi_assessment.use_cases.ratings_due import ratings_due
from biaochi_assessment.use_cases.rules import texts_of_cycle


def announce_signatures(sent: CommandContext, tx: UnitOfWork, signed: Sequence[Command]) -> None:
    """Publish that a second signature is awaited under these commands."""
    context, until = sent.event_context, lapses_at(sent.at)
    tx.publish(context.signature_awaited(type(one).__name__, str(getattr(one, "cycle", "")), until) for one in signed)


def open_cycles(sent: CommandContext, tx: UnitOfWork, batch: Batch[said.OpenCycle]) -> None:
    """Open cycles, each with the periods of the city's calendar and the models valid at its end."""
    city = known_city(tx.connection, sent.city)
    models = model_store.models(tx.connection, sent.city)
    known = by_code(cycle_store.cycles(tx.connection, sent.city))
    for index, command in batch.fresh:
        with batch.refusing(index):
            check_new(command.code, known)
            known[command.code] = cycle = open_cycle(command.code, city, models, sent.at)
            cycle_store.keep_cycle(tx.connection, sent.city, cycle)
            tx.publish([sent.event_context.cycle_opened(cycle)])
            batch.done(index, cycle.code)


def close_cycles(sent: CommandContext, tx: UnitOfWork, batch: Batch[said.CloseCycle]) -> None:
    """Close cycles: their facts and reversals are frozen under a hash, and nothing more is recorded in them.

    What is frozen is what stands at the second signature.
    """
    known_city(tx.connection, sent.city)
    today = sent.at.astimezone(SHANGHAI).date()
    for index, command in batch.fresh:
        with batch.refusing(index):
            known = by_code(cycle_store.cycles(tx.connection, sent.city, [command.code]))
            cycle = named(command.code, known)
            check_closable(cycle, today, ratings_due(tx.connection, sent.city, cycle))
            freeze = _freeze(sent, tx, cycle)
            cycle_store.close_cycle(tx.connection, sent.city, freeze.cycle)
            tx.publish([sent.event_context.cycle_closed(freeze)])
            batch.done(index, cycle.code)


def record_facts(sent: CommandContext, tx: UnitOfWork, batch: Batch[Command]) -> None:
    """Record facts; each answers with its number."""
    rules, city = rules_of(tx.connection, sent)
    context = load_context(tx.connection, sent, rules, (command for _, command in batch.fresh))
    recorder = sent.recorder
    facts = []
    for index, command in batch.fresh:
        with batch.refusing(index):
            facts.append(decide_by_hand(context, city, recorder, command))
            batch.done(index, command.idempotency_key)
    keep_facts(sent, tx, facts)


def waiving(sent: CommandContext, tx: UnitOfWork, entries: Sequence[said.RecordLedgerEntry]) -> AbstractSet[str]:
    """The keys of entries that waive a case, or part of it: an exception takes two."""
    rules, _ = rules_of(tx.connection, sent)
    return {one.idempotency_key for one in entries if one.indicator in rules.waivers}


def lifting(sent: CommandContext, tx: UnitOfWork, reversals: Sequence[said.ReverseFact]) -> AbstractSet[str]:
    """The keys of reversals that take back what took two to record."""
    rules, _ = rules_of(tx.connection, sent)
    known = fact_store.facts_of(tx.connection, sent.city, [one.fact for one in reversals])
    by_two = {one.fact.number for one in known if rules.lifting_takes_two(one.fact)}
    return {one.idempotency_key for one in reversals if one.fact in by_two}


def reverse_facts(sent: CommandContext, tx: UnitOfWork, batch: Batch[said.ReverseFact]) -> None:
    """Take facts back; each answers with the number of its reversal."""
    rules, city = rules_of(tx.connection, sent)
    context = load_context(tx.connection, sent, rules, (command for _, command in batch.fresh))
    recorder = sent.recorder
    reversals = []
    for index, command in batch.fresh:
        with batch.refusing(index):
            city.check_by_hand(context.fact(command.fact))
            reversals.append(reversing.reverse_fact(context, recorder, command))
            batch.done(index, command.idempotency_key)
    keep_reversals(sent, tx, reversals, [context.reversed_fact(reversal) for reversal in reversals])


def _freeze(sent: CommandContext, tx: UnitOfWork, cycle: Cycle) -> Freeze:
    rules, _ = rules_of(tx.connection, sent)
    facts, reversals = texts_of_cycle(tx.connection, rules, sent.city, cycle.code)
    frozen = closed_now(cycle, sent.at, facts_hash(facts, reversals))
    read = tx.known().at(ORG, partition_of(sent.city))
    return Freeze(frozen, len(facts), len(reversals), read)
