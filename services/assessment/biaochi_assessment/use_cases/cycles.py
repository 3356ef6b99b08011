"""Opening and closing cycles."""

from biaochi_chassis.foundation.clock import SHANGHAI
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.batch import Batch
from biaochi_chassis.store.database import UnitOfWork

from biaochi_assessment.domain.commands import CloseCycle, OpenCycle
from biaochi_assessment.domain.cycles import Freeze, by_code, check_closable, check_new, facts_hash, named, open_cycle
from biaochi_assessment.domain.decision import Cycle, closed_now
from biaochi_assessment.events.decode import ORG
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import models as model_store
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.decision import known_city
from biaochi_assessment.use_cases.ratings_due import ratings_due


def open_cycles(sent: CommandContext, tx: UnitOfWork, batch: Batch[OpenCycle]) -> None:
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


def close_cycles(sent: CommandContext, tx: UnitOfWork, batch: Batch[CloseCycle]) -> None:
    """Close cycles: their facts and reversals are frozen under a hash, and nothing more is recorded in them."""
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


def _freeze(sent: CommandContext, tx: UnitOfWork, cycle: Cycle) -> Freeze:
    facts, reversals = fact_store.texts_of_cycle(tx.connection, sent.city, cycle.code)
    frozen = closed_now(cycle, sent.at, facts_hash(facts, reversals))
    read = tx.known().at(ORG, partition_of(sent.city))
    return Freeze(frozen, len(facts), len(reversals), read)
