"""Recording facts and taking them back, in batches: written whole or not at all, each once under its number."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from biaochi_chassis.batch import Batch, BatchAnswer, Keyed, write_batch
from biaochi_chassis.database import Transaction

from biaochi_assessment.domain import deeds as said
from biaochi_assessment.domain import ratings, recording, reversing, tasks
from biaochi_assessment.domain.books import Books, Recorder
from biaochi_assessment.domain.facts import Fact
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.use_cases.books import open_books
from biaochi_assessment.use_cases.desk import Desk, Sent

D = TypeVar("D", bound=Keyed)


async def record_ledger_entries(desk: Desk, sent: Sent, deeds: Sequence[said.RecordLedgerEntry]) -> BatchAnswer:
    """Record ledger entries; each answers with its number."""
    return await _record(desk, sent, deeds, recording.record_ledger_entry)


async def record_checks(desk: Desk, sent: Sent, deeds: Sequence[said.RecordCheck]) -> BatchAnswer:
    """Record checks; each answers with its number."""
    return await _record(desk, sent, deeds, recording.record_check)


async def record_vetoes(desk: Desk, sent: Sent, deeds: Sequence[said.RecordVeto]) -> BatchAnswer:
    """Record veto facts; each answers with its number."""
    return await _record(desk, sent, deeds, recording.record_veto)


async def issue_tasks(desk: Desk, sent: Sent, deeds: Sequence[said.IssueTask]) -> BatchAnswer:
    """Issue tasks; each answers with the number of its fact."""
    return await _record(desk, sent, deeds, tasks.issue_task)


async def complete_tasks(desk: Desk, sent: Sent, deeds: Sequence[said.CompleteTask]) -> BatchAnswer:
    """Complete tasks; each answers with the number of its completion."""
    return await _record(desk, sent, deeds, tasks.complete_task)


async def submit_ratings(desk: Desk, sent: Sent, deeds: Sequence[said.SubmitRating]) -> BatchAnswer:
    """Submit ratings; each answers with its number."""
    return await _record(desk, sent, deeds, ratings.submit_rating)


async def record_rungs(desk: Desk, sent: Sent, deeds: Sequence[said.RecordRung]) -> BatchAnswer:
    """Record opening rungs; each answers with its number."""
    return await _record(desk, sent, deeds, recording.record_rung)


async def grant_honours(desk: Desk, sent: Sent, deeds: Sequence[said.GrantHonour]) -> BatchAnswer:
    """Note honours; each answers with its number."""
    return await _record(desk, sent, deeds, recording.grant_honour)


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


async def _record(
    desk: Desk, sent: Sent, deeds: Sequence[D], decide: Callable[[Books, Recorder, D], Fact]
) -> BatchAnswer:
    at = desk.clock.now()
    recorder = sent.recorder(at)

    async def work(tx: Transaction, batch: Batch[D]) -> None:
        books = await open_books(tx.connection, sent.city, (deed for _, deed in batch.fresh))
        facts = []
        for index, deed in batch.fresh:
            with batch.refusing(index):
                facts.append(decide(books, recorder, deed))
                batch.done(index, deed.idempotency_key)
        await fact_store.add_facts(tx.connection, sent.city, facts)
        tx.tell(sent.teller(at).recorded(facts))

    return await write_batch(desk.database, sent.call, sent.city, deeds, work, dry_run=sent.dry_run)
