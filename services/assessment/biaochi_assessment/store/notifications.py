"""Notifications, what their receivers chose, and what is sent of them, in SQL: a row comes once, whoever writes it."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from biaochi_chassis.foundation.aead import AES_256_GCM, Aead
from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.keyset import keyset
from biaochi_chassis.store.personal.keys import PersonKeys
from sqlalchemy import ColumnElement, RowMapping, delete, func, insert, select, update

from biaochi_assessment.domain.facts import instant
from biaochi_assessment.domain.notifications.choices import Choice
from biaochi_assessment.domain.notifications.digests import Digest
from biaochi_assessment.domain.notifications.matters import Notification
from biaochi_assessment.domain.webhooks.deliveries import Progress
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.instants import read_instant, written_instant

WAITING, LISTED = "", "-"
"""Instead of a digest: it is still to be sent with one; it stands in the list alone."""

_NOTIFICATION, _CHOICE = tables.notification.c, tables.notification_choice.c
_DIGEST, _PROGRESS = tables.notification_digest.c, tables.notification_progress.c
_INSTANTS = ("made_at", "next_at", "sent_at")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a receiver is still to be sent of, and since when the earliest of it waits."""

    city: str
    receiver: str
    since: datetime


def progress_of(connection: Connection, city: str) -> Progress | None:
    """Return how far the log was read for a city, None before it was begun."""
    query = select(tables.notification_progress).where(_PROGRESS.city == city)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else Progress(**{one.name: row[one.name] for one in fields(Progress)})


def keep_progress(connection: Connection, city: str, progress: Progress) -> None:
    """Store how far the log was read for a city."""
    connection.execute(delete(tables.notification_progress).where(_PROGRESS.city == city))
    connection.execute(insert(tables.notification_progress).values(city=city, **asdict(progress)))


def add_notifications(
    connection: Connection, city: str, given: Sequence[tuple[Notification, str]], at: datetime
) -> None:
    """Store new notifications, each with WAITING or LISTED; those that are there already stay as they are."""
    numbers = {one.number for one, _ in given}
    if not numbers:
        return
    there = select(_NOTIFICATION.receiver, _NOTIFICATION.number).where(_NOTIFICATION.city == city)
    known = {(row.receiver, row.number) for row in connection.execute(there.where(_NOTIFICATION.number.in_(numbers)))}
    fresh = [(one, digest) for one, digest in given if (one.receiver, one.number) not in known]
    insert_rows(connection, tables.notification, [_row(city, one, digest, at) for one, digest in fresh])


def page_of_notifications(
    connection: Connection, city: str, receiver: str, page: Page, *, unread: bool
) -> Found[Notification]:
    """Return what a receiver was notified of, the latest first."""
    where = [*_of(city, receiver), *([_NOTIFICATION.read_at == ""] if unread else [])]
    total = connection.execute(select(func.count()).select_from(tables.notification).where(*where)).scalar_one()
    query = select(tables.notification).where(*where)
    return keyset(connection, query, _NOTIFICATION.number, page, total, descending=True).made(_notification)


def mark(connection: Connection, city: str, receiver: str, number: str, read_at: datetime | None) -> bool:
    """Store whether a receiver has read one, and whether there is one. What was read is not sent any more."""
    here = (*_of(city, receiver), _NOTIFICATION.number == number)
    values = {"read_at": written_instant(read_at)}
    found = connection.execute(update(tables.notification).where(*here).values(values)).rowcount == 1
    if read_at:
        _list_only(connection, *here)
    return found


def choice_of(connection: Connection, city: str, receiver: str) -> Choice | None:
    """Return what a receiver chose; the address is sealed."""
    here = (_CHOICE.city == city, _CHOICE.receiver == receiver)
    row = connection.execute(select(tables.notification_choice).where(*here)).mappings().one_or_none()
    return None if row is None else _choice(row)


