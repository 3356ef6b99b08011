"""A token is believed only when its issuer's own key signed it, for us, for now; what it brings itself is refused."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import jwt
import pytest
from biaochi_chassis.foundation.refusal import Unauthenticated
from biaochi_chassis.identity.keys import GivenKeys
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.identity.tokens import LEEWAY, LONGEST, Expected, bearer
from biaochi_chassis.identity.verifier import Verifier
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

ISSUER, AUDIENCE = "https://login.example.gov.cn/realms/city", "biaochi"
KEY = SigningKey.make("one")
RSA = rsa.generate_private_key(65537, 2048)
EC = ec.generate_private_key(ec.SECP256R1())
KEYS = {
    "keys": [
        *KEY.public["keys"],
        {**RSAAlgorithm.to_jwk(RSA.public_key(), as_dict=True), "kid": "rsa", "use": "sig"},
        {**ECAlgorithm.to_jwk(EC.public_key(), as_dict=True), "kid": "ec"},
        {"kty": "oct", "kid": "shared", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA"},
        {**RSAAlgorithm.to_jwk(RSA.public_key(), as_dict=True), "kid": "for encryption", "use": "enc"},
    ]
}
A_DAY = 24 * 3600
A_YEAR = 365 * A_DAY
"""Tokens are made when tests are collected: what is valid or not yet so must still be when they run much later."""
SHARED = b"secret-secret-secret-secret-secret"


def claims(**other: object) -> dict[str, Any]:
    now = int(time.time())
    return {"iss": ISSUER, "aud": AUDIENCE, "sub": "p-1", "iat": now, "exp": now + A_DAY, **other}


def signed(payload: Mapping[str, Any], key: Any, algorithm: str, **header: object) -> str:  # noqa: ANN401
    return jwt.encode(dict(payload), key, algorithm=algorithm, headers={"kid": "one", **header})


def by_us(payload: Mapping[str, Any], **header: object) -> str:
    return signed(payload, jwt.PyJWK.from_dict(dict(KEY.document)).key, "EdDSA", **header)


def without(name: str) -> dict[str, Any]:
    return {claim: value for claim, value in claims().items() if claim != name}


@pytest.fixture
def verifier() -> Verifier:
    return Verifier(Expected(ISSUER, AUDIENCE), GivenKeys(KEYS))


@pytest.mark.parametrize(
    "token",
    [by_us(claims()), signed(claims(), RSA, "RS256", kid="rsa"), signed(claims(), EC, "ES256", kid="ec")],
    ids=["EdDSA", "RS256", "ES256"],
)
async def test_a_right_token_names_its_subject(verifier: Verifier, token: str) -> None:
    verified = await verifier.verify(token)

    assert verified.subject == "p-1"
    assert verified.ends == verified.claims["exp"] + LEEWAY


@pytest.mark.parametrize(
    ("what", "token"),
    [
        ("nothing", ""),
        ("no token", "abc"),
        ("three parts of nothing", "a.b.c"),
        ("too long", "a" * (LONGEST + 1)),
        ("alg none", signed(claims(), None, "none")),
        ("another issuer", by_us(claims(iss="https://evil.example"))),
        ("another audience", by_us(claims(aud="account"))),
        ("expired", by_us(claims(exp=int(time.time()) - LEEWAY - 1))),
        ("not yet", by_us(claims(nbf=int(time.time()) + A_YEAR))),
        ("of the future", by_us(claims(iat=int(time.time()) + A_YEAR))),
        ("a key nobody knows", by_us(claims(), kid="two")),
        ("no key named", by_us(claims(), kid="")),
        ("an address of keys", by_us(claims(), jku="https://evil.example/keys")),
        ("an address of certificates", by_us(claims(), x5u="https://evil.example/chain")),
        ("a key of its own", by_us(claims(), jwk=KEY.public["keys"][0])),
        ("a certificate of its own", by_us(claims(), x5c=["MIIB"])),
        ("something critical", by_us(claims(), crit=["exp"])),
        ("a secret that is in the set", signed(claims(), SHARED, "HS256", kid="shared")),
        ("a key that is for encryption", signed(claims(), RSA, "RS256", kid="for encryption")),
        ("another key of the same name", signed(claims(), EC, "ES256", kid="rsa")),
        ("somebody else's key", signed(claims(), ec.generate_private_key(ec.SECP256R1()), "ES256", kid="ec")),
        ("no end", by_us(without("exp"))),
        ("no beginning", by_us(without("iat"))),
        ("nobody", by_us(without("sub"))),
        ("a nameless somebody", by_us(claims(sub=""))),
        ("no audience", by_us(without("aud"))),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
async def test_a_wrong_token_is_refused_whatever_is_wrong_with_it(verifier: Verifier, what: str, token: str) -> None:
    with pytest.raises(Unauthenticated) as refused:
        await verifier.verify(token)

    assert refused.value.code == "UNAUTHENTICATED", what
    assert ISSUER not in refused.value.sentence


async def test_the_public_key_taken_for_a_secret_signs_nothing(verifier: Verifier) -> None:
    """Symmetric confusion: PyJWT would refuse to sign so, an attacker does not ask it."""
    public = RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head, body, _ = signed(claims(), RSA, "RS256", kid="rsa").split(".")
    algorithm = jwt.get_algorithm_by_name("HS256")
    forged_head = jwt.utils.base64url_encode(b'{"alg":"HS256","kid":"rsa","typ":"JWT"}').decode()
    mac = jwt.utils.base64url_encode(algorithm.sign(f"{forged_head}.{body}".encode(), public)).decode()

    with pytest.raises(Unauthenticated):
        await verifier.verify(f"{forged_head}.{body}.{mac}")
    assert head != forged_head


async def test_a_clock_that_is_a_little_off_is_borne(verifier: Verifier) -> None:
    now = int(time.time())

    late = await verifier.verify(by_us(claims(exp=now - LEEWAY + 10)))
    early = await verifier.verify(by_us(claims(nbf=now + LEEWAY - 10)))

    assert (late.subject, early.subject) == ("p-1", "p-1")


async def test_a_token_that_was_seen_is_refused_when_it_ends(verifier: Verifier) -> None:
    token = by_us(claims(exp=int(time.time()) - LEEWAY + 1))
    known = await verifier.verify(token)
    await asyncio.sleep(max(0.0, known.ends - time.time()))

    with pytest.raises(Unauthenticated, match="到期"):
        await verifier.verify(token)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "a.b.c"])
def test_a_header_without_a_token_is_refused_and_says_how_to_sign_in(header: str) -> None:
    with pytest.raises(Unauthenticated, match="authorization"):
        bearer(header)


def test_the_token_is_what_follows_bearer_however_it_is_written() -> None:
    assert (bearer("Bearer a.b.c"), bearer("bearer a.b.c")) == ("a.b.c", "a.b.c")
