"""Receipts: confirmed by who has fetched a file of final results, and listed."""

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.batch import Batch
from biaochi_chassis.store.database import UnitOfWork

from biaochi_assessment.domain.cycles import by_code, named
from biaochi_assessment.domain.results.commands import ConfirmReceipt
from biaochi_assessment.domain.results.receipts import FileReceipt, confirm_receipt
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import receipts as receipt_store
from biaochi_assessment.store import results as result_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.receipts import ReceiptFilter
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.decision import known_city


def confirm_receipts(sent: CommandContext, tx: UnitOfWork, batch: Batch[ConfirmReceipt]) -> None:
    """Take receipts; each answers with its number."""
    known_city(tx.connection, sent.city)
    for index, command in batch.fresh:
        with batch.refusing(index):
            cycle = named(command.cycle, by_code(cycle_store.cycles(tx.connection, sent.city, [command.cycle])))
            life = result_store.life_of(tx.connection, sent.city, cycle.code, cycle.facts_hash)
            by, results_hash = sent.recorder, command.results_hash
            known = receipt_store.receipts_of(tx.connection, sent.city, results_hash, by.name)
            receipt = confirm_receipt(life, command, by, known)
            receipt_store.add_receipts(tx.connection, sent.city, [receipt])
            tx.publish([sent.event_context.receipt_confirmed(receipt)])
            batch.done(index, receipt.number)


def list_receipts(connection: Connection, wanted: ReceiptFilter, page: Page) -> Found[FileReceipt]:
    """The receipts of a cycle in order of number. Raises UnknownCity, UnknownCycle."""
    known_city(connection, wanted.city)
    named(wanted.cycle, by_code(cycle_store.cycles(connection, wanted.city, [wanted.cycle])))
    return receipt_store.receipts(connection, wanted, page.checked())
