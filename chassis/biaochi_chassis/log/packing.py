"""Records that were appended together as one value: their parts one after another, compressed where that saves much.

Events of one transaction say much the same: a thousand facts take a twentieth of what each takes by itself.
"""

import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from struct import Struct
from typing import NamedTuple

from zstandard import ZstdCompressor, ZstdDecompressor

MOST_BYTES = 1024 * 1024
"""Of what is packed together, so that one record is found without reading many others; a larger one is alone."""
WORTH = 1024
"""What is shorter is not compressed: it would save little and cost as much."""
_PLAIN, _DEFLATED, _COMPRESSED = b"\0", b"\1", b"\2"
_LENGTHS = Struct("<IIIi")


class _Own(threading.local):
    """A thread's own, kept since making one costs more than a small value does; no two threads may use one at once."""

    def __init__(self) -> None:
        self.compressor, self.decompressor = ZstdCompressor(level=1), ZstdDecompressor()


_own = _Own()


class Packed(NamedTuple):
    """A record without its place. `event_id` is empty where `headers`, an envelope's text, say it; no value: None."""

    event_id: str
    key: str
    headers: str
    value: bytes | None


def pack(records: Iterable[Packed]) -> bytes:
    """Return records as one value."""
    parts = bytearray()
    for record in records:
        texts = [text.encode() for text in record[:3]]
        value = b"" if record.value is None else record.value
        parts += _LENGTHS.pack(*map(len, texts), -1 if record.value is None else len(value))
        parts += b"".join((*texts, value))
    return _PLAIN + parts if len(parts) < WORTH else _COMPRESSED + _own.compressor.compress(parts)


def unpack(packed: bytes) -> Iterator[Packed]:
    """Yield the records of a value, in their order; an earlier build deflated them."""
    kind, parts = packed[:1], packed[1:]
    if kind == _COMPRESSED:
        parts = _own.decompressor.decompress(parts)
    elif kind == _DEFLATED:
        parts = zlib.decompress(parts)
    at = 0
    while at < len(parts):
        lengths, at = _LENGTHS.unpack_from(parts, at), at + _LENGTHS.size
        read: list[bytes] = []
        for length in lengths:
            end = at + max(length, 0)
            read.append(parts[at:end])
            at = end
        event_id, key, headers, value = read
        yield Packed(event_id.decode(), key.decode(), headers.decode(), None if lengths[3] < 0 else value)


def shares(records: Sequence[Packed]) -> Iterator[Sequence[Packed]]:
    """Yield records in shares of up to MOST_BYTES, in order: each is packed for itself."""
    start = size = 0
    for place, record in enumerate(records):
        added = len(record.headers) + len(record.value or b"")
        if size and size + added > MOST_BYTES:
            yield records[start:place]
            start, size = place, 0
        size += added
    if records[start:]:
        yield records[start:]
