"""A version of results as a file: under its head, the lines that its hash is made over.

Each line is one result in its canonical text, with the value of every node, so that it is read without the city's
plugin.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from biaochi_cli.kept import hashed_file
from biaochi_cli.kept.hashed_file import Signatures

FORMAT, SAVED_BY = "biaochi-result/1", "biaochi result save"


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of its results."""

    city: str
    cycle: str
    version: int
    results_hash: str
    facts_hash: str
    signatures: Signatures


@dataclass(frozen=True, slots=True)
class Verified:
    """What a file says, how many results it has, and the hash that its lines come to."""

    head: Head
    results: int
    results_hash: str

    @property
    def intact(self) -> bool:
        """Whether the lines come to the hash that the head names."""
        return self.results_hash == self.head.results_hash


def write(file: Path, head: Head, lines: Sequence[str]) -> None:
    """Write a file, in place of one that is there."""
    hashed_file.write(file, FORMAT, asdict(head), "".join(f"{line}\n" for line in lines))


def verify(file: Path) -> Verified:
    """Make the hash again of what the file holds. Raises OtherFile, OSError."""
    head, body = hashed_file.read(file, FORMAT, Head, SAVED_BY)
    lines = body.removesuffix("\n").split("\n") if body else []
    return Verified(head, len(lines), hash_of(lines))


def hash_of(lines: Iterable[str]) -> str:
    """SHA-256 over the lines, each followed by a line feed: what scoring froze results under."""
    total = hashlib.sha256()
    for line in lines:
        total.update(line.encode() + b"\n")
    return total.hexdigest()
