"""A document in force as a file: under its head, its text, that its hash is made over."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

from biaochi_cli.kept import hashed_file
from biaochi_cli.kept.hashed_file import Signatures

FORMAT, SAVED_BY = "biaochi-document/1", "biaochi document save"


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of its document. `organization`: whom a letter is to; `results_hash`: of what results it shows.

    `signatures`: of those who stand for it besides whoever drafted it.
    """

    city: str
    code: str
    kind: str
    cycle: str
    title: str
    organization: str
    hash: str
    results_hash: str
    drafted_by: str
    drafted_at: str
    signatures: Signatures


@dataclass(frozen=True, slots=True)
class Verified:
    """What a file says, and the hash that its text comes to."""

    head: Head
    hash: str

    @property
    def intact(self) -> bool:
        """Whether the text comes to the hash that the head names."""
        return self.hash == self.head.hash


def write(file: Path, head: Head, text: str) -> None:
    """Write a file, in place of one that is there."""
    hashed_file.write(file, FORMAT, asdict(head), text)


def verify(file: Path) -> Verified:
    """Make the hash again of what the file holds. Raises OtherFile, OSError."""
    head, text = hashed_file.read(file, FORMAT, Head, SAVED_BY)
    return Verified(head, hash_of(text))


def hash_of(text: str) -> str:
    """SHA-256 of a text in UTF-8: what assessment put a document in force under."""
    return hashlib.sha256(text.encode()).hexdigest()
