"""In development only this machine is answered, and only by its own name.

A page of another site may have its name lead to 127.0.0.1 after it was loaded, and then ask here as if it were ours
(DNS rebinding); what it cannot do is name another Host or Origin than its own. WebSockets are refused the same way.
"""

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

from biaochi_chassis.foundation.refusal import Forbidden
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from biaochi_gateway.http.refused import turn_away

ADDRESSES = 64
"""Hosts and origins that are known without being read again."""
FOREIGN = "开发模式只答复本机：请用 http://127.0.0.1 或 http://localhost 打开。"


class LoopbackOnly:
    """Passes on requests that name this machine by a loopback name or address, refuses all others."""

    def __init__(self, app: ASGIApp) -> None:
        """Guard this application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 403 without looking further."""
        headers = Headers(scope=scope)
        hosts = [f"//{host}" for host in headers.getlist("host")] or [""]
        if all(map(is_loopback, [*hosts, *headers.getlist("origin")])):
            await self._app(scope, receive, send)
            return
        await turn_away(scope, receive, send, Forbidden(FOREIGN), "not this machine")


@lru_cache(ADDRESSES)
def is_loopback(address: str) -> bool:
    """Whether the host of an address or origin is this machine by name or number; “null” is nobody's."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        return parts.username is None and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False
