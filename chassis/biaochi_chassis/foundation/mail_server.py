"""By which server e-mail is sent, as the environment says it; its password lies in a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

SMTP, SENDER, PASSWORD = "BIAOCHI_SMTP", "BIAOCHI_SMTP_FROM", "BIAOCHI_SMTP_PASSWORD_FILE"
STARTTLS, TLS, PLAIN = "smtp", "smtps", "smtp+plain"
_PORTS = {STARTTLS: 587, TLS: 465, PLAIN: 25}


@dataclass(frozen=True)
class MailServer:
    """`security`: encrypted after a greeting (smtp), from the first byte (smtps), or not at all (smtp+plain)."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password_file: Path | None = None

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self | None:
        """The server that is set; None where there is none. Raises ValueError for an address that is none."""
        address = environ.get(SMTP, "")
        if not address:
            return None
        parts = urlsplit(address)
        return cls(
            host=parts.hostname or "",
            port=parts.port or _PORTS[parts.scheme],
            security=parts.scheme,
            sender=environ.get(SENDER, ""),
            user=unquote(parts.username or ""),
            password_file=Path(environ[PASSWORD]) if environ.get(PASSWORD) else None,
        )

    def password(self) -> str:
        """The password as the file has it now. Raises OSError."""
        return self.password_file.read_text(encoding="utf-8").strip() if self.password_file else ""


def mail_fault(environ: Mapping[str, str], *, encrypted: bool) -> str | None:
    """What is wrong with the settings of e-mail as a sentence, None when nothing is.

    `encrypted`: whether the way to the server must be, because nothing else sees to it.
    """
    parts = urlsplit(environ.get(SMTP, ""))
    if not parts.geturl():
        return None
    try:
        usable = parts.scheme in _PORTS and bool(parts.hostname) and parts.password is None and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        # The address may hold a password, so only its beginning is said.
        return (
            f"{SMTP} begins with {parts.scheme[:20] or 'nothing'}: it is a server without a password, such as "
            f"smtp://user@mail.example.gov.cn:587 or smtps://mail.example.gov.cn; the password lies in {PASSWORD}."
        )
    if "@" not in environ.get(SENDER, ""):
        return f"{SENDER} is {environ.get(SENDER, '')[:80] or 'missing'}: it is the address that e-mail is sent from."
    if parts.username and not environ.get(PASSWORD):
        return f"{PASSWORD} is missing: {SMTP} names a user, whose password lies in a file."
    if encrypted and parts.scheme == PLAIN:
        return (
            f"{SMTP} begins with {PLAIN}, so that others could read what passes: write smtp:// or smtps://, or say "
            "BIAOCHI_TLS=network where the network between the machines encrypts by itself."
        )
    return None
