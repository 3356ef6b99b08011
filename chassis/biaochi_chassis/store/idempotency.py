"""Idempotency: what was done under a key is remembered, so that a retry is answered and not done again."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, or_, select, update

from biaochi_chassis.event.positions import NOWHERE, Positions
from biaochi_chassis.foundation.refusal import IdempotencyKeyReused
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.among import among
from biaochi_chassis.store.statements import rows_of
from biaochi_chassis.store.tables import idempotency, outbox_head

_ITS_KEY = b"\0"
"""Kept for an answer that is the key itself, as that of most commands is: no code is this."""
_BYTES_KEPT = 16
"""Of a hash: no two contents are found by chance that begin alike, and who searched for them would deceive themself."""
_HEXADECIMAL = 64
"""Characters of a hash as the first builds kept it; all since have kept base 64, and some the whole of it."""
_RECALL = select(idempotency).where(
    idempotency.c.city == bindparam("of_city"), among(idempotency.c.idempotency_key, "some")
)
_PUBLISHED = select(outbox_head.c.topic, outbox_head.c.part, outbox_head.c.next_sequence).where(
    outbox_head.c.part == bindparam("in_part")
)


def content_hash(data: bytes) -> str:
    """Return the SHA-256 of a command's content in hexadecimal digits; serialize deterministically before."""
    return hashlib.sha256(data).hexdigest()


class ProcessedCommand(NamedTuple):
    """What to remember of one command: the key is unique in the city, the answer is what a retry gets.

    `audited_hash` is of what it says of nobody in person; empty where it says nothing of the kind.
    """

    city: str
    key: str
    content_hash: str
    answer: bytes
    audited_hash: str = ""


@dataclass(frozen=True)
class StoredAnswer:
    """What is remembered of an earlier command; whoever has read the log up to `positions` knows what it did.

    `content_hash` is what was kept of the beginning of its hash.
    """

    content_hash: str
    answer: bytes
    positions: Positions


def row_of(one: ProcessedCommand) -> dict[str, object]:
    """The row by which a command is remembered."""
    return {
        "city": one.city,
        "idempotency_key": one.key,
        "content_hash": _kept(one.content_hash),
        "answer": _ITS_KEY if one.answer == one.key.encode() else one.answer,
        "positions": "",
    }


def recall(connection: Connection, city: str, keys: Sequence[str]) -> dict[str, StoredAnswer]:
    """Return what is remembered of these idempotency keys in the city; unknown keys are left out."""
    rows = rows_of(connection, _RECALL, {"of_city": city, "some": keys})
    published = _published(connection, city) if rows else NOWHERE
    return {row.idempotency_key: _remembered(row, published) for row in rows}


def recall_after(
    connection: Connection, city: str, prefix: str, after: str, first: int
) -> list[tuple[str, StoredAnswer]]:
    """Return the next `first` that are remembered under keys that begin alike, in order of key."""
    at = idempotency.c
    begins = at.idempotency_key.startswith(prefix, autoescape=True)
    query = select(idempotency).where(at.city == city, begins, at.idempotency_key > after)
    rows = connection.execute(query.order_by(at.idempotency_key).limit(first))
    published = _published(connection, city)
    return [(row.idempotency_key, _remembered(row, published)) for row in rows]


def forget_content(connection: Connection, city: str, code: str) -> None:
    """Forget the hashes of the commands that answered with a code: under their keys they are known as done, no more."""
    at = idempotency.c
    such = or_(at.answer == code.encode(), and_(at.answer == _ITS_KEY, at.idempotency_key == code))
    here = (at.city == city, such)
    connection.execute(update(idempotency).where(*here).values(content_hash=""))


def forget_keys(connection: Connection, city: str, keys: Sequence[str]) -> None:
    """Forget the hashes of the commands under these keys: they are known as done, no more."""
    here = (idempotency.c.city == city, among(idempotency.c.idempotency_key, "some"))
    connection.execute(update(idempotency).where(*here).values(content_hash=""), {"some": keys})


def must_be_same(remembered: StoredAnswer, hashes: Collection[str], index: int | None = None) -> None:
    """Raise IdempotencyKeyReused unless the earlier command under this key had content of one of these hashes.

    Of a command taken back from the log only the key is known: whatever comes under it is the same.
    """
    if not is_same(remembered.content_hash, hashes):
        raise IdempotencyKeyReused(
            "这个幂等键已经用于内容不同的另一件事：新的事请用新的键；要更正已记录的事实，请先冲销。",
            index=index,
            field="idempotency_key",
        )


def is_same(remembered: str, hashes: Collection[str]) -> bool:
    """Whether one of these hashes is that of an earlier command, as far as it is remembered."""
    return any(one.startswith(remembered) for one in hashes)


def _published(connection: Connection, city: str) -> Positions:
    """Up to where this service has published of the city: what was done before stands there, and no further."""
    rows = rows_of(connection, _PUBLISHED, {"in_part": partition_of(city)})
    return Positions.of({(topic, part): end - 1 for topic, part, end in rows})


def _remembered(row: Any, published: Positions) -> StoredAnswer:  # noqa: ANN401 - a row, however it was read
    answer = row.idempotency_key.encode() if row.answer == _ITS_KEY else row.answer
    return StoredAnswer(_spelt(row.content_hash), answer, Positions.parse(row.positions) or published)


def _kept(content: str) -> str:
    return b64encode(bytes.fromhex(content)[:_BYTES_KEPT]).decode().rstrip("=")


def _spelt(kept: str) -> str:
    return kept if len(kept) == _HEXADECIMAL else b64decode(f"{kept}==").hex()
