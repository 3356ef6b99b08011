"""The public keys that tokens are verified by: of a file that is read again when it changes, or given."""

import json
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.identity.tokens import ALGORITHMS


class Keys(Protocol):
    """A set of public keys by `kid`."""

    async def find(self, kid: str) -> jwt.PyJWK | None:
        """The key, or None where the set has none of this name."""


def key_set(document: object) -> dict[str, jwt.PyJWK]:
    """Read a JWKS: every key with a name of which we know how it signs. Raises ValueError for anything else."""
    listed = document.get("keys") if isinstance(document, dict) else None
    if listed is None or not isinstance(listed, list):
        raise ValueError("a set of keys is an object with a list of “keys”")
    found = (_key(each) for each in listed)
    return {key.key_id: key for key in found if key is not None and key.key_id}


def _key(document: object) -> jwt.PyJWK | None:
    """A key of another kind, such as one for encryption, is none of ours."""
    if not isinstance(document, dict) or document.get("kty") not in ALGORITHMS or document.get("use", "sig") != "sig":
        return None
    try:
        return jwt.PyJWK.from_dict({name: value for name, value in document.items() if name != "d"})
    except jwt.PyJWTError:
        return None


def has_signed(key: jwt.PyJWK, said: bytes, signature: str) -> bool:
    """Whether a signature in base64 over something said is of this Ed25519 key."""
    if not isinstance(key.key, Ed25519PublicKey):
        return False
    try:
        key.key.verify(b64decode(signature, validate=True), said)
    except (InvalidSignature, ValueError):
        return False
    return True


class GivenKeys:
    """Keys that never change."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Take a JWKS."""
        self._keys = key_set(document)

    async def find(self, kid: str) -> jwt.PyJWK | None:
        """The key, or None."""
        return self._keys.get(kid)


class FileKeys:
    """Keys of a file, read again when the file is another: keys are changed without a restart."""

    def __init__(self, file: Path) -> None:
        """Read the file. Raises SettingsRefused when it cannot be used."""
        self._file = file
        self._seen: tuple[int, int] = (0, 0)
        self._keys: dict[str, jwt.PyJWK] = {}
        try:
            self._read()
        except (OSError, ValueError) as trouble:
            raise SettingsRefused(
                f"The keys in {file} cannot be used ({trouble}): it is a JWKS of public keys."
            ) from None

    @property
    def names(self) -> frozenset[str]:
        """The names of the keys, as last read."""
        return frozenset(self._keys)

    @property
    def keys(self) -> Mapping[str, jwt.PyJWK]:
        """The keys by name, as last read."""
        return self._keys

    async def find(self, kid: str) -> jwt.PyJWK | None:
        """The key, or None; while the file cannot be read, what it said before."""
        try:
            self._read()
        except (OSError, ValueError):
            return self._keys.get(kid)
        return self._keys.get(kid)

    def _read(self) -> None:
        found = self._file.stat()
        if (seen := (found.st_mtime_ns, found.st_ino)) != self._seen:
            self._keys = key_set(json.loads(self._file.read_text()))
            self._seen = seen
