"""What an auditor is shown of a service's audit trail: a page of the entries of their city."""

from biaochi.common.v1.common_pb2 import AuditEntry, ListAuditTrailAnswer, ListAuditTrailRequest
from sqlalchemy import Connection

from biaochi_chassis.audit.entry import Chained
from biaochi_chassis.event.messages import message_of
from biaochi_chassis.foundation.pages import Page, gone
from biaochi_chassis.store.audit import entries_of

LARGEST_NUMBER = 2**63 - 1


def list_audit_trail(connection: Connection, request: ListAuditTrailRequest) -> ListAuditTrailAnswer:
    """Answer a page, in the order the entries were written. Raises what Page.of does, BadRequest for no number."""
    page = Page.of(request)
    for field, key in (("after", page.after), ("before", page.before)):
        if key and not (key.isascii() and key.isdigit() and int(key) <= LARGEST_NUMBER):
            raise gone(field)
    wanted = {"caller": request.caller, "action": request.action, "outcome": request.outcome}
    found = entries_of(connection, request.city, wanted, page).made(_message)
    return ListAuditTrailAnswer(
        entries=found.items, total=found.total, has_more=found.has_more, has_previous=found.has_previous
    )


def _message(row: Chained) -> AuditEntry:
    return message_of(AuditEntry, row.entry, number=row.number, algorithm=row.algorithm, hash=row.hash)
