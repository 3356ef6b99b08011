"""Documents and their signatures in SQL: added, never changed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.keyset import keyset
from sqlalchemy import ColumnElement, RowMapping, exists, func, insert, or_, select

from biaochi_assessment.domain.documents.documents import ADDRESSED, Document, DocumentSignature, Reader, SignedDocument
from biaochi_assessment.domain.facts import instant
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.instants import within_days

_DOCUMENT, _SIGNATURE = tables.document.c, tables.document_signature.c
_FIELDS = tuple(Document.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents of a city, in order of code or the other way round. An empty field does not filter.

    `search` is in code or title; days are ISO, both ends inside.
    """

    city: str
    cycle: str = ""
    kind: str = ""
    code: str = ""
    hash: str = ""
    search: str = ""
    drafted_from: str = ""
    drafted_until: str = ""
    descending: bool = False


def add_documents(connection: Connection, city: str, documents: Sequence[Document]) -> None:
    """Store new documents."""
    if documents:
        rows = [{"city": city, **asdict(one), "drafted_at": instant(one.drafted_at)} for one in documents]
        connection.execute(insert(tables.document), rows)


def add_signatures(connection: Connection, city: str, signatures: Sequence[DocumentSignature]) -> None:
    """Store new signatures."""
    if signatures:
        rows = [{"city": city, **asdict(one), "signed_at": instant(one.signed_at)} for one in signatures]
        connection.execute(insert(tables.document_signature), rows)


def document_of(connection: Connection, city: str, code: str) -> SignedDocument | None:
    """Return the document of this code, with its signatures."""
    query = select(tables.document).where(_DOCUMENT.city == city, _DOCUMENT.code == code)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    return SignedDocument(_document(row), tuple(_signatures(connection, city, [code])[code]))


def known_codes(connection: Connection, city: str, codes: Collection[str]) -> set[str]:
    """Return which of these codes a document has."""
    query = select(_DOCUMENT.code).where(_DOCUMENT.city == city, _DOCUMENT.code.in_(codes))
    return {row.code for row in connection.execute(query)}


def documents(connection: Connection, wanted: DocumentFilter, by: Reader | None, page: Page) -> Found[SignedDocument]:
    """Return documents in the order that is wanted: those in force for a reader, or, for None, all."""
    where: list[ColumnElement[bool]] = [_DOCUMENT.city == wanted.city]
    chosen = {name: getattr(wanted, name) for name in ("cycle", "kind", "code", "hash")}
    where += [_DOCUMENT[name] == value for name, value in chosen.items() if value]
    where += within_days(_DOCUMENT.drafted_at, wanted.drafted_from, wanted.drafted_until)
    if wanted.search:
        read = (_DOCUMENT.code, _DOCUMENT.title)
        where.append(or_(*(column.icontains(wanted.search, autoescape=True) for column in read)))
    if by is not None:
        signed = exists().where(_SIGNATURE.city == _DOCUMENT.city, _SIGNATURE.code == _DOCUMENT.code)
        letters = _DOCUMENT.to == ADDRESSED
        if by.letters_to is not None:
            letters &= _DOCUMENT.organization.in_(sorted(by.letters_to))
        where += [_DOCUMENT.to.in_(sorted(by.audiences)) | letters, signed]
    total = connection.execute(select(func.count()).select_from(tables.document).where(*where)).scalar_one()
    query = select(tables.document).where(*where)
    found = keyset(connection, query, _DOCUMENT.code, page, total, descending=wanted.descending).made(_document)
    signatures = _signatures(connection, wanted.city, [one.code for one in found.items])
    return found.made(lambda one: SignedDocument(one, tuple(signatures[one.code])))


def _signatures(connection: Connection, city: str, codes: Collection[str]) -> defaultdict[str, list[DocumentSignature]]:
    query = select(tables.document_signature).where(_SIGNATURE.city == city, _SIGNATURE.code.in_(codes))
    found: defaultdict[str, list[DocumentSignature]] = defaultdict(list)
    for row in connection.execute(query.order_by(_SIGNATURE.signed_at, _SIGNATURE.signed_by)).mappings():
        at = datetime.fromisoformat(row["signed_at"])
        found[row["code"]].append(DocumentSignature(row["code"], row["signed_by"], at))
    return found


def _document(row: RowMapping) -> Document:
    fields = {name: row[name] for name in _FIELDS}
    return Document(**fields | {"drafted_at": datetime.fromisoformat(row["drafted_at"])})
