"""Verifies tokens of one issuer for one audience; a token seen before is known by its digest until it ends."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from biaochi_chassis.foundation.refusal import Unauthenticated
from biaochi_chassis.identity.keys import Keys
from biaochi_chassis.identity.tokens import LEEWAY, Expected, claims, key_id

REMEMBERED = 10_000
"""Tokens held at a time; what is forgotten is verified again."""


@dataclass(frozen=True)
class Verified:
    """A token that was found right: what it says, by which key, and when it is over (seconds since 1970)."""

    claims: Mapping[str, Any]
    kid: str
    ends: float

    @property
    def subject(self) -> str:
        """Who it was issued to."""
        return str(self.claims["sub"])


class Verifier:
    """Verifies tokens that one issuer issues for one audience."""

    def __init__(self, expected: Expected, keys: Keys) -> None:
        """Believe tokens as expected that these keys signed."""
        self._expected = expected
        self._keys = keys
        self._known: OrderedDict[bytes, Verified] = OrderedDict()

    async def verify(self, token: str) -> Verified:
        """Return what a token says. Raises Unauthenticated for any that is not right, or whose key was withdrawn."""
        digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        known = self._known.get(digest)
        kid = known.kid if known else key_id(token)
        key = await self._keys.find(kid)
        if key is None:
            raise Unauthenticated("令牌由不认识的密钥签名：请重新登录，或向安全管理员要一个新的令牌。")
        if known is None or known.ends <= time.time():
            found = claims(token, key, self._expected)
            known = Verified(found, kid, float(found["exp"]) + LEEWAY)
            self._remember(digest, known)
        return known

    def _remember(self, digest: bytes, verified: Verified) -> None:
        if not isinstance(verified.claims["sub"], str) or not verified.claims["sub"]:
            raise Unauthenticated("令牌没有说明是谁（sub）：请向安全管理员要一个新的令牌。")
        self._known[digest] = verified
        self._known.move_to_end(digest)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
