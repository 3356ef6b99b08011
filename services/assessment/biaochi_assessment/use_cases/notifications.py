"""What people are notified of: taken in from the log, put together as they chose, marked by them, and their choices."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import NamedTuple

from biaochi_chassis.foundation.aead import Aead
from biaochi_chassis.foundation.clock import SHANGHAI
from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.foundation.refusal import shown
from biaochi_chassis.identity.policy import access_table
from biaochi_chassis.store.batch import Batch
from biaochi_chassis.store.database import UnitOfWork
from biaochi_chassis.store.grants import grants_in
from biaochi_chassis.store.revisions import Memory

from biaochi_assessment.domain.notifications.choices import EMAIL, WEBHOOK, Choice, choose
from biaochi_assessment.domain.notifications.commands import ChooseNotifications, MarkNotification
from biaochi_assessment.domain.notifications.digests import Digest, code_of
from biaochi_assessment.domain.notifications.matters import Audience, Matter, Notification
from biaochi_assessment.domain.notifications.refusals import ChannelNotSetUp, UnknownNotification
from biaochi_assessment.domain.webhooks.deliveries import Progress
from biaochi_assessment.domain.webhooks.webhooks import NOTIFICATION, named
from biaochi_assessment.domain.wording import title
from biaochi_assessment.events.encode import SERVICE
from biaochi_assessment.store import notifications as store
from biaochi_assessment.store import webhooks as webhook_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.registry import parents
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.decision import known_city
from biaochi_assessment.use_cases.rules import Rules

CHOSEN_BEFORE = Choice()
"""What holds of whoever chose nothing."""


class Reading(NamedTuple):
    """From where to where the log was read for a city."""

    before: Progress
    after: Progress


@dataclass(frozen=True)
class NotificationUseCases:
    """What is chosen of notifications; `email`: whether any can be sent; `cipher`: of new keys of persons."""

    email: bool
    cipher: Aead

    def choose(self, sent: CommandContext, tx: UnitOfWork, batch: Batch[ChooseNotifications]) -> None:
        """Keep what the caller chose for themselves; each answers with nothing but its key."""
        known_city(tx.connection, sent.city)
        for index, command in batch.fresh:
            with batch.refusing(index):
                choice = choose(command)
                self._check_channel(tx.connection, sent.city, choice)
                store.keep_choice(tx.connection, sent.city, sent.call.caller, choice, self.cipher)
                batch.done(index, command.idempotency_key)

    def _check_channel(self, connection: Connection, city: str, choice: Choice) -> None:
        if choice.channel == EMAIL and not self.email:
            sentence = "本平台没有设置邮件服务器，不能发邮件：请运行管理员设置 BIAOCHI_SMTP，或另选收法。"
            raise ChannelNotSetUp(sentence, field="channel")
        if choice.channel == WEBHOOK:
            webhook = named(webhook_store.webhook_of(connection, city, choice.address), choice.address)
            if NOTIFICATION not in webhook.types:
                sentence = f"推送 {webhook.code} 不送个人通知：请选登记时含 {NOTIFICATION} 的推送。"
                raise ChannelNotSetUp(sentence, field="address")


def mark_notifications(sent: CommandContext, tx: UnitOfWork, batch: Batch[MarkNotification]) -> None:
    """Mark the caller's own notifications as read, or unread again; each answers with its number."""
    known_city(tx.connection, sent.city)
    for index, command in batch.fresh:
        with batch.refusing(index):
            read_at = sent.at if command.read else None
            if not store.mark(tx.connection, sent.city, sent.call.caller, command.number, read_at):
                raise UnknownNotification(
                    f"没有给您的通知 {shown(command.number)}：请核对编号，或重新查询。", field="number"
                )
            batch.done(index, command.number)


def list_notifications(
    connection: Connection, city: str, receiver: str, page: Page, *, unread: bool
) -> Found[Notification]:
    """What a receiver was notified of, the latest first. Raises UnknownCity."""
    known_city(connection, city)
    return store.page_of_notifications(connection, city, receiver, page.checked(), unread=unread)


