"""Which partition of a topic a city lies in: murmur2 of its code, as the default partitioner of Kafka does it.

The same in every driver of the log, so that a log can move from one to another.
"""

from functools import lru_cache

PARTITIONS = 12
"""Chosen once, for ever: another number would move cities to other partitions."""

_SEED = 0x9747B28C
_M = 0x5BD1E995
_MASK = 0xFFFFFFFF


@lru_cache(4096)
def partition_of(city: str) -> int:
    """Return the city's partition, 0 to 11, the same in every driver of the log."""
    return (murmur2(city.encode()) & 0x7FFFFFFF) % PARTITIONS


def murmur2(data: bytes) -> int:
    """Return the 32-bit murmur2 hash as an unsigned integer, with Kafka's seed."""
    whole = len(data) & ~3
    mixed = _SEED ^ len(data)
    for start in range(0, whole, 4):
        block = (int.from_bytes(data[start : start + 4], "little") * _M) & _MASK
        mixed = ((mixed * _M) & _MASK) ^ (((block ^ (block >> 24)) * _M) & _MASK)
    if rest := data[whole:]:
        mixed = ((mixed ^ int.from_bytes(rest, "little")) * _M) & _MASK
    mixed = ((mixed ^ (mixed >> 13)) * _M) & _MASK
    return mixed ^ (mixed >> 15)
