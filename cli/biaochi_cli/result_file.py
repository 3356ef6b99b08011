"""A version of results as a file that needs nothing else to be checked: a head, and the lines its hash is made over.

The head is a line of JSON: what the results are, under which hashes, and who signed them. Each further line is one
result in its canonical text, with the value of every node, so that it is read without the city's plugin.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

FORMAT = "biaochi-result/1"


class NotAResultFile(Exception):
    """The file is no result file; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of its results. `signatures`: name and instant of each."""

    city: str
    cycle: str
    version: int
    results_hash: str
    facts_hash: str
    signatures: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, line: str) -> Self:
        """Read a first line. Raises NotAResultFile."""
        try:
            read = json.loads(line)
            if read.pop("format") != FORMAT:
                raise NotAResultFile(
                    f"its first line does not say {FORMAT}: give a file that biaochi result save wrote"
                )
            return cls(**read | {"signatures": tuple((name, at) for name, at in read["signatures"])})
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise NotAResultFile(
                f"its first line is no head ({fault!r}): give a file that biaochi result save wrote"
            ) from None

    def line(self) -> str:
        """The first line."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, separators=(",", ":"))


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
    file.write_bytes("".join(f"{line}\n" for line in (head.line(), *lines)).encode())


def verify(file: Path) -> Verified:
    """Make the hash again of what the file holds. Raises NotAResultFile, OSError."""
    try:
        first, *lines = file.read_bytes().decode().removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        raise NotAResultFile("it is no text in UTF-8: give a file that biaochi result save wrote") from None
    return Verified(Head.read(first), len(lines), hash_of(lines))


def hash_of(lines: Iterable[str]) -> str:
    """SHA-256 over the lines, each followed by a line feed: what scoring froze results under."""
    total = hashlib.sha256()
    for line in lines:
        total.update(line.encode() + b"\n")
    return total.hexdigest()
