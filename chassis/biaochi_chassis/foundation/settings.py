"""What the environment says, read once and checked: every bad value is refused with one sentence."""

import ipaddress
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self
from urllib.parse import urlsplit

from biaochi_chassis.foundation import production
from biaochi_chassis.foundation.clock import Clock, ClockInFile, FixedClock, SystemClock
from biaochi_chassis.foundation.file_store import FileStore, files_fault
from biaochi_chassis.foundation.mail_server import MailServer, mail_fault

MODES = ("development", "production")
AUDIT_DIGESTS = ("sha256", "sm3")
CIPHERS = ("aes-256-gcm", "sm4-gcm")
PROFILES = {"intl": (AUDIT_DIGESTS[0], CIPHERS[0]), "guomi": (AUDIT_DIGESTS[1], CIPHERS[1])}
"""The hash and the cipher of each profile: the international ones, and those of national cryptography (国密)."""

# Each service listens one port further than the gateway, in this order.
SERVICES = ("org", "assessment", "scoring")

METRICS_AFTER = 500

_RPC = ("CA", "CERTIFICATE", "KEY")

# The driver is ours to choose; the last one was ours once, and stands in what people have written since.
_DATABASES = {
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "sqlite+aiosqlite": "sqlite+pysqlite",
}


class SettingsRefused(Exception):
    """A variable has a value that cannot be used; the sentence says which, why, and what to write."""


