"""The database files of a stopped platform's home: kept as they are, laid down where another build opens them."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path


def keep(home: Path) -> dict[str, bytes]:
    """Return the files, everything of their write-ahead logs in them; nothing may have them open."""
    kept = {}
    for path in sorted((home / "data").glob("*.db")):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
            connection.execute("vacuum")
        kept[path.name] = path.read_bytes()
    return kept


def lay_down(files: Mapping[str, bytes], home: Path) -> None:
    """Make a home of them, in which nothing else is."""
    (home / "data").mkdir(parents=True)
    for name, content in files.items():
        (home / "data" / name).write_bytes(content)
