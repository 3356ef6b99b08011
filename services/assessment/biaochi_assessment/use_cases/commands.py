"""Recording facts and taking them back, in batches: written whole or not at all, each once under its number."""

from collections.abc import Callable, Mapping
from typing import Any

from biaochi_chassis.store.batch import Batch, Command
from biaochi_chassis.store.database import UnitOfWork

from biaochi_assessment.domain import commands as said
from biaochi_assessment.domain import ratings, recording, reversing, tasks
from biaochi_assessment.domain.decision import DecisionContext, Recorder
from biaochi_assessment.domain.facts import Fact
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.decision import load_context

_DECIDE: Mapping[type, Callable[[DecisionContext, Recorder, Any], Fact]] = {
    said.IssueTask: tasks.issue_task,
    said.CompleteTask: tasks.complete_task,
    said.SubmitRating: ratings.submit_rating,
    said.CastBallot: ratings.cast_ballot,
    said.GrantHonour: recording.grant_honour,
}
"""What decides a command that asks for more than `recording.record` does."""


def record_facts(sent: CommandContext, tx: UnitOfWork, batch: Batch[Command]) -> None:
    """Record facts; each answers with its number."""
    context = load_context(tx.connection, sent, (command for _, command in batch.fresh))
    recorder = sent.recorder
    facts = []
    for index, command in batch.fresh:
        with batch.refusing(index):
            decide = _DECIDE.get(type(command), recording.record)
            facts.append(decide(context, recorder, command))
            batch.done(index, command.idempotency_key)
    fact_store.add_facts(tx.connection, sent.city, facts)
    tx.publish(sent.event_context.recorded(facts))


def reverse_facts(sent: CommandContext, tx: UnitOfWork, batch: Batch[said.ReverseFact]) -> None:
    """Take facts back; each answers with the number of its reversal."""
    context = load_context(tx.connection, sent, (command for _, command in batch.fresh))
    recorder, event_context = sent.recorder, sent.event_context
    reversals = []
    for index, command in batch.fresh:
        with batch.refusing(index):
            reversals.append(reversing.reverse_fact(context, recorder, command))
            batch.done(index, command.idempotency_key)
    freed = [context.reversed_fact(reversal) for reversal in reversals]
    fact_store.add_reversals(tx.connection, sent.city, reversals, freed)
    tx.publish(event_context.fact_reversed(reversal, fact) for reversal, fact in zip(reversals, freed, strict=True))
