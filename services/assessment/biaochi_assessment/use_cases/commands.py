"""Recording facts and taking them back, in batches: written whole or not at all, each once under its number."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from biaochi_chassis.store.batch import Batch, BatchAnswer, Keyed, write_batch
from biaochi_chassis.store.database import Transaction

from biaochi_assessment.domain import commands as said
from biaochi_assessment.domain import ratings, recording, reversing, tasks
from biaochi_assessment.domain.decision import Books, Recorder
from biaochi_assessment.domain.facts import Fact
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.use_cases.decision import open_books
from biaochi_assessment.use_cases.unit_of_work import Desk, Sent

_DECIDE: Mapping[type, Callable[[Books, Recorder, Any], Fact]] = {
    said.IssueTask: tasks.issue_task,
    said.CompleteTask: tasks.complete_task,
    said.SubmitRating: ratings.submit_rating,
    said.CastBallot: ratings.cast_ballot,
    said.GrantHonour: recording.grant_honour,
}
"""What decides a deed that asks for more than `recording.record` does."""


async def record_facts(desk: Desk, sent: Sent, deeds: Sequence[Keyed]) -> BatchAnswer:
    """Record facts; each answers with its number."""
    at = desk.clock.now()
    recorder = sent.recorder(at)

    async def work(tx: Transaction, batch: Batch[Keyed]) -> None:
        books = await open_books(tx.connection, sent.city, (deed for _, deed in batch.fresh))
        facts = []
        for index, deed in batch.fresh:
            with batch.refusing(index):
                decide = _DECIDE.get(type(deed), recording.record)
                facts.append(decide(books, recorder, deed))
                batch.done(index, deed.idempotency_key)
        await fact_store.add_facts(tx.connection, sent.city, facts)
        tx.tell(sent.teller(at).recorded(facts))

    return await write_batch(desk.database, sent.call, sent.city, deeds, work, dry_run=sent.dry_run)


async def reverse_facts(desk: Desk, sent: Sent, deeds: Sequence[said.ReverseFact]) -> BatchAnswer:
    """Take facts back; each answers with the number of its reversal."""
    at = desk.clock.now()
    recorder, teller = sent.recorder(at), sent.teller(at)

    async def work(tx: Transaction, batch: Batch[said.ReverseFact]) -> None:
        books = await open_books(tx.connection, sent.city, (deed for _, deed in batch.fresh))
        reversals = []
        for index, deed in batch.fresh:
            with batch.refusing(index):
                reversals.append(reversing.reverse_fact(books, recorder, deed))
                batch.done(index, deed.idempotency_key)
        freed = [books.reversed_fact(reversal) for reversal in reversals]
        await fact_store.add_reversals(tx.connection, sent.city, reversals, freed)
        tx.tell(teller.fact_reversed(reversal, fact) for reversal, fact in zip(reversals, freed, strict=True))

    return await write_batch(desk.database, sent.call, sent.city, deeds, work, dry_run=sent.dry_run)
