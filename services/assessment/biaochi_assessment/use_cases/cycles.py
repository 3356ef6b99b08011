"""Opening and closing cycles."""

from collections.abc import Sequence

from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.batch import Batch, BatchAnswer, write_batch
from biaochi_chassis.store.database import UnitOfWork

from biaochi_assessment.domain.commands import CloseCycle, OpenCycle
from biaochi_assessment.domain.cycles import Freeze, by_code, check_closable, check_new, facts_hash, named, open_cycle
from biaochi_assessment.domain.decision import Cycle, closed_now
from biaochi_assessment.events.decode import ORG
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import models as model_store
from biaochi_assessment.use_cases.context import CommandContext, ServiceContext
from biaochi_assessment.use_cases.decision import known_city
from biaochi_assessment.use_cases.rounds import ratings_due


async def open_cycles(service: ServiceContext, sent: CommandContext, commands: Sequence[OpenCycle]) -> BatchAnswer:
    """Open cycles, each with the periods of the city's calendar and the models valid at its end."""
    at = service.clock.now()
    event_context = sent.event_context(at)

    async def work(tx: UnitOfWork, batch: Batch[OpenCycle]) -> None:
        city = await known_city(tx.connection, sent.city)
        models = await model_store.models(tx.connection, sent.city)
        known = by_code(await cycle_store.cycles(tx.connection, sent.city))
        for index, command in batch.fresh:
            with batch.refusing(index):
                check_new(command.code, known)
                known[command.code] = cycle = open_cycle(command.code, city, models, at)
                await cycle_store.keep_cycle(tx.connection, sent.city, cycle)
                tx.publish([event_context.cycle_opened(cycle)])
                batch.done(index, cycle.code)

    return await write_batch(service.database, sent.call, sent.city, commands, work, dry_run=sent.dry_run)


async def close_cycles(service: ServiceContext, sent: CommandContext, commands: Sequence[CloseCycle]) -> BatchAnswer:
    """Close cycles: their facts and reversals are frozen under a hash, and nothing more is recorded in them."""
    event_context = sent.event_context(service.clock.now())

    async def work(tx: UnitOfWork, batch: Batch[CloseCycle]) -> None:
        await known_city(tx.connection, sent.city)
        for index, command in batch.fresh:
            with batch.refusing(index):
                known = by_code(await cycle_store.cycles(tx.connection, sent.city, [command.code]))
                cycle = named(command.code, known)
                check_closable(cycle, service.clock.today(), await ratings_due(tx.connection, sent.city, cycle))
                freeze = await _freeze(service, tx, sent.city, cycle)
                await cycle_store.close_cycle(tx.connection, sent.city, freeze.cycle)
                tx.publish([event_context.cycle_closed(freeze)])
                batch.done(index, cycle.code)

    return await write_batch(service.database, sent.call, sent.city, commands, work, dry_run=sent.dry_run)


async def _freeze(service: ServiceContext, tx: UnitOfWork, city: str, cycle: Cycle) -> Freeze:
    facts, reversals = await fact_store.texts_of_cycle(tx.connection, city, cycle.code)
    frozen = closed_now(cycle, service.clock.now(), facts_hash(facts, reversals))
    read = (await tx.known()).at(ORG, partition_of(city))
    return Freeze(frozen, len(facts), len(reversals), read)
