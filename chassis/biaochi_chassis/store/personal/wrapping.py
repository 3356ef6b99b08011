"""The key over the keys: what persons' keys are wrapped with, from a file, so that a copy of a database opens nothing.

The file is JSON, {"keys": [{"name", "algorithm", "secret"}, …]}, the secrets in base64. The first key wraps, every one
of them unwraps; the file is read again when it changes, so that keys are changed without a restart.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from biaochi_chassis.foundation.aead import CIPHERS, Aead
from biaochi_chassis.foundation.refusal import ServiceUnavailable
from biaochi_chassis.foundation.settings import Settings, SettingsRefused

LONGEST_NAME = 40


@dataclass(frozen=True)
class WrappingKey:
    """One of them, under a name that stands beside everything it wraps."""

    name: str
    cipher: Aead
    secret: bytes

    @property
    def document(self) -> dict[str, str]:
        """As it stands in the file."""
        return {"name": self.name, "algorithm": self.cipher.name, "secret": b64encode(self.secret).decode()}


class WrappingKeys:
    """The keys of a file."""

    def __init__(self, file: Path) -> None:
        """Read the file. Raises SettingsRefused when it cannot be used."""
        self._file = file
        self._seen: tuple[int, int] = (0, 0)
        self._keys: Sequence[WrappingKey] = ()
        self._read()

    @property
    def current(self) -> str:
        """The name of the key that wraps."""
        return self._now()[0].name

    def wrap(self, secret: bytes, about: bytes) -> bytes:
        """The secret under the first key, behind the name of that key."""
        key = self._now()[0]
        return headed(key.name) + key.cipher.seal(key.secret, secret, about)

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        """The secret. Raises ServiceUnavailable where its key is not in the file, NotAuthentic where it was changed."""
        name = name_of(wrapped)
        key = next((one for one in self._now() if one.name == name), None)
        if key is None:
            raise missing(name)
        return key.cipher.open(key.secret, wrapped[1 + wrapped[0] :], about)

    def _now(self) -> Sequence[WrappingKey]:
        """The keys as the file has them; while it cannot be used, as it had them before."""
        try:
            self._read()
        except SettingsRefused:
            return self._keys
        return self._keys

    def _read(self) -> None:
        try:
            found = self._file.stat()
            if (seen := (found.st_mtime_ns, found.st_ino)) != self._seen:
                self._keys = read_keys(self._file.read_text())
                self._seen = seen
        except (OSError, ValueError, KeyError, TypeError, Error) as trouble:
            raise SettingsRefused(
                f"The wrapping keys in {self._file} cannot be used ({type(trouble).__name__}): biaochi person wrapping "
                "makes such a file."
            ) from None


def wrapping_of(settings: Settings) -> WrappingKeys | None:
    """The keys of the file that BIAOCHI_WRAPPING_KEYS names; None without one. Raises SettingsRefused."""
    return WrappingKeys(settings.wrapping_keys) if settings.wrapping_keys else None


def read_keys(text: str) -> list[WrappingKey]:
    """Read the keys of a file. Raises ValueError, KeyError or TypeError for what is none."""
    keys = [_key(one) for one in json.loads(text)["keys"]]
    if not keys or len({one.name for one in keys}) < len(keys):
        raise ValueError("at least one key, and each under a name of its own")
    return keys


def written_keys(keys: Sequence[WrappingKey]) -> str:
    """The text of a file with these keys."""
    return json.dumps({"keys": [one.document for one in keys]}, indent=1)


def headed(name: str) -> bytes:
    """How whatever a key of this name wraps begins."""
    return bytes([len(name.encode())]) + name.encode()


def name_of(wrapped: bytes) -> str:
    """The name of the key that wrapped a secret."""
    return wrapped[1 : 1 + wrapped[0]].decode()


def missing(name: str) -> ServiceUnavailable:
    """The refusal of whatever is wrapped by a key that is not there."""
    return ServiceUnavailable(
        f"封存密钥的密钥 {name} 不在文件里，姓名和文字打不开：请管理员放回 BIAOCHI_WRAPPING_KEYS。"
    )


def _key(document: dict[str, str]) -> WrappingKey:
    key = WrappingKey(document["name"], CIPHERS[document["algorithm"]], b64decode(document["secret"], validate=True))
    if not 1 <= len(key.name.encode()) <= LONGEST_NAME or len(key.secret) != key.cipher.key_length:
        raise ValueError("a key has a name of 1 to 40 bytes and a secret as long as its cipher wants")
    return key
