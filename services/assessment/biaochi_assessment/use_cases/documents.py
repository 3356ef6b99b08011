"""The commands about documents, in batches, and the query: drafted, signed, and read by whom they are for."""

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.batch import Batch
from biaochi_chassis.store.database import UnitOfWork
from biaochi_chassis.store.signatures import sign_first

from biaochi_assessment.domain.cycles import by_code, named
from biaochi_assessment.domain.documents.commands import DraftDocument, SignDocument
from biaochi_assessment.domain.documents.documents import DocumentSignature, Reader, SignedDocument, draft, sign
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import documents as document_store
from biaochi_assessment.store import registry as registry_store
from biaochi_assessment.store import results as result_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.documents import DocumentFilter
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.decision import known_city


def draft_documents(sent: CommandContext, tx: UnitOfWork, batch: Batch[DraftDocument]) -> None:
    """Draft documents; each answers with its code."""
    known_city(tx.connection, sent.city)
    for index, command in batch.fresh:
        with batch.refusing(index):
            cycle = named(command.cycle, by_code(cycle_store.cycles(tx.connection, sent.city, [command.cycle])))
            frozen = result_store.life_of(tx.connection, sent.city, cycle.code, cycle.facts_hash).frozen
            taken = document_store.document_of(tx.connection, sent.city, command.code) is not None
            known = registry_store.registry(tx.connection, sent.city, [command.organization])
            addressed = known.organization_within(command.organization, cycle.whole)
            document = draft(command, sent.recorder, frozen, taken=taken, addressed=addressed)
            document_store.add_documents(tx.connection, sent.city, [document])
            tx.publish([sent.event_context.document_drafted(document)])
            sign_first(tx.connection, tx.call, sent.city, SignDocument("", document.code, document.hash), sent.at)
            batch.done(index, document.code)


def sign_documents(sent: CommandContext, tx: UnitOfWork, batch: Batch[SignDocument]) -> None:
    """Sign documents; each answers with its code."""
    known_city(tx.connection, sent.city)
    for index, command in batch.fresh:
        with batch.refusing(index):
            found = document_store.document_of(tx.connection, sent.city, command.code)
            second = sign(found, command, sent.recorder)
            if found:
                first, given = batch.signed.get(index), [second]
                if first and first.signer != found.document.drafted_by:
                    given.insert(0, DocumentSignature(second.code, first.signer, first.at))
                document_store.add_signatures(tx.connection, sent.city, given)
                tx.publish(sent.event_context.document_signed(found.document, one) for one in given)
            batch.done(index, second.code)


def list_documents(
    connection: Connection, wanted: DocumentFilter, by: Reader | None, page: Page
) -> Found[SignedDocument]:
    """The documents that somebody may read, in the order that is wanted. Raises UnknownCity."""
    known_city(connection, wanted.city)
    return document_store.documents(connection, wanted, by, page.checked())