def choices(connection: Connection, city: str) -> dict[str, Choice]:
    """Return what the receivers of a city chose; their addresses are sealed."""
    rows = connection.execute(select(tables.notification_choice).where(_CHOICE.city == city)).mappings()
    return {row["receiver"]: _choice(row) for row in rows}


def keep_choice(connection: Connection, city: str, receiver: str, choice: Choice, cipher: Aead = AES_256_GCM) -> None:
    """Store what a receiver chose; the address is sealed here, by a key of this cipher.

    What was put together and never begun to be sent waits anew, to be sent as they want it now; what may have been
    seen goes on as it was. Where nothing is sent any more, all of it stands in the list alone. Raises PersonIsErased.
    """
    sealed = PersonKeys(connection, city, cipher).sealed(receiver, choice.address)
    connection.execute(delete(tables.notification_choice).where(_CHOICE.city == city, _CHOICE.receiver == receiver))
    row = {**asdict(choice), "muted": "\n".join(choice.muted), "address": sealed}
    connection.execute(insert(tables.notification_choice).values(city=city, receiver=receiver, **row))
    open_ = (_DIGEST.city == city, _DIGEST.receiver == receiver, _DIGEST.sent_at == "")
    gone = (*open_, *([_DIGEST.attempts == 0] if choice.channel else []))
    codes = [row.code for row in connection.execute(select(_DIGEST.code).where(*gone))]
    rows = (*_of(city, receiver), _NOTIFICATION.digest.in_(codes))
    connection.execute(update(tables.notification).where(*rows).values(digest=WAITING))
    connection.execute(delete(tables.notification_digest).where(_DIGEST.city == city, _DIGEST.code.in_(codes)))
    if not choice.channel:
        _list_only(connection, *_of(city, receiver))


def opened_address(connection: Connection, city: str, receiver: str, sealed: str) -> str:
    """Return an address as its owner wrote it."""
    return PersonKeys(connection, city).opened(receiver, sealed) if sealed else ""


def forget(connection: Connection, city: str, receivers: Collection[str], *, erased: bool = False) -> None:
    """Take away what receivers chose and were notified of; `erased`: with their key, for good."""
    for table in (tables.notification, tables.notification_choice, tables.notification_digest):
        connection.execute(delete(table).where(table.c.city == city, table.c.receiver.in_(receivers)))
    if erased:
        keys = PersonKeys(connection, city)
        for receiver in receivers:
            keys.erase(receiver)


def waiting(connection: Connection) -> list[Waiting]:
    """Return who is still to be sent something that is in no digest yet."""
    at = _NOTIFICATION
    query = select(at.city, at.receiver, func.min(at.made_at).label("since")).where(at.digest == WAITING)
    rows = connection.execute(query.group_by(at.city, at.receiver).order_by(at.city, at.receiver))
    return [Waiting(row.city, row.receiver, datetime.fromisoformat(row.since)) for row in rows]


def waiting_of(connection: Connection, city: str, receiver: str) -> list[Notification]:
    """Return what a receiver is still to be sent and is in no digest yet, the earliest first."""
    query = select(tables.notification).where(*_of(city, receiver), _NOTIFICATION.digest == WAITING)
    return [_notification(row) for row in connection.execute(query.order_by(_NOTIFICATION.number)).mappings()]


def notifications_in(connection: Connection, digest: Digest) -> list[Notification]:
    """Return what a digest holds, the earliest first."""
    query = select(tables.notification).where(*_of(digest.city, digest.receiver), _NOTIFICATION.digest == digest.code)
    return [_notification(row) for row in connection.execute(query.order_by(_NOTIFICATION.number)).mappings()]