@dataclass(frozen=True)
class Settings:
    """The configuration of one process; the same for `up` and for every `serve`."""

    home: Path
    host: str
    port: int
    mode: str
    plugins: tuple[str, ...] | None
    _clock: Clock
    _environ: Mapping[str, str]

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """Read the BIAOCHI_* variables. Raises SettingsRefused for the first one that cannot be used."""
        ours = MappingProxyType({name: value for name, value in environ.items() if name.startswith("BIAOCHI_")})
        settings = cls(
            home=Path(ours.get("BIAOCHI_HOME") or ".biaochi").absolute(),
            host=ours.get("BIAOCHI_HOST") or "127.0.0.1",
            port=_port("BIAOCHI_PORT", ours.get("BIAOCHI_PORT") or "8000"),
            mode=_mode(ours.get("BIAOCHI_MODE") or "development"),
            plugins=_names(ours.get("BIAOCHI_PLUGINS")),
            _clock=_clock(ours.get("BIAOCHI_CLOCK")),
            _environ=ours,
        )
        settings._check()
        return settings

    @property
    def development(self) -> bool:
        """Whether this platform signs its own tokens; only ever on this machine."""
        return self.mode == "development"

    @property
    def explorer(self) -> bool:
        """Whether whoever asks is shown the page, the schema, and names close to a wrong one."""
        return self.development or self._environ.get(production.EXPLORER) == production.SHOWN

    @property
    def documents(self) -> Path | None:
        """A folder of GraphQL documents that the gateway trusts: known by their hash at all times."""
        return self._path("BIAOCHI_DOCUMENTS")

    @property
    def files(self) -> FileStore | None:
        """Where files are kept; in development a folder of its own, in production nowhere unless it is set."""
        return FileStore.read(self._environ, self.home / "files" if self.development else None)

    @property
    def mail_server(self) -> MailServer | None:
        """By which server e-mail is sent; None where there is none."""
        return MailServer.read(self._environ)

    @property
    def scanner(self) -> str:
        """Where ClamAV's daemon listens, "host:port", that uploads are scanned by; empty where there is none."""
        return self._environ.get("BIAOCHI_CLAMD", "")

    @property
    def issuer(self) -> str:
        """The OpenID issuer whose tokens are believed, as its tokens name it; empty in development."""
        return self._environ.get("BIAOCHI_ISSUER", "")

    @property
    def issuer_keys(self) -> Path | None:
        """A file with the issuer's public keys, where no network leads to it."""
        return self._path("BIAOCHI_ISSUER_KEYS")

    @property
    def audience(self) -> str:
        """For whom a token must be issued."""
        return self._environ.get("BIAOCHI_AUDIENCE") or "biaochi"

    @property
    def token_file(self) -> Path | None:
        """A file with a token for the command."""
        return self._path("BIAOCHI_TOKEN_FILE")

    @property
    def cryptography(self) -> str:
        """The profile of what is newly written: intl, or guomi where national cryptography is asked for."""
        return self._environ.get("BIAOCHI_CRYPTOGRAPHY") or "intl"

    @property
    def audit_digest(self) -> str:
        """What the audit trail is chained by: sha256 or sm3, as the profile says unless it is named by itself."""
        return self._environ.get("BIAOCHI_AUDIT_DIGEST") or PROFILES[self.cryptography][0]

    @property
    def cipher(self) -> str:
        """What new keys of persons are of: aes-256-gcm or sm4-gcm, as the profile says unless it is named by itself."""
        return self._environ.get("BIAOCHI_CIPHER") or PROFILES[self.cryptography][1]

    @property
    def origins(self) -> tuple[str, ...]:
        """The sites besides the gateway's own whose pages are answered, as browsers name them."""
        return _names(self._environ.get("BIAOCHI_ORIGINS", "")) or ()

    @property
    def webhook_keys(self) -> Path | None:
        """A file with the keys that secrets of webhooks are sealed with, one a line in base64."""
        return self._path("BIAOCHI_WEBHOOK_KEYS")

    @property
    def webhook_networks(self) -> str:
        """The networks that webhooks may lead into though they are not public, with commas between."""
        return self._environ.get("BIAOCHI_WEBHOOK_NETWORKS", "")

    @property
    def wrapping_keys(self) -> Path | None:
        """A file with the keys that keys of persons are wrapped with; without it they stand bare."""
        return self._path("BIAOCHI_WRAPPING_KEYS")

    @property
    def client(self) -> tuple[str, Path] | None:
        """The command's own account at the issuer: its name and the file with its secret."""
        name, file = self._environ.get("BIAOCHI_CLIENT_ID", ""), self._path("BIAOCHI_CLIENT_SECRET_FILE")
        return (name, file) if name and file else None

    @property
    def service_key(self) -> Path | None:
        """The private key with which this process proves to a service who it is."""
        return self._path("BIAOCHI_SERVICE_KEY")

    @property
    def service_keys(self) -> Path | None:
        """The public keys of the processes that may call a service."""
        return self._path("BIAOCHI_SERVICE_KEYS")

    @property
    def data(self) -> Path:
        """The folder of all database files."""
        return self.home / "data"

    @property
    def plugin_folder(self) -> Path:
        """The folder of the plugins installed on this platform, beside those of the environment."""
        return Path(self._environ.get("BIAOCHI_PLUGIN_FOLDER") or self.home / "plugins").absolute()

    @property
    def kafka(self) -> str:
        """The brokers of Apache Kafka, "host:port,host:port"; empty when the log is the embedded one."""
        return self._environ.get("BIAOCHI_KAFKA", "")

    @property
    def kafka_prefix(self) -> str:
        """What our topics' and groups' names begin with, where a cluster is shared."""
        return self._environ.get("BIAOCHI_KAFKA_PREFIX", "")

    @property
    def kafka_session(self) -> float:
        """Seconds after which a member of a group that says nothing is believed dead."""
        return float(self._environ.get("BIAOCHI_KAFKA_SESSION") or 10)

    @property
    def kafka_security(self) -> dict[str, str]:
        """What the brokers want to see: kafka-python's options for TLS (BIAOCHI_KAFKA_CA) and a user's password.

        A password in a file (BIAOCHI_KAFKA_PASSWORD_FILE) is read each time. Raises SettingsRefused where it cannot be.
        """
        certificate, user = (self._environ.get(f"BIAOCHI_KAFKA_{name}", "") for name in ("CA", "USER"))
        security = {"security_protocol": f"{'SASL_' if user else ''}{'SSL' if certificate else 'PLAINTEXT'}"}
        if certificate:
            security["ssl_cafile"] = certificate
        if user:
            security |= {"sasl_mechanism": "SCRAM-SHA-512", "sasl_plain_username": user}
            security["sasl_plain_password"] = self._kafka_password()
        return security

    @property
    def rpc_tls(self) -> tuple[Path, Path, Path] | None:
        """The files by which the parts know each other: their authority, this one's certificate and its key."""
        files = [self._path(f"BIAOCHI_RPC_{name}") for name in _RPC]
        authority, certificate, key = files
        return (authority, certificate, key) if authority and certificate and key else None

    @property
    def log_file(self) -> Path:
        """The file of the embedded log."""
        return self.data / "log.db"

    def clock(self) -> Clock:
        """Return the machine's clock, or BIAOCHI_CLOCK's: one that stands still, or `@FILE`, where one may stand."""
        return self._clock

    def database(self, service: str) -> str:
        """Return the address of a service's database: BIAOCHI_DATABASE_<SERVICE>, else a file of its own.

        Outside development only a server is good enough. Raises SettingsRefused for anything less.
        """
        address = self._of("DATABASE_", service)
        if not self.development:
            _refuse(production.database_fault(f"BIAOCHI_DATABASE_{service.upper()}", address, self._tls_by_network))
        return _database(address) if address else f"sqlite+pysqlite:///{self.data / service}.db"

    def owner(self, service: str) -> str:
        """Return the address by which a service's database is migrated: BIAOCHI_DATABASE_<SERVICE>_OWNER.

        Empty where the role that serves owns the tables, too. Raises SettingsRefused as `database` does.
        """
        address = self._owner(service)
        if address and not self.development:
            _refuse(production.database_fault(_owner_of(service), address, self._tls_by_network))
        return _database(address) if address else ""

    def _kafka_password(self) -> str:
        file = self._path("BIAOCHI_KAFKA_PASSWORD_FILE")
        try:
            return file.read_text().strip() if file else self._environ.get("BIAOCHI_KAFKA_PASSWORD", "")
        except OSError as trouble:
            raise SettingsRefused(
                f"BIAOCHI_KAFKA_PASSWORD_FILE names {file}, which cannot be read ({trouble.strerror}): name the file "
                "with the password of this part's user."
            ) from None

    def _owner(self, service: str) -> str:
        return self._environ.get(_owner_of(service), "")

    def check_log(self) -> None:
        """Raise SettingsRefused unless the log that is set is good enough for the mode: any for development."""
        if not self.development:
            access = self._environ.get(production.KAFKA_ACCESS) == production.BY_NETWORK
            _refuse(production.log_fault(self.kafka, self.kafka_security, self._tls_by_network, access))

    def check_rpc(self) -> None:
        """Raise SettingsRefused unless nobody can listen between the parts: any way is good enough for development."""
        if not self.development and not self._tls_by_network:
            by_network = self._environ.get(production.RPC) == production.BY_NETWORK
            urls = [self.service_url(service) for service in SERVICES]
            _refuse(production.rpc_fault(urls, self.rpc_tls is not None, by_network))

    def check_issuer(self) -> None:
        """Raise SettingsRefused unless people sign in somewhere whose keys nobody can replace on the way."""
        if not self.development:
            _refuse(production.issuer_fault(self.issuer, self.issuer_keys is not None, self._tls_by_network))

    def service_port(self, service: str) -> int:
        """Return the port of a service that is a process of its own: BIAOCHI_<SERVICE>_PORT, else by order."""
        name = f"BIAOCHI_{service.upper()}_PORT"
        return _port(name, self._environ.get(name) or str(self.port + 1 + SERVICES.index(service)))

    def part_port(self, part: str) -> int:
        """Return the port of a part that is a process of its own: the gateway has the first one."""
        return self.service_port(part) if part in SERVICES else self.port

    def metrics_port(self, part: str) -> int:
        """Return where Prometheus scrapes the process of a part: BIAOCHI_METRICS_PORT, else 500 ports after its own."""
        name = "BIAOCHI_METRICS_PORT"
        return _port(name, self._environ.get(name) or str(self.part_port(part) + METRICS_AFTER))

    def service_url(self, service: str) -> str:
        """Return where the gateway finds a service: BIAOCHI_<SERVICE>_URL, else its port on this machine."""
        name = f"BIAOCHI_{service.upper()}_URL"
        scheme = "https" if self.rpc_tls else "http"
        return _url(name, self._environ.get(name) or f"{scheme}://127.0.0.1:{self.service_port(service)}")

    @property
    def scoring_apart(self) -> bool:
        """Whether `up` gives scoring a process of its own: BIAOCHI_PROCESSES, else where there are two processors.

        In development alone: in production every part is one.
        """
        usual = str(min(2, os.cpu_count() or 1))
        return self.development and _processes(self._environ.get("BIAOCHI_PROCESSES") or usual) == 2

    def quota(self, name: str, usual: int) -> int:
        """Return a bound on what each caller of the gateway may: BIAOCHI_QUOTA_<NAME>, else the usual one.

        Raises SettingsRefused for what is no whole number from 1 to 999 999 999.
        """
        setting = f"BIAOCHI_QUOTA_{name.upper()}"
        return _count(setting, self._environ.get(setting) or str(usual))

    @property
    def _tls_by_network(self) -> bool:
        return self._environ.get(production.TLS) == production.BY_NETWORK

    def _path(self, name: str) -> Path | None:
        text = self._environ.get(name)
        return Path(text).absolute() if text else None

    def _of(self, kind: str, service: str) -> str | None:
        return self._environ.get(f"BIAOCHI_{kind}{service.upper()}") or None

    def _check(self) -> None:
        if self.development and not _is_loopback(self.host):
            raise SettingsRefused(
                f"BIAOCHI_HOST is {self.host}, which others can reach, but in development mode everybody may sign in "
                "as anybody: use 127.0.0.1, or set BIAOCHI_MODE=production."
            )
        for part in ("gateway", *SERVICES):
            self.metrics_port(part)
        for service in SERVICES:
            self.service_url(service)
            if address := self._of("DATABASE_", service):
                _database(address)
            if address := self._owner(service):
                _database(address)
        _processes(self._environ.get("BIAOCHI_PROCESSES") or "1")
        if self.cryptography not in PROFILES:
            raise SettingsRefused(
                f"BIAOCHI_CRYPTOGRAPHY is {self.cryptography[:40]}: it is one of {', '.join(PROFILES)}."
            )
        if self.audit_digest not in AUDIT_DIGESTS:
            raise SettingsRefused(
                f"BIAOCHI_AUDIT_DIGEST is {self.audit_digest[:40]}: it is one of {', '.join(AUDIT_DIGESTS)}."
            )
        if self.cipher not in CIPHERS:
            raise SettingsRefused(f"BIAOCHI_CIPHER is {self.cipher[:40]}: it is one of {', '.join(CIPHERS)}.")
        given = [f"BIAOCHI_RPC_{name}" for name in _RPC if self._environ.get(f"BIAOCHI_RPC_{name}")]
        if given and self.rpc_tls is None:
            raise SettingsRefused(
                f"Of {', '.join(f'BIAOCHI_RPC_{name}' for name in _RPC)} only {', '.join(given)} is set: all three "
                "are, or none."
            )
        _networks("BIAOCHI_WEBHOOK_NETWORKS", self.webhook_networks)
        _origins(self.origins)
        _brokers(self.kafka)
        _scanner(self.scanner)
        encrypted = not self.development and not self._tls_by_network
        _refuse(files_fault(self._environ, encrypted=encrypted))
        _refuse(mail_fault(self._environ, encrypted=encrypted))
        _refuse(production.named_fault(self._environ))
        _seconds("BIAOCHI_KAFKA_SESSION", self._environ.get("BIAOCHI_KAFKA_SESSION") or "10")


