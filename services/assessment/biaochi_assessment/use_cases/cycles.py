"""Opening and closing cycles."""

from collections.abc import Sequence

from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.batch import Batch, BatchAnswer, write_batch
from biaochi_chassis.store.database import Transaction

from biaochi_assessment.domain.commands import CloseCycle, OpenCycle
from biaochi_assessment.domain.cycles import Freeze, by_code, check_closable, check_new, facts_hash, named, open_cycle
from biaochi_assessment.domain.decision import Cycle, closed_now
from biaochi_assessment.events.decode import ORG
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import models as model_store
from biaochi_assessment.use_cases.decision import known_city
from biaochi_assessment.use_cases.rounds import ratings_due
from biaochi_assessment.use_cases.unit_of_work import Desk, Sent


async def open_cycles(desk: Desk, sent: Sent, deeds: Sequence[OpenCycle]) -> BatchAnswer:
    """Open cycles, each with the periods of the city's calendar and the models valid at its end."""
    at = desk.clock.now()
    teller = sent.teller(at)

    async def work(tx: Transaction, batch: Batch[OpenCycle]) -> None:
        city = await known_city(tx.connection, sent.city)
        models = await model_store.models(tx.connection, sent.city)
        known = by_code(await cycle_store.cycles(tx.connection, sent.city))
        for index, deed in batch.fresh:
            with batch.refusing(index):
                check_new(deed.code, known)
                known[deed.code] = cycle = open_cycle(deed.code, city, models, at)
                await cycle_store.keep_cycle(tx.connection, sent.city, cycle)
                tx.tell([teller.cycle_opened(cycle)])
                batch.done(index, cycle.code)

    return await write_batch(desk.database, sent.call, sent.city, deeds, work, dry_run=sent.dry_run)


async def close_cycles(desk: Desk, sent: Sent, deeds: Sequence[CloseCycle]) -> BatchAnswer:
    """Close cycles: their facts and reversals are frozen under a hash, and nothing more is recorded in them."""
    teller = sent.teller(desk.clock.now())

    async def work(tx: Transaction, batch: Batch[CloseCycle]) -> None:
        await known_city(tx.connection, sent.city)
        for index, deed in batch.fresh:
            with batch.refusing(index):
                known = by_code(await cycle_store.cycles(tx.connection, sent.city, [deed.code]))
                cycle = named(deed.code, known)
                check_closable(cycle, desk.clock.today(), await ratings_due(tx.connection, sent.city, cycle))
                freeze = await _freeze(desk, tx, sent.city, cycle)
                await cycle_store.close_cycle(tx.connection, sent.city, freeze.cycle)
                tx.tell([teller.cycle_closed(freeze)])
                batch.done(index, cycle.code)

    return await write_batch(desk.database, sent.call, sent.city, deeds, work, dry_run=sent.dry_run)


async def _freeze(desk: Desk, tx: Transaction, city: str, cycle: Cycle) -> Freeze:
    facts, reversals = await fact_store.texts_of_cycle(tx.connection, city, cycle.code)
    frozen = closed_now(cycle, desk.clock.now(), facts_hash(facts, reversals))
    read = (await tx.known()).at(ORG, partition_of(city))
    return Freeze(frozen, len(facts), len(reversals), read)
