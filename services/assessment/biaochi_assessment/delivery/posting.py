"""One POST to one checked address: looked up once, called where that look-up said, never led elsewhere."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence

import h11

from biaochi_assessment.domain.webhooks.targets import Network, Target, check, target_of

SECONDS = 15.0
"""Until a receiver that has not answered counts as away, from the look-up of its name on."""
_AT_ONCE = 65536

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Of a host and a port the addresses the name stands for. Raises OSError."""


class NotTaken(Exception):
    """The receiver could not be reached, or did not answer in HTTP; the sentence says how."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver has for a name."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Posting:
    """Posts to public addresses by TLS, and into the networks that are named here."""

    def __init__(
        self, networks: Sequence[Network], resolver: Resolve = resolve, context: ssl.SSLContext | None = None
    ) -> None:
        """`context` says whose certificates are believed: without one, those that the system believes."""
        self.networks = networks
        self._resolve = resolver
        self._context = context

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Send it and return the status of the answer; nothing more of the answer is read.

        Raises WebhookTargetRefused, NotTaken.
        """
        target = target_of(url, self.networks)
        try:
            async with asyncio.timeout(SECONDS):
                addresses = await self._resolve(target.host, target.port)
                check(target, addresses, self.networks)
                return await self._send(target, addresses, headers, body)
        except TimeoutError as trouble:
            raise NotTaken(f"no answer within {SECONDS:g} seconds") from trouble
        # A name that cannot be one is a UnicodeError.
        except (OSError, UnicodeError, h11.ProtocolError) as trouble:
            raise NotTaken(f"{type(trouble).__name__}: {trouble}") from trouble

    async def _send(self, target: Target, addresses: Sequence[str], headers: Mapping[str, str], body: bytes) -> int:
        reader, writer = await self._connect(target, addresses)
        try:
            wire = h11.Connection(h11.CLIENT)
            fixed = {"host": target.authority, "content-length": str(len(body)), "connection": "close"}
            request = h11.Request(method="POST", target=target.path, headers=list({**fixed, **headers}.items()))
            for event in (request, h11.Data(data=body), h11.EndOfMessage()):
                writer.write(wire.send(event) or b"")
            await writer.drain()
            return await _status(wire, reader)
        finally:
            writer.close()

    async def _connect(
        self, target: Target, addresses: Sequence[str]
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection to the first of the checked addresses that answers; the certificate is the name's."""
        trouble = OSError(f"{target.host} has no address")
        for address in addresses:
            try:
                if not target.tls:
                    return await asyncio.open_connection(address, target.port)
                context = self._context or ssl.create_default_context()
                return await asyncio.open_connection(address, target.port, ssl=context, server_hostname=target.host)
            except OSError as refused:
                trouble = refused
        raise trouble


async def _status(wire: h11.Connection, reader: asyncio.StreamReader) -> int:
    while True:
        event = wire.next_event()
        if event is h11.NEED_DATA:
            wire.receive_data(await reader.read(_AT_ONCE))
        elif isinstance(event, h11.Response):
            return event.status_code
