"""One signed token: what its header may say, and what its claims must, before anybody is believed.

The key always comes from a set of the issuer's, found by `kid`; whatever key or address a token brings is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from biaochi_chassis.foundation.refusal import Unauthenticated

ALGORITHMS = {"OKP": ("EdDSA",), "EC": ("ES256", "ES384"), "RSA": ("RS256", "PS256")}
"""What a key of each type signs with; nothing symmetric, and not “none”."""

LEEWAY = 30
"""Seconds by which two clocks may differ."""
LONGEST = 8192
"""Characters of a token."""

_FOREIGN = ("jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "crit")
_REQUIRED = ["exp", "iat", "iss", "aud", "sub"]

_SIGN_IN_AGAIN = "请重新登录，或向安全管理员要一个新的令牌。"


@dataclass(frozen=True)
class Expected:
    """Who must have issued a token, and for whom."""

    issuer: str
    audience: str


def bearer(header: str) -> str:
    """Return the token of an authorization header. Raises Unauthenticated when there is none."""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("没有登录：请求要带 authorization 头，写成 Bearer 加令牌。" + _SIGN_IN_AGAIN)
    return token


def key_id(token: str) -> str:
    """Return which key the token says it is signed with. Raises Unauthenticated for a header that brings its own."""
    if len(token) > LONGEST:
        raise Unauthenticated(f"令牌有 {len(token)} 个字符，至多 {LONGEST} 个：" + _SIGN_IN_AGAIN)
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError as broken:
        raise Unauthenticated("这不是一个令牌：" + _SIGN_IN_AGAIN) from broken
    if foreign := [name for name in _FOREIGN if name in header]:
        raise Unauthenticated(f"令牌自带密钥或其地址（{foreign[0]}），一概不认：" + _SIGN_IN_AGAIN)
    kid = header.get("kid")
    if not isinstance(kid, str) or not kid:
        raise Unauthenticated("令牌没有说明用哪一把密钥签名（kid）：" + _SIGN_IN_AGAIN)
    return kid


def claims(token: str, key: jwt.PyJWK, expected: Expected) -> Mapping[str, Any]:
    """Return what the token says. Raises Unauthenticated unless key, issuer, audience and times are right."""
    try:
        return jwt.decode(
            token,
            key.key,
            algorithms=list(ALGORITHMS.get(key.key_type or "", ())),
            audience=expected.audience,
            issuer=expected.issuer,
            leeway=LEEWAY,
            options={"require": _REQUIRED},
        )
    except jwt.ExpiredSignatureError as over:
        raise Unauthenticated("令牌已经到期：" + _SIGN_IN_AGAIN) from over
    except jwt.PyJWTError as wrong:
        # Which check it was is for the log of whoever issued it, not for whoever tries.
        raise Unauthenticated("令牌不能确认：签名、签发者、接收者或时间不对。" + _SIGN_IN_AGAIN) from wrong


def subject_of(token: str) -> str:
    """Return whom a token of our own names; nothing is verified. Raises Unauthenticated for what is no token."""
    return str(said_in(token)["sub"])


def said_in(token: str) -> Mapping[str, Any]:
    """Return what a token of our own says; nothing is verified. Raises Unauthenticated for what is no token."""
    try:
        claimed: Mapping[str, Any] = jwt.decode(token, options={"verify_signature": False, "require": ["sub"]})
    except jwt.PyJWTError as broken:
        raise Unauthenticated("这不是一个令牌：" + _SIGN_IN_AGAIN) from broken
    return claimed
