"""In production a page of another site is answered where the operator lists it, and nowhere else.

Nothing here is signed in by a cookie, so that a foreign page has nobody's rights but those of a token it holds; it is
refused all the same, before anything is looked at. Whoever is no browser names no origin.
"""

from collections.abc import Collection

from biaochi_chassis.foundation.refusal import Forbidden
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from biaochi_gateway.http.refused import turn_away

FOREIGN = "网页来自“{}”，不在允许之列：请运维人员把它写进 BIAOCHI_ORIGINS。"
SENT = ("authorization", "content-type", "biaochi-position", "traceparent", "if-none-match", "prefer", "range")
SHOWN = ("biaochi-position", "etag", "retry-after", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset")
REMEMBERED = 600
"""Seconds for which a browser may keep what it learned of a listed page."""


class ListedOrigins:
    """Passes on requests of no page, of a page from here and of listed ones; refuses all others with 403."""

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        """Guard this application; `origins` as browsers name them, like https://desk.example.test."""
        self._origins = frozenset(origins)
        self._app = CORSMiddleware(
            app,
            allow_origins=sorted(origins),
            allow_methods=("GET", "POST"),
            allow_headers=SENT,
            expose_headers=SHOWN,
            max_age=REMEMBERED,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse without looking further; a socket of a foreign page is closed."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or origin in self._origins or _is_from_here(origin, headers.get("host", "")):
            await self._app(scope, receive, send)
            return
        await turn_away(scope, receive, send, Forbidden(FOREIGN.format(origin[:80])), "not a listed origin")


def _is_from_here(origin: str, host: str) -> bool:
    return bool(host) and origin in (f"https://{host}", f"http://{host}")
