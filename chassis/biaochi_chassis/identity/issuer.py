"""The keys of an OpenID issuer, over its discovery document: fetched when needed, kept, changed without a restart.

A `kid` that is not known yet has the set fetched again, a few times at once and then every few seconds at most, so that
an issuer may rotate its keys and nobody can make us ask it for every forged token. While the issuer does not answer,
what is known holds.
"""

import asyncio
import json
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import jwt
from pyqwest import Client, HTTPTransport

from biaochi_chassis.foundation.refusal import ServiceUnavailable
from biaochi_chassis.identity.keys import key_set

FRESH = 300.0
"""Seconds after which the set is fetched again: a key that was withdrawn is believed no longer."""
PAUSE = 5.0
"""Seconds between two fetches for keys nobody knows, once there were many."""
AT_ONCE = 3
"""Fetches without a pause, in as many pauses: a key that is changed right after a look is known at once."""
PATIENCE = 5.0
LARGEST = 256 * 1024

Fetch = Callable[[str], Awaitable[Any]]

_logger = logging.getLogger(__name__)


class IssuerKeys:
    """The keys of one issuer."""

    def __init__(self, issuer: str, fetch: Fetch | None = None) -> None:
        """`fetch` gets a JSON document from an address; by default over HTTP with the machine's authorities."""
        self._issuer = issuer
        self._fetch = fetch or _over_http
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched = float("-inf")
        self._tried: deque[float] = deque(maxlen=AT_ONCE)
        self._turn = asyncio.Lock()

    async def find(self, kid: str) -> jwt.PyJWK | None:
        """The key, or None where the issuer has none of this name.

        Raises ServiceUnavailable when the issuer never answered yet.
        """
        if self._is_due(kid):
            async with self._turn:
                if self._is_due(kid):
                    await self._refresh()
        if not self._keys:
            raise ServiceUnavailable("登录服务暂时没有回答，令牌无法核对：请稍后重试。")
        return self._keys.get(kid)

    def _is_due(self, kid: str) -> bool:
        now = time.monotonic()
        stale = kid not in self._keys or now - self._fetched > FRESH
        return stale and self._may_try(now)

    def _may_try(self, now: float) -> bool:
        if len(self._tried) < AT_ONCE:
            return True
        return now - self._tried[-1] > PAUSE or now - self._tried[0] > AT_ONCE * PAUSE

    async def _refresh(self) -> None:
        self._tried.append(time.monotonic())
        try:
            self._keys = key_set(await self._fetch(await endpoint(self._issuer, "jwks_uri", self._fetch)))
            self._fetched = time.monotonic()
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as trouble:
            _logger.warning("the keys of %s cannot be fetched: %s", self._issuer, trouble)


async def endpoint(issuer: str, name: str, fetch: Fetch | None = None) -> str:
    """Return an address of the issuer's discovery document. Raises ValueError for one that is not to be trusted."""
    discovery = await (fetch or _over_http)(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if discovery["issuer"] != issuer:
        raise ValueError(f"the discovery document is of {discovery['issuer']}")
    address = str(discovery[name])
    if urlsplit(address).scheme != urlsplit(issuer).scheme:
        raise ValueError(f"{name} is offered without TLS")
    return address


async def _over_http(address: str) -> Any:  # noqa: ANN401  # whatever JSON there is
    async with HTTPTransport(tls_include_system_certs=True, follow_redirects=False, timeout=PATIENCE) as transport:
        answer = await Client(transport).get(address)
    if answer.status != 200 or len(answer.content) > LARGEST:
        raise ValueError(f"{address} answers {answer.status}")
    return json.loads(answer.content)
