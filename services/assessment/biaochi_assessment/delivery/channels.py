"""The ways to people: a channel takes one letter for one address. E-mail and webhooks are built in."""

import asyncio
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Protocol

from biaochi_chassis.foundation.mail_server import STARTTLS, TLS, MailServer
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.database import Database

from biaochi_assessment.delivery.posting import NotTaken, Posting
from biaochi_assessment.delivery.signing import signed
from biaochi_assessment.domain.facts import instant
from biaochi_assessment.domain.notifications.matters import Notification
from biaochi_assessment.domain.notifications.words import letter as in_words
from biaochi_assessment.domain.notifications.words import said
from biaochi_assessment.domain.webhooks.deliveries import Message
from biaochi_assessment.domain.webhooks.secrets import Secrets
from biaochi_assessment.domain.webhooks.webhooks import NOTIFICATION, named
from biaochi_assessment.events.webhooks import written
from biaochi_assessment.store import webhooks as webhook_store

SECONDS = 15.0
"""Until a mail server that has not answered counts as away, at each thing that is said to it."""
TAKEN = range(200, 300)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent to one receiver at once. `code` names it at every try: whoever has it passes it over."""

    code: str
    city: str
    receiver: str
    address: str
    notifications: Sequence[Notification]
    at: datetime


class Channel(Protocol):
    """A way to people."""

    async def send(self, letter: Letter) -> None:
        """Have the letter taken. Raises NotTaken, whose sentence names no address and no person."""
        ...


class EmailChannel:
    """E-mail by a server of the operator's. The name of a letter is its Message-ID."""

    def __init__(self, server: MailServer, context: ssl.SSLContext | None = None) -> None:
        """`context` says whose certificates are believed: without one, those that the system believes."""
        self._server = server
        self._context = context

    async def send(self, letter: Letter) -> None:
        """Hand it to the server. Raises NotTaken."""
        await asyncio.to_thread(self._hand_over, self._mail(letter), letter.address)

    def _mail(self, one: Letter) -> EmailMessage:
        subject, text = in_words(one.notifications)
        mail = EmailMessage()
        mail["Message-ID"] = f"<{one.code}@{self._server.sender.rpartition('@')[2]}>"
        mail["From"], mail["To"], mail["Subject"] = self._server.sender, one.address, subject
        mail["Date"] = format_datetime(one.at)
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text)
        return mail

    def _hand_over(self, mail: EmailMessage, address: str) -> None:
        """What a server says may repeat the address, so only its number is kept."""
        try:
            with self._connected() as server:
                server.send_message(mail, self._server.sender, [address])
        except smtplib.SMTPRecipientsRefused as refused:
            raise NotTaken(f"SMTP {next(iter(refused.recipients.values()))[0]}") from None
        except smtplib.SMTPResponseException as refused:
            raise NotTaken(f"SMTP {refused.smtp_code}") from None
        except (OSError, ValueError, smtplib.SMTPException) as trouble:
            raise NotTaken(type(trouble).__name__) from None

    def _connected(self) -> smtplib.SMTP:
        at, context = self._server, self._context or ssl.create_default_context()
        server = (
            smtplib.SMTP_SSL(at.host, at.port, timeout=SECONDS, context=context)
            if at.security == TLS
            else smtplib.SMTP(at.host, at.port, timeout=SECONDS)
        )
        try:
            if at.security == STARTTLS:
                server.starttls(context=context)
            if at.user:
                server.login(at.user, at.password())
        except BaseException:
            server.close()
            raise
        return server


class WebhookChannel:
    """A city's own way to people: a webhook that it registered for it, which is told whom a letter is for."""

    def __init__(self, database: Database, secrets: Secrets, posting: Posting, clock: Callable[[], datetime]) -> None:
        """Find webhooks here, and sign and post as their events are."""
        self._database = database
        self._secrets = secrets
        self._posting = posting
        self._clock = clock

    async def send(self, letter: Letter) -> None:
        """Post it. Raises NotTaken."""
        try:
            found = await self._database.read(lambda one: webhook_store.webhook_of(one, letter.city, letter.address))
            webhook, message = named(found, letter.address), self._message(letter)
            headers = signed(self._secrets, webhook, message, self._clock())
            status = await self._posting.post(webhook.url, headers, message.body)
        except Refused as refused:
            raise NotTaken(refused.code) from None
        if status not in TAKEN:
            raise NotTaken(f"HTTP {status}")

    def _message(self, one: Letter) -> Message:
        title, text = in_words(one.notifications)
        data = {"city": one.city, "receiver": one.receiver, "title": title, "text": text}
        listed = [_listed(notification) for notification in one.notifications]
        body = {"type": NOTIFICATION, "timestamp": instant(one.at), "data": {**data, "notifications": listed}}
        return Message(f"{NOTIFICATION}-{one.code}", NOTIFICATION, one.at, written(body))


def _listed(one: Notification) -> dict[str, object]:
    title, sentence = said(one)
    return {"number": one.number, "kind": one.kind, "about": list(one.about), "title": title, "sentence": sentence}
