"""Mutual TLS between the parts: whoever calls and whoever answers shows a certificate of the same authority.

The files are read again when they change, so that a certificate is renewed while everything runs. One that cannot be
read then is said once, and the last good one goes on.
"""

import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from pyqwest import HTTPTransport, Request, Response

from biaochi_chassis.foundation.settings import Settings, SettingsRefused

POOL_IDLE = 30.0
"""Seconds a connection may lie idle here: less than a service keeps it (service.KEEP_ALIVE), so none dies in use."""
MOST_IDLE = 32

T = TypeVar("T")
_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class MutualTls:
    """The authority of all parts, and what this part shows of itself, as PEM files."""

    authority: Path
    certificate: Path
    key: Path

    @classmethod
    def of(cls, settings: Settings) -> "MutualTls | None":
        """What the settings name; None where the parts speak plainly. Raises SettingsRefused for what is no such file.

        `settings.check_rpc` says whether they may.
        """
        if settings.rpc_tls is None:
            return None
        found = cls(*settings.rpc_tls)
        try:
            found.context()
        except (OSError, ssl.SSLError) as trouble:
            raise SettingsRefused(
                f"The certificates between the parts cannot be read ({trouble.strerror or trouble}): BIAOCHI_RPC_CA, "
                "BIAOCHI_RPC_CERTIFICATE and BIAOCHI_RPC_KEY name PEM files, and the key is that of the certificate."
            ) from trouble
        return found

    def context(self) -> ssl.SSLContext:
        """What a service answers with. Raises OSError, also as ssl.SSLError."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(self.authority)
        context.load_cert_chain(self.certificate, self.key)
        return context

    @cached_property
    def served(self) -> ssl.SSLContext:
        """The context of a port: each handshake is made with the files as they are then."""
        current = _Current(self, self.context())

        def renew(connection: ssl.SSLObject, _name: str | None, _context: ssl.SSLContext) -> None:
            connection.context = current.of(self.context)

        first = self.context()
        first.sni_callback = renew
        return first

    def transport(self) -> HTTPTransport:
        """What a part calls with. Raises OSError."""
        authority, certificate, key = (file.read_bytes() for file in (self.authority, self.certificate, self.key))
        return HTTPTransport(
            tls_ca_cert=authority,
            tls_cert=certificate,
            tls_key=key,
            pool_idle_timeout=POOL_IDLE,
            pool_max_idle_per_host=MOST_IDLE,
        )

    def stamp(self) -> tuple[int, ...]:
        """Changes with the files. Raises OSError."""
        return tuple(file.stat().st_mtime_ns for file in (self.authority, self.certificate, self.key))


class Renewing:
    """A transport whose new connections are made with the files as they are then."""

    def __init__(self, tls: MutualTls) -> None:
        """Open nothing before it is needed. Raises OSError."""
        self._tls = tls
        self._current = _Current(tls, tls.transport())

    async def execute(self, request: Request) -> Response:
        """Call."""
        return await self._current.of(self._tls.transport).execute(request)

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._current.value.aclose()


class _Current(Generic[T]):
    """What was made of the files, made again when they have changed."""

    def __init__(self, tls: MutualTls, value: T) -> None:
        self.value = value
        self._tls = tls
        self._stamp = tls.stamp()

    def of(self, make: Callable[[], T]) -> T:
        try:
            if (stamp := self._tls.stamp()) != self._stamp:
                self._stamp, self.value = stamp, make()
        except (OSError, ValueError) as trouble:
            _logger.error("the renewed certificates between the parts cannot be read: %s", type(trouble).__name__)
        return self.value
