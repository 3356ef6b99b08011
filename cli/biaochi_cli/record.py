"""Which process serves a home as the whole platform, and on which port: written by it, read by every command."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from biaochi_chassis.settings import Settings


@dataclass(frozen=True)
class Record:
    """A process that serves a home."""

    pid: int
    port: int


def find(settings: Settings) -> Record | None:
    """The process that serves this home now. What one left behind that is gone counts for nothing."""
    try:
        record = Record(**json.loads(_file(settings).read_text()))
        command = Path(f"/proc/{record.pid}/cmdline").read_bytes()
    except (OSError, ValueError, TypeError):
        return None
    return record if b"biaochi_cli.platform" in command else None


@contextmanager
def kept(settings: Settings) -> Iterator[None]:
    """Say, as long as it lasts, that this process serves the home."""
    _file(settings).parent.mkdir(parents=True, exist_ok=True)
    _file(settings).write_text(json.dumps({"pid": os.getpid(), "port": settings.port}))
    try:
        yield
    finally:
        _file(settings).unlink(missing_ok=True)


def _file(settings: Settings) -> Path:
    return settings.home / "run" / "platform.json"