def put_together(connection: Connection, digest: Digest, numbers: Collection[str], left: Collection[str]) -> None:
    """Store a digest of these notifications; what is left out of it stands in the list alone."""
    here = _of(digest.city, digest.receiver)
    _list_only(connection, *here, _NOTIFICATION.number.in_(left))
    if numbers:
        rows = (*here, _NOTIFICATION.number.in_(numbers))
        connection.execute(update(tables.notification).where(*rows).values(digest=digest.code))
        connection.execute(insert(tables.notification_digest).values(**_digest_row(digest), claim="", claimed_until=""))


def open_digests(connection: Connection) -> list[Digest]:
    """Return what was put together and is not yet sent, nor given up."""
    query = select(tables.notification_digest).where(_DIGEST.sent_at == "", _DIGEST.dead == 0)
    return [_digest(row) for row in connection.execute(query.order_by(_DIGEST.made_at, _DIGEST.code)).mappings()]


def claim(connection: Connection, digest: Digest, mine: str, now: datetime, until: datetime) -> Digest | None:
    """Claim a digest to send it, and return it as begun; None where another holds it or it is not to be sent now."""
    here = (_DIGEST.city == digest.city, _DIGEST.code == digest.code)
    query = select(tables.notification_digest).where(*here, _DIGEST.claimed_until <= instant(now))
    row = connection.execute(query).mappings().one_or_none()
    if row is None or not _digest(row).is_due(now):
        return None
    begun = _digest(row).begun()
    values = {**_digest_row(begun), "claim": mine, "claimed_until": instant(until)}
    connection.execute(update(tables.notification_digest).where(*here).values(values))
    return begun


def settle(connection: Connection, digest: Digest, mine: str) -> None:
    """Store what came of sending a digest, where it is still there and claimed."""
    here = (_DIGEST.city == digest.city, _DIGEST.code == digest.code, _DIGEST.claim == mine)
    values = {**_digest_row(digest), "claim": "", "claimed_until": ""}
    connection.execute(update(tables.notification_digest).where(*here).values(values))


def _list_only(connection: Connection, *where: ColumnElement[bool]) -> None:
    rows = (*where, _NOTIFICATION.digest == WAITING)
    connection.execute(update(tables.notification).where(*rows).values(digest=LISTED))


def _of(city: str, receiver: str) -> tuple[ColumnElement[bool], ...]:
    return (_NOTIFICATION.city == city, _NOTIFICATION.receiver == receiver)


def _row(city: str, one: Notification, digest: str, at: datetime) -> dict[str, str]:
    texts = {name: getattr(one, name) for name in ("receiver", "number", "kind", "cycle")}
    moments = {"occurred_at": instant(one.occurred_at), "read_at": written_instant(one.read_at), "made_at": instant(at)}
    particulars = json.dumps(dict(one.particulars), ensure_ascii=False)
    return {
        "city": city,
        **texts,
        **moments,
        "about": "\n".join(one.about),
        "particulars": particulars,
        "digest": digest,
    }


def _notification(row: RowMapping) -> Notification:
    return Notification(
        receiver=row["receiver"],
        number=row["number"],
        kind=row["kind"],
        occurred_at=datetime.fromisoformat(row["occurred_at"]),
        cycle=row["cycle"],
        about=tuple(row["about"].split()),
        particulars=json.loads(row["particulars"]),
        read_at=read_instant(row["read_at"]),
    )


def _choice(row: RowMapping) -> Choice:
    values: dict[str, Any] = {one.name: row[one.name] for one in fields(Choice)}
    return Choice(**values | {"muted": tuple(row["muted"].split())})


def _digest_row(digest: Digest) -> dict[str, object]:
    moments = {name: written_instant(getattr(digest, name)) for name in _INSTANTS}
    return asdict(digest) | moments | {"dead": int(digest.dead)}


def _digest(row: RowMapping) -> Digest:
    values: dict[str, Any] = {one.name: row[one.name] for one in fields(Digest)}
    moments = {name: read_instant(row[name]) for name in _INSTANTS}
    return Digest(**values | moments | {"dead": bool(row["dead"])})
