"""What an auditor is shown of a service's audit trail: a page of the entries of their city."""

from datetime import date

from biaochi.common.v1.common_pb2 import AuditEntry, ListAuditTrailAnswer, ListAuditTrailRequest
from sqlalchemy import Connection

from biaochi_chassis.audit.entry import Chained
from biaochi_chassis.event.messages import message_of
from biaochi_chassis.foundation.pages import Page, gone
from biaochi_chassis.foundation.refusal import BadRequest, shown
from biaochi_chassis.store.audit import AuditFilter, entries_of

LARGEST_NUMBER = 2**63 - 1


def list_audit_trail(connection: Connection, request: ListAuditTrailRequest) -> ListAuditTrailAnswer:
    """Answer a page of the entries that are wanted.

    Raises what Page.of does, BadRequest for a cursor that is no number and for a day that is none.
    """
    page = Page.of(request)
    for field, key in (("after", page.after), ("before", page.before)):
        if key and not (key.isascii() and key.isdigit() and int(key) <= LARGEST_NUMBER):
            raise gone(field)
    days = _day(request.written_from, "written_from"), _day(request.written_until, "written_until")
    wanted = AuditFilter(
        request.city, request.caller, request.action, request.outcome, days, descending=request.descending
    )
    found = entries_of(connection, wanted, page).made(_message)
    return ListAuditTrailAnswer(
        entries=found.items, total=found.total, has_more=found.has_more, has_previous=found.has_previous
    )


def _day(written: str, field: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise BadRequest(f"“{shown(written)}”不是日期：请写成 2020-09-30 这样的年-月-日。", field=field) from None


def _message(row: Chained) -> AuditEntry:
    return message_of(AuditEntry, row.entry, number=row.number, algorithm=row.algorithm, hash=row.hash)
