"""Idempotency: what was done under a key is remembered, so that a retry is answered and not done again."""

import hashlib
from dataclasses import dataclass

from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import IdempotencyKeyReused


def content_hash(data: bytes) -> str:
    """Return the SHA-256 of a command's content in hexadecimal digits; serialize deterministically before."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class ProcessedCommand:
    """What to remember of one command: the key is unique in the city, the answer is what a retry gets."""

    city: str
    key: str
    content_hash: str
    answer: bytes


@dataclass(frozen=True)
class StoredAnswer:
    """What is remembered of an earlier command: also up to where the log must be read to know it."""

    content_hash: str
    answer: bytes
    positions: Positions

    def same(self, content_hash: str) -> bool:
        """Whether the earlier command had this very content."""
        return self.content_hash == content_hash


def must_be_same(remembered: StoredAnswer, content_hash: str, index: int | None = None) -> None:
    """Raise IdempotencyKeyReused unless the earlier command under this key had the same content."""
    if not remembered.same(content_hash):
        raise IdempotencyKeyReused(
            "这个幂等键已经用于内容不同的另一件事：新的事请用新的键；要更正已记录的事实，请先冲销。",
            index=index,
            field="idempotency_key",
        )
