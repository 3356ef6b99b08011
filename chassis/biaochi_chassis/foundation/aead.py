"""Authenticated encryption: AES-256-GCM, or SM4-GCM where national cryptography is asked for."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, CipherAlgorithm
from cryptography.hazmat.primitives.ciphers.algorithms import AES256, SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

_NONCE, _TAG = 12, 16


class NotAuthentic(Exception):
    """What was to be opened is not what was sealed, was sealed under another key, or about something else."""


@dataclass(frozen=True)
class Aead:
    """A cipher under the name that is stored beside each key; its keys have so many bytes."""

    name: str
    key_length: int
    _algorithm: Callable[[bytes], CipherAlgorithm]

    def new_key(self) -> bytes:
        """A key that nobody had before."""
        return secrets.token_bytes(self.key_length)

    def seal(self, key: bytes, plain: bytes, about: bytes) -> bytes:
        """Nonce, ciphertext and tag; it opens with the same `about` only, which is authenticated and not in it."""
        nonce = secrets.token_bytes(_NONCE)
        encryptor = Cipher(self._algorithm(key), GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(about)
        return nonce + encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def open(self, key: bytes, sealed: bytes, about: bytes) -> bytes:
        """What was sealed. Raises NotAuthentic."""
        nonce, ciphertext, tag = sealed[:_NONCE], sealed[_NONCE:-_TAG], sealed[-_TAG:]
        try:
            decryptor = Cipher(self._algorithm(key), GCM(nonce, tag)).decryptor()
            decryptor.authenticate_additional_data(about)
            return decryptor.update(ciphertext) + decryptor.finalize()
        except (InvalidTag, ValueError) as trouble:
            raise NotAuthentic from trouble


AES_256_GCM = Aead("aes-256-gcm", 32, AES256)
SM4_GCM = Aead("sm4-gcm", 16, SM4)
CIPHERS: Mapping[str, Aead] = MappingProxyType({cipher.name: cipher for cipher in (AES_256_GCM, SM4_GCM)})
"""By name. Keys of both may stand in one table: each says which it is of."""
