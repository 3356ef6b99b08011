"""A real mail server on loopback: it takes mail, keeps it, and answers what it is told to."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

Authenticator = Callable[[SMTP, Session, Envelope, str, object], AuthResult]


@dataclass
class Mailbox:
    """`answers`: what it says to one mail after the other, then that it has taken it; `mails`: what it was handed.

    It keeps a mail that it then refuses or hangs up on: it may have gone on to somebody.
    """

    port: int = 0
    answers: list[str] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """The Message-ID of every mail."""
        return [mail["Message-ID"] for mail in self.mails]

    @property
    def texts(self) -> list[str]:
        """What every mail says."""
        return [mail.get_content() for mail in self.mails]

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        """Take one mail."""
        mail = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.receivers += envelope.rcpt_tos
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == HANGS_UP and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return answer


HANGS_UP = "hangs up"
"""An answer that never comes: the connection is gone when the mail was handed over."""


@asynccontextmanager
async def mailbox(
    context: ssl.SSLContext | None = None, authenticator: Authenticator | None = None
) -> AsyncIterator[Mailbox]:
    """Listen on a port of its own while in the block; `context`: it asks for TLS before it takes anything."""
    box = Mailbox()

    def connected() -> SMTP:
        return SMTP(
            box,
            hostname="mail.example.gov.cn",
            tls_context=context,
            require_starttls=context is not None,
            authenticator=authenticator,
            auth_required=authenticator is not None,
        )

    server = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    async with server:
        yield box