def choice_of(connection: Connection, city: str, receiver: str) -> Choice:
    """What a receiver chose, with the address open, since it is theirs. Raises UnknownCity."""
    known_city(connection, city)
    choice = store.choice_of(connection, city, receiver)
    if choice is None:
        return CHOSEN_BEFORE
    return replace(choice, address=store.opened_address(connection, city, receiver, choice.address))


def take_in(
    connection: Connection, city: str, read: Reading, matters: Iterable[Matter], rules: Memory[Rules], now: datetime
) -> bool:
    """Notify of what was read of the log between two places, in one transaction with the place.

    Whether it was done: another process may have read on meanwhile.
    """
    if store.progress_of(connection, city) != read.before:
        return False
    said = list(matters)
    if said:
        chosen = store.choices(connection, city)
        audience, titled = _audience(connection, city, now), _titles(rules.find(connection, city))
        found = [one for matter in said for one in audience.of(titled(matter))]
        wanted = [(one, _goes(chosen.get(one.receiver, CHOSEN_BEFORE), one)) for one in found]
        store.add_notifications(connection, city, wanted, now)
    store.keep_progress(connection, city, read.after)
    return True


def notify_at_once(connection: Connection, city: str, matters: Iterable[Matter], now: datetime) -> None:
    """Notify of what another service said, in the transaction in which it is received."""
    chosen, audience = store.choices(connection, city), _audience(connection, city, now)
    found = [one for matter in matters for one in audience.of(matter)]
    wanted = [(one, _goes(chosen.get(one.receiver, CHOSEN_BEFORE), one)) for one in found]
    store.add_notifications(connection, city, wanted, now)


def put_together(connection: Connection, waiting: store.Waiting, now: datetime) -> bool:
    """Make the digest of a receiver for whom one is due; whether one was.

    Of what waits, it holds what they want now and may know now: what they chose and were granted may have changed.
    """
    choice = store.choice_of(connection, waiting.city, waiting.receiver) or CHOSEN_BEFORE
    if not choice.is_due(now, waiting.since):
        return False
    audience = _audience(connection, waiting.city, now)
    found = store.waiting_of(connection, waiting.city, waiting.receiver)
    wanted = [one.number for one in found if choice.wants(one.kind) and audience.still_knows(one)]
    code = code_of(waiting.city, waiting.receiver, wanted)
    digest = Digest(waiting.city, code, waiting.receiver, choice.channel, choice.address, now)
    store.put_together(connection, digest, wanted, [one.number for one in found if one.number not in wanted])
    return bool(wanted)


def _goes(choice: Choice, one: Notification) -> str:
    return store.WAITING if choice.wants(one.kind) else store.LISTED


def _audience(connection: Connection, city: str, now: datetime) -> Audience:
    table, day = access_table(), now.astimezone(SHANGHAI).date()
    policies_of = cache(lambda service: table.methods_of(service, ()))

    def allows(method: str, role: str) -> bool:
        service, _, name = method.rpartition("/")
        policy = policies_of(service or SERVICE).get(name)
        return policy is not None and policy.allows([role])

    return Audience(
        grants=grants_in(connection, city),
        parents=parents(connection, city, day),
        subtrees=table.of_subtrees,
        allows=allows,
        day=day,
    )


def _titles(rules: Rules) -> Callable[[Matter], Matter]:
    """How a matter is named for people: kinds of work and indicators by their titles."""
    work = {key: kind.title for key, kind in rules.city.work.items()} if rules.city else {}
    accepts = (accept for model in rules.models.values() for accept in model.accepts)
    indicators = {accept.indicator: accept.title for accept in accepts if accept.title}

    def titled(matter: Matter) -> Matter:
        return replace(
            matter, particulars={key: _title(key, value, work, indicators) for key, value in matter.particulars.items()}
        )

    return titled


def _title(key: str, value: str, work: Mapping[str, str], indicators: Mapping[str, str]) -> str:
    match key:
        case "work":
            return work.get(value, value)
        case "indicator":
            return indicators.get(value, value)
        case "fact":
            return title(value)
        case _:
            return value
