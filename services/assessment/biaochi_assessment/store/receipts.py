"""Receipts in SQL: added, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.keyset import keyset
from sqlalchemy import ColumnElement, RowMapping, func, insert, select

from biaochi_assessment.domain.facts import instant
from biaochi_assessment.domain.results.receipts import FileReceipt
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection

_OF = tables.receipt.c
_FIELDS = tuple(FileReceipt.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class ReceiptFilter:
    """Which receipts of a cycle. An empty field does not filter."""

    city: str
    cycle: str
    index: str = ""
    received_by: str = ""


def add_receipts(connection: Connection, city: str, receipts: Sequence[FileReceipt]) -> None:
    """Store new receipts."""
    rows: list[dict[str, Any]] = [
        {"city": city, **{name: getattr(one, name) for name in _FIELDS}, "received_at": instant(one.received_at)}
        for one in receipts
    ]
    if rows:
        connection.execute(insert(tables.receipt), rows)


def receipts_of(connection: Connection, city: str, results_hash: str, received_by: str) -> list[FileReceipt]:
    """Return the receipts that somebody has given for results, in no order."""
    same = (_OF.city == city, _OF.results_hash == results_hash, _OF.received_by == received_by)
    return [_receipt(row) for row in connection.execute(select(tables.receipt).where(*same)).mappings()]


def receipts(connection: Connection, wanted: ReceiptFilter, page: Page) -> Found[FileReceipt]:
    """Return receipts in order of number."""
    where: list[ColumnElement[bool]] = [_OF.city == wanted.city, _OF.cycle == wanted.cycle]
    where += [_OF[name] == value for name in ("index", "received_by") if (value := getattr(wanted, name))]
    total = connection.execute(select(func.count()).select_from(tables.receipt).where(*where)).scalar_one()
    return keyset(connection, select(tables.receipt).where(*where), _OF.number, page, total).made(_receipt)


def _receipt(row: RowMapping) -> FileReceipt:
    return FileReceipt(
        **{name: row[name] for name in _FIELDS[:-1]}, received_at=datetime.fromisoformat(row["received_at"])
    )