def _owner_of(service: str) -> str:
    return f"BIAOCHI_DATABASE_{service.upper()}_OWNER"


def _port(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise SettingsRefused(f"{name} leads to port {text}: a port is a whole number from 1 to 65535.")
    return int(text)


def _processes(text: str) -> int:
    if text not in {"1", "2"}:
        raise SettingsRefused(f"BIAOCHI_PROCESSES is {text[:40]}: the platform that `up` starts is 1 process or 2.")
    return int(text)


def _mode(text: str) -> str:
    if text not in MODES:
        raise SettingsRefused(f"BIAOCHI_MODE is {text}: it is one of {', '.join(MODES)}.")
    return text


def _names(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(name.strip() for name in text.split(",") if name.strip())


def _clock(text: str | None) -> Clock:
    if not text:
        return SystemClock()
    return ClockInFile(Path(text[1:])) if text.startswith("@") else FixedClock(_instant(text))


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise SettingsRefused(
            f"BIAOCHI_CLOCK is {text}: it is an instant with its offset, for example 2021-01-05T09:00:00+08:00."
        )
    return instant


def _url(name: str, text: str) -> str:
    if urlsplit(text).scheme not in ("http", "https") or not urlsplit(text).hostname:
        raise SettingsRefused(f"{name} is {text}: it is an address such as http://127.0.0.1:8001.")
    return text.rstrip("/")


def _brokers(text: str) -> None:
    for broker in filter(None, text.split(",")):
        if not _is_place(broker):
            raise SettingsRefused(
                f"BIAOCHI_KAFKA names the broker “{broker}”: it is host:port, several with commas between, for example "
                "kafka-0:9092,kafka-1:9092."
            )


def _networks(name: str, text: str) -> None:
    for network in filter(None, text.split(",")):
        try:
            ipaddress.ip_network(network.strip())
        except ValueError as trouble:
            raise SettingsRefused(
                f"{name} names “{network[:60]}”: it is networks with commas between, for example "
                "10.20.0.0/16,192.0.2.7/32."
            ) from trouble


def _origins(names: Iterable[str]) -> None:
    for name in names:
        if not re.fullmatch(r"https?://[a-z0-9.\-]+(:[0-9]{1,5})?", name, re.ASCII):
            raise SettingsRefused(
                f"BIAOCHI_ORIGINS names “{name[:60]}”: it is origins with commas between, each as a browser says it "
                "and without a path, for example https://desk.example.com."
            )


def _scanner(text: str) -> None:
    if text and not _is_place(text):
        raise SettingsRefused(f"BIAOCHI_CLAMD is {text[:80]}: it is host:port, for example clamd:3310.")


def _is_place(text: str) -> bool:
    host, _, port = text.rpartition(":")
    return bool(host) and port.isascii() and port.isdigit() and 1 <= int(port) <= 65535


def _seconds(name: str, text: str) -> None:
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9])?", text, re.ASCII) or float(text) < 1:
        raise SettingsRefused(f"{name} is {text}: it is a number of seconds from 1 to 999.")


def _count(name: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text, re.ASCII) or int(text) < 1:
        raise SettingsRefused(f"{name} is {text[:40]}: it is a whole number from 1 to 999999999.")
    return int(text)


def _database(text: str) -> str:
    scheme, _, rest = text.partition("://")
    if scheme not in _DATABASES or not rest:
        # The address may hold a password, so only its beginning is said.
        raise SettingsRefused(
            f"A database address begins with {scheme[:40]}: it is one such as postgresql://user:password@host/org or "
            "sqlite:////folder/org.db."
        )
    return f"{_DATABASES[scheme]}://{rest}"


def _refuse(fault: str | None) -> None:
    if fault:
        raise SettingsRefused(fault)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
