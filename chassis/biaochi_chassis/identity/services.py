"""Which process calls: the gateway and the command sign a short token of their own with every call to a service.

The name of a key begins with the name of whose it is (`gateway`, `gateway.2`): nobody signs in another's name, and a
key is changed by giving the services the new one next to the old one first.
"""

import time

from biaochi_chassis.foundation.refusal import Unauthenticated
from biaochi_chassis.identity.keys import Keys
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.identity.tokens import Expected
from biaochi_chassis.identity.verifier import Verifier

SERVICE = "biaochi-service"
"""The header that carries the token."""
EXPECTED = Expected("biaochi", "biaochi-services")
LASTS = 300.0
RENEWED = 120.0
"""Seconds a token lasts, and how long before its end it is signed anew."""

CALLERS = ("gateway", "command")


def owner_of(kid: str) -> str:
    """Whose a key of this name is."""
    return kid.partition(".")[0]


class ServiceIdentity:
    """What a process shows to the services that it calls."""

    def __init__(self, name: str, key: SigningKey) -> None:
        """Sign as this one of CALLERS."""
        self._name = name
        self._key = key
        self._token = ""
        self._ends = 0.0

    def token(self) -> str:
        """A token that holds a while yet."""
        if time.time() > self._ends - RENEWED:
            self._token = self._key.sign(EXPECTED, self._name, LASTS)
            self._ends = time.time() + LASTS
        return self._token


class ServiceVerifier:
    """Says which process called, and refuses whoever cannot prove it."""

    def __init__(self, keys: Keys, *, shared_key: bool) -> None:
        """`shared_key`: in development all of one home sign with one key."""
        self._verifier = Verifier(EXPECTED, keys)
        self._shared_key = shared_key

    async def verify(self, token: str) -> str:
        """Return the name of the process that calls. Raises Unauthenticated."""
        if not token:
            raise Unauthenticated(f"服务只认网关和命令的调用：请求没有带 {SERVICE} 头，请从网关的 /graphql 进来。")
        verified = await self._verifier.verify(token)
        theirs = self._shared_key or owner_of(verified.kid) == verified.subject
        if verified.subject not in CALLERS or not theirs:
            raise Unauthenticated("服务只认网关和命令的调用：这个令牌不是它们的，请从网关的 /graphql 进来。")
        return verified.subject
