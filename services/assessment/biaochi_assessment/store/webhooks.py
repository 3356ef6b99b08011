"""Webhooks, how far each has come and what was sent to it, in SQL: whoever sends holds a claim, nobody else writes."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.keyset import keyset
from sqlalchemy import RowMapping, delete, func, insert, select, update

from biaochi_assessment.domain.facts import instant
from biaochi_assessment.domain.webhooks.deliveries import Delivery, Progress
from biaochi_assessment.domain.webhooks.webhooks import Webhook
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.instants import read_instant, written_instant

_WEBHOOK, _PROGRESS, _DELIVERY = tables.webhook.c, tables.webhook_progress.c, tables.webhook_delivery.c
_INSTANTS = ("registered_at", "former_until", "next_at")


class ClaimLost(Exception):
    """Another process sends to the webhook, or somebody has changed it: what was found out here counts no more."""


def webhooks(connection: Connection, city: str = "") -> list[Webhook]:
    """Return the webhooks of a city, or of all, in order of code."""
    query = select(tables.webhook).order_by(_WEBHOOK.city, _WEBHOOK.code)
    chosen = query.where(_WEBHOOK.city == city) if city else query
    return [_webhook(row) for row in connection.execute(chosen).mappings()]


def webhook_of(connection: Connection, city: str, code: str) -> Webhook | None:
    """Return the webhook of this code."""
    query = select(tables.webhook).where(_WEBHOOK.city == city, _WEBHOOK.code == code)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _webhook(row)


def add_webhook(connection: Connection, webhook: Webhook, progress: Iterable[Progress]) -> None:
    """Store a new webhook, and from where on it is sent."""
    connection.execute(insert(tables.webhook).values(**_row(webhook), claim="", claimed_until=""))
    for one in progress:
        connection.execute(insert(tables.webhook_progress).values(**_key(webhook), **asdict(one)))


def change_webhook(connection: Connection, webhook: Webhook) -> None:
    """Store what became of a webhook; whoever sends to it has lost their claim."""
    here = (_WEBHOOK.city == webhook.city, _WEBHOOK.code == webhook.code)
    connection.execute(update(tables.webhook).where(*here).values(**_row(webhook), claim="", claimed_until=""))


def rewind(connection: Connection, webhook: Webhook, progress: Iterable[Progress]) -> None:
    """Have a webhook sent from there on."""
    for one in progress:
        _keep_progress(connection, webhook, one)


def remove_webhook(connection: Connection, webhook: Webhook) -> None:
    """Take a webhook away, with what was sent to it."""
    for table in (tables.webhook_delivery, tables.webhook_progress):
        connection.execute(delete(table).where(table.c.city == webhook.city, table.c.webhook == webhook.code))
    connection.execute(delete(tables.webhook).where(_WEBHOOK.city == webhook.city, _WEBHOOK.code == webhook.code))


def progress_of(connection: Connection, webhook: Webhook) -> list[Progress]:
    """Return how far each topic was read for a webhook, in order of topic."""
    query = select(tables.webhook_progress).where(*_of(webhook)).order_by(_PROGRESS.topic)
    names = tuple(Progress.__dataclass_fields__)
    return [Progress(**{name: row[name] for name in names}) for row in connection.execute(query).mappings()]


def claim(connection: Connection, webhook: Webhook, mine: str, now: datetime, until: datetime) -> Webhook | None:
    """Claim a webhook and return it as it stands; None while another holds it, or there is nothing to be sent."""
    free = (_WEBHOOK.city == webhook.city, _WEBHOOK.code == webhook.code, _WEBHOOK.claimed_until <= instant(now))
    taken = update(tables.webhook).where(*free).values(claim=mine, claimed_until=instant(until))
    if connection.execute(taken).rowcount != 1:
        return None
    found = webhook_of(connection, webhook.city, webhook.code)
    return found if found and found.is_due(now) else None


def keep(connection: Connection, webhook: Webhook, mine: str, until: datetime) -> None:
    """Store what became of a webhook that is claimed, and hold it longer. Raises ClaimLost."""
    here = (_WEBHOOK.city == webhook.city, _WEBHOOK.code == webhook.code, _WEBHOOK.claim == mine)
    values = {**_row(webhook), "claimed_until": instant(until)}
    if connection.execute(update(tables.webhook).where(*here).values(**values)).rowcount != 1:
        raise ClaimLost


def keep_progress(connection: Connection, webhook: Webhook, mine: str, progress: Progress) -> None:
    """Store how far a webhook that is claimed has come. Raises ClaimLost."""
    here = (_WEBHOOK.city == webhook.city, _WEBHOOK.code == webhook.code, _WEBHOOK.claim == mine)
    if connection.execute(update(tables.webhook).where(*here).values(claim=mine)).rowcount != 1:
        raise ClaimLost
    _keep_progress(connection, webhook, progress)


def release(connection: Connection, webhook: Webhook, mine: str) -> None:
    """Let go of a claim, if it is still held."""
    here = (_WEBHOOK.city == webhook.city, _WEBHOOK.code == webhook.code, _WEBHOOK.claim == mine)
    connection.execute(update(tables.webhook).where(*here).values(claim="", claimed_until=""))


def keep_delivery(connection: Connection, webhook: Webhook, delivery: Delivery) -> None:
    """Store a try: the first one of a message, or one more."""
    here = (*_of_delivery(webhook), _DELIVERY.message == delivery.message)
    known = connection.execute(select(tables.webhook_delivery).where(*here)).mappings().one_or_none()
    if known is None:
        connection.execute(insert(tables.webhook_delivery).values(**_key(webhook), **_delivery_row(delivery)))
        return
    attempts = int(known["attempts"]) + delivery.attempts
    values = _delivery_row(replace(delivery, attempts=attempts))
    values["delivered_at"] = known["delivered_at"] or values["delivered_at"]
    connection.execute(update(tables.webhook_delivery).where(*here).values(**values))


def deliveries(connection: Connection, webhook: Webhook, page: Page) -> Found[Delivery]:
    """Return what was sent to a webhook, by topic the latest event first."""
    query = select(tables.webhook_delivery).where(*_of_delivery(webhook))
    total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    return keyset(connection, query, _DELIVERY.message, page, total, descending=True).made(_delivery)


def failing(connection: Connection) -> list[tuple[str, str]]:
    """Return the webhooks that the last try failed for: city and code."""
    query = select(_WEBHOOK.city, _WEBHOOK.code).where(_WEBHOOK.failures > 0)
    return [(row.city, row.code) for row in connection.execute(query)]


def _keep_progress(connection: Connection, webhook: Webhook, one: Progress) -> None:
    here = (*_of(webhook), _PROGRESS.topic == one.topic)
    connection.execute(update(tables.webhook_progress).where(*here).values(**asdict(one)))


def _of(webhook: Webhook) -> Sequence[Any]:
    return (_PROGRESS.city == webhook.city, _PROGRESS.webhook == webhook.code)


def _of_delivery(webhook: Webhook) -> Sequence[Any]:
    return (_DELIVERY.city == webhook.city, _DELIVERY.webhook == webhook.code)


def _key(webhook: Webhook) -> dict[str, str]:
    return {"city": webhook.city, "webhook": webhook.code}


def _row(webhook: Webhook) -> dict[str, object]:
    values = {name: getattr(webhook, name) for name in Webhook.__dataclass_fields__}
    instants = {name: written_instant(values[name]) for name in _INSTANTS}
    return values | instants | {"types": "\n".join(webhook.types), "suspended": int(webhook.suspended)}


def _webhook(row: RowMapping) -> Webhook:
    values = {name: row[name] for name in Webhook.__dataclass_fields__}
    instants = {name: read_instant(row[name]) for name in _INSTANTS}
    return Webhook(**values | instants | {"types": tuple(row["types"].split()), "suspended": bool(row["suspended"])})


def _delivery_row(delivery: Delivery) -> dict[str, object]:
    instants = {name: written_instant(getattr(delivery, name)) for name in ("occurred_at", "tried_at", "delivered_at")}
    return asdict(delivery) | instants


def _delivery(row: RowMapping) -> Delivery:
    values = {name: row[name] for name in Delivery.__dataclass_fields__}
    instants = {name: read_instant(row[name]) for name in ("occurred_at", "tried_at", "delivered_at")}
    return Delivery(**values | instants)
