"""The hashes an audit trail may be chained by: SHA-256, or SM3 where national cryptography is asked for."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cryptography.hazmat.primitives import hashes


@dataclass(frozen=True)
class Digest:
    """A hash function under the name that is stored beside each of its values."""

    name: str
    of: Callable[[bytes], str]
    """The hash of these bytes in hexadecimal digits."""


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sm3(data: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


SHA256 = Digest("sha256", _sha256)
SM3 = Digest("sm3", _sm3)
DIGESTS: Mapping[str, Digest] = MappingProxyType({digest.name: digest for digest in (SHA256, SM3)})
"""By name. A chain may change from one to the other: each row says which it is hashed by."""
