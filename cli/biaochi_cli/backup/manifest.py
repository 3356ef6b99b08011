"""What a backup says of itself: which databases, as of which migration, and the hash of every table.

`manifest.json` names the tables, `manifest.sha256` is its own hash as sha256sum writes it. A hash of a table is that of
its lines, packed or not, so that it proves a file, and later the table that was filled from it.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FORMAT = 1

_NAME, _HASH = "manifest.json", "manifest.sha256"


class BackupRefused(Exception):
    """Why nothing is backed up, or nothing is restored; str() is a sentence, and nothing was changed."""


@dataclass(frozen=True)
class TableCopy:
    """The rows of a table: these columns, so many, and the SHA-256 of their lines."""

    name: str
    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class DatabaseCopy:
    """A service's database at the migration `revision`, its tables in an order in which they can be filled."""

    service: str
    revision: str
    tables: list[TableCopy]


@dataclass(frozen=True)
class Manifest:
    """A whole backup, taken at this instant."""

    taken: str
    databases: list[DatabaseCopy]

    def write(self, folder: Path) -> None:
        """Write it, and its hash."""
        text = json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)
        (folder / _NAME).write_text(text)
        (folder / _HASH).write_text(f"{hashlib.sha256(text.encode()).hexdigest()}  {_NAME}\n")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read it. Raises BackupRefused for one that is not there, not ours or not what was written."""
        try:
            text, written = (folder / _NAME).read_text(), (folder / _HASH).read_text()
        except (OSError, UnicodeDecodeError) as fault:
            raise BackupRefused(
                f"{folder} has no readable {_NAME} with its {_HASH}: it is no backup of ours, or one that never came "
                "to its end. Take another."
            ) from fault
        if written.split(" ")[0] != hashlib.sha256(text.encode()).hexdigest():
            raise BackupRefused(
                f"{folder / _NAME} is not what was written when the backup was taken: take another one."
            )
        try:
            said: dict[str, Any] = json.loads(text)
            if said["format"] == FORMAT:
                return cls(said["taken"], [_database(one) for one in said["databases"]])
        except (ValueError, KeyError, TypeError) as fault:
            raise BackupRefused(f"{folder / _NAME} is no manifest of ours: restore a backup of Biaochi.") from fault
        raise BackupRefused(
            f"The backup {folder} has the format {said['format']}, this version reads {FORMAT}: restore it with the "
            "version that took it, or a newer one."
        )


def _database(said: dict[str, Any]) -> DatabaseCopy:
    return DatabaseCopy(said["service"], said["revision"], [TableCopy(**table) for table in said["tables"]])


def file_of(folder: Path, service: str, table: str) -> Path:
    """Return where a table's lines are."""
    return folder / service / f"{table}.jsonl.gz"


def write_lines(path: Path, lines: Iterable[bytes]) -> tuple[int, str]:
    """Pack lines into a file; return how many, and their hash."""
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wb", compresslevel=1) as packed:
        return counted(lines, packed.write)


def read_lines(path: Path) -> Iterator[bytes]:
    """Read them again. Raises BackupRefused for a file that is not there or cannot be unpacked."""
    try:
        with gzip.open(path, "rb") as packed:
            yield from packed
    except (OSError, EOFError, zlib.error) as fault:
        raise BackupRefused(f"{path} is missing or damaged ({fault}): restore another backup.") from fault


def counted(lines: Iterable[bytes], take: Callable[[bytes], object] = len) -> tuple[int, str]:
    """Hand every line to `take`; return how many there are, and the SHA-256 over all of them."""
    digest, rows = hashlib.sha256(), 0
    for line in lines:
        take(line)
        digest.update(line)
        rows += 1
    return rows, digest.hexdigest()
