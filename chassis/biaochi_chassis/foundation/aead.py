"""Authenticated encryption: AES-256-GCM, or SM4-GCM where national cryptography is asked for."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

_NONCE, _TAG = 12, 16
_DRAWN = 64


class NotAuthentic(Exception):
    """What was to be opened is not what was sealed, was sealed under another key, or about something else."""


class _Sealing(Protocol):
    """One key of a cipher."""

    def encrypt(self, nonce: bytes, data: bytes, about: bytes, /) -> bytes:
        """Ciphertext and tag."""
        ...

    def decrypt(self, nonce: bytes, data: bytes, about: bytes, /) -> bytes:
        """What was encrypted. Raises InvalidTag, ValueError."""
        ...


@dataclass(frozen=True)
class Aead:
    """A cipher under the name that is stored beside each key; its keys have so many bytes."""

    name: str
    key_length: int
    _of: Callable[[bytes], _Sealing]

    def new_key(self) -> bytes:
        """A key that nobody had before."""
        return secrets.token_bytes(self.key_length)

    def seal(self, key: bytes, plain: bytes, about: bytes, nonce: bytes = b"") -> bytes:
        """Nonce, ciphertext and tag; it opens with the same `about` only, which is authenticated and not in it.

        `nonce`: one of `nonces`, where many texts are sealed.
        """
        nonce = nonce or secrets.token_bytes(_NONCE)
        return nonce + self._of(key).encrypt(nonce, plain, about)

    def open(self, key: bytes, sealed: bytes, about: bytes) -> bytes:
        """What was sealed. Raises NotAuthentic."""
        try:
            return self._of(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
        except (InvalidTag, ValueError) as trouble:
            raise NotAuthentic from trouble


class _Sm4Gcm:
    """SM4 in Galois/Counter mode, which the library has in parts only."""

    def __init__(self, key: bytes) -> None:
        self._algorithm = SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, about: bytes, /) -> bytes:
        encryptor = Cipher(self._algorithm, GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(about)
        return encryptor.update(data) + encryptor.finalize() + encryptor.tag

    def decrypt(self, nonce: bytes, data: bytes, about: bytes, /) -> bytes:
        decryptor = Cipher(self._algorithm, GCM(nonce, data[-_TAG:])).decryptor()
        decryptor.authenticate_additional_data(about)
        return decryptor.update(data[:-_TAG]) + decryptor.finalize()


def nonces() -> Iterator[bytes]:
    """Nonces without end that nobody had before: drawn many at a time, since each drawing asks the system."""
    while True:
        drawn = secrets.token_bytes(_NONCE * _DRAWN)
        yield from (drawn[at : at + _NONCE] for at in range(0, len(drawn), _NONCE))


AES_256_GCM = Aead("aes-256-gcm", 32, AESGCM)
SM4_GCM = Aead("sm4-gcm", 16, _Sm4Gcm)
CIPHERS: Mapping[str, Aead] = MappingProxyType({cipher.name: cipher for cipher in (AES_256_GCM, SM4_GCM)})
"""By name. Keys of both may stand in one table: each says which it is of."""
