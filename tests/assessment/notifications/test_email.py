"""The way to a mail server: encrypted by a certificate that is believed, signed in with what the file has now."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from biaochi_assessment.delivery.channels import EmailChannel, Letter
from biaochi_assessment.delivery.posting import NotTaken
from biaochi_assessment.domain.notifications.matters import Notification
from biaochi_chassis.foundation.mail_server import STARTTLS, MailServer

from tests.assessment.notifications.mailbox import mailbox
from tests.assessment.webhooks.test_targets import certificate

AT = datetime(2021, 3, 1, tzinfo=UTC)
ONE = Notification("p-1", "n-1", "results.final", AT, "2020", (), {})
LETTER = Letter("d1", "sample", "p-1", "sample-00017@example.gov.cn", [ONE], AT)
SENDER = "biaochi@example.gov.cn"


@dataclass
class Passwords:
    """What the server takes as the password of the user `biaochi`."""

    password: str = "first"  # noqa: S105 - of a test

    def __call__(self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: object) -> AuthResult:
        taken = isinstance(given, LoginPassword) and (given.login, given.password) == (
            b"biaochi",
            self.password.encode(),
        )
        return AuthResult(success=taken, handled=False)


def contexts(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's, and that of a client who believes it."""
    files = certificate(folder, "localhost")
    server, client = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    server.load_cert_chain(*files)
    client.load_verify_locations(files[0])
    return server, client


async def test_a_mail_goes_encrypted_with_the_password_that_the_file_has_at_the_moment(tmp_path: Path) -> None:
    server, client = contexts(tmp_path)
    file, passwords = tmp_path / "password", Passwords()
    file.write_text("first\n", encoding="utf-8")
    async with mailbox(server, passwords) as box:
        at = MailServer("localhost", box.port, STARTTLS, SENDER, "biaochi", file)
        channel = EmailChannel(at, client)
        await channel.send(LETTER)
        passwords.password = "second"  # noqa: S105 - of a test
        with pytest.raises(NotTaken, match="SMTP 535"):
            await channel.send(LETTER)
        file.write_text("second\n", encoding="utf-8")
        await channel.send(LETTER)
        assert box.ids == ["<d1@example.gov.cn>"] * 2


async def test_a_server_whose_certificate_nobody_vouches_for_is_sent_nothing(tmp_path: Path) -> None:
    server, _ = contexts(tmp_path)
    async with mailbox(server) as box:
        with pytest.raises(NotTaken, match="SSLCertVerificationError"):
            await EmailChannel(MailServer("localhost", box.port, STARTTLS, SENDER)).send(LETTER)
        assert box.mails == []


async def test_a_server_that_cannot_encrypt_is_sent_nothing() -> None:
    async with mailbox() as box:
        with pytest.raises(NotTaken, match="SMTPNotSupportedError"):
            await EmailChannel(MailServer("localhost", box.port, STARTTLS, SENDER)).send(LETTER)
        assert box.mails == []


async def test_a_server_that_is_away_is_not_there(tmp_path: Path) -> None:
    channel = EmailChannel(MailServer("localhost", 1, STARTTLS, SENDER, "biaochi", tmp_path / "nothing"))
    with pytest.raises(NotTaken, match="ConnectionRefusedError"):
        await channel.send(LETTER)
