"""Opens SQLite files the one way we do: write-ahead logging, every commit on the disk, patient with other writers."""

import sqlite3
import time
from pathlib import Path

PATIENCE = 30.0
"""Seconds to wait for another writer before giving up."""

_AGAIN = 0.02


def open_file(path: Path, synchronous: str = "FULL") -> sqlite3.Connection:
    """Open a file for explicit transactions (`begin`), usable from any one thread at a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    turn_to_wal(connection)
    connection.execute(f"pragma synchronous={synchronous}")
    return connection


def turn_to_wal(connection: sqlite3.Connection) -> None:
    """Switch the file to write-ahead logging; does nothing when it is.

    SQLite does not ask its busy handler here, so that one of several starters may find that the file is locked.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("pragma journal_mode=wal")
        except sqlite3.OperationalError as busy:
            if "locked" not in str(busy) or time.monotonic() > end:
                raise
            time.sleep(_AGAIN)
        else:
            return
