"""Recording facts and taking them back, in batches: written whole or not at all, each once under its number."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from biaochi_chassis.store.batch import Batch, BatchAnswer, Command, write_batch
from biaochi_chassis.store.database import UnitOfWork

from biaochi_assessment.domain import commands as said
from biaochi_assessment.domain import ratings, recording, reversing, tasks
from biaochi_assessment.domain.decision import DecisionContext, Recorder
from biaochi_assessment.domain.facts import Fact
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.use_cases.context import CommandContext, ServiceContext
from biaochi_assessment.use_cases.decision import load_context

_DECIDE: Mapping[type, Callable[[DecisionContext, Recorder, Any], Fact]] = {
    said.IssueTask: tasks.issue_task,
    said.CompleteTask: tasks.complete_task,
    said.SubmitRating: ratings.submit_rating,
    said.CastBallot: ratings.cast_ballot,
    said.GrantHonour: recording.grant_honour,
}
"""What decides a command that asks for more than `recording.record` does."""


async def record_facts(service: ServiceContext, sent: CommandContext, commands: Sequence[Command]) -> BatchAnswer:
    """Record facts; each answers with its number."""
    at = service.clock.now()
    recorder = sent.recorder(at)

    async def work(tx: UnitOfWork, batch: Batch[Command]) -> None:
        context = await load_context(tx.connection, sent.city, (command for _, command in batch.fresh))
        facts = []
        for index, command in batch.fresh:
            with batch.refusing(index):
                decide = _DECIDE.get(type(command), recording.record)
                facts.append(decide(context, recorder, command))
                batch.done(index, command.idempotency_key)
        await fact_store.add_facts(tx.connection, sent.city, facts)
        tx.publish(sent.event_context(at).recorded(facts))

    return await write_batch(service.database, sent.call, sent.city, commands, work, dry_run=sent.dry_run)


async def reverse_facts(
    service: ServiceContext, sent: CommandContext, commands: Sequence[said.ReverseFact]
) -> BatchAnswer:
    """Take facts back; each answers with the number of its reversal."""
    at = service.clock.now()
    recorder, event_context = sent.recorder(at), sent.event_context(at)

    async def work(tx: UnitOfWork, batch: Batch[said.ReverseFact]) -> None:
        context = await load_context(tx.connection, sent.city, (command for _, command in batch.fresh))
        reversals = []
        for index, command in batch.fresh:
            with batch.refusing(index):
                reversals.append(reversing.reverse_fact(context, recorder, command))
                batch.done(index, command.idempotency_key)
        freed = [context.reversed_fact(reversal) for reversal in reversals]
        await fact_store.add_reversals(tx.connection, sent.city, reversals, freed)
        tx.publish(event_context.fact_reversed(reversal, fact) for reversal, fact in zip(reversals, freed, strict=True))

    return await write_batch(service.database, sent.call, sent.city, commands, work, dry_run=sent.dry_run)
