"""A private key that signs tokens: of a service that says who it is, or of development."""

import json
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.identity.tokens import Expected


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 key under its name."""

    kid: str
    document: Mapping[str, str]

    @classmethod
    def make(cls, kid: str) -> "SigningKey":
        """A fresh key."""
        return cls(kid, {**OKPAlgorithm.to_jwk(Ed25519PrivateKey.generate(), as_dict=True), "kid": kid})

    @classmethod
    def read(cls, file: Path) -> "SigningKey":
        """The key of a file. Raises SettingsRefused when it cannot be used."""
        try:
            document = json.loads(file.read_text())
            if document["kty"] != "OKP" or "d" not in document:
                raise ValueError("it is not a private Ed25519 key")
            return cls(document["kid"], document)
        except (OSError, ValueError, KeyError, TypeError) as trouble:
            raise SettingsRefused(
                f"The key in {file} cannot be used ({trouble!r}): biaochi keys makes one, a private JWK."
            ) from None

    @property
    def public(self) -> dict[str, Any]:
        """A JWKS with its public half."""
        return {"keys": [{name: value for name, value in self.document.items() if name != "d"}]}

    def signature(self, said: bytes) -> str:
        """The signature over something said, in base64."""
        key: Ed25519PrivateKey = jwt.PyJWK.from_dict(dict(self.document)).key
        return b64encode(key.sign(said)).decode()

    def sign(self, expected: Expected, subject: str, seconds: float, more: Mapping[str, object] | None = None) -> str:
        """Return a token that says who its bearer is, for so many seconds."""
        now = int(time.time())
        claims = {
            "iss": expected.issuer,
            "aud": expected.audience,
            "sub": subject,
            "iat": now,
            "exp": now + int(seconds),
            "jti": uuid4().hex,
            **(more or {}),
        }
        key = jwt.PyJWK.from_dict(dict(self.document))
        return jwt.encode(claims, key.key, algorithm="EdDSA", headers={"kid": self.kid})
