"""Who uses a home: the whole platform alone, or parts side by side. A lock says so, and dies with its process."""

import fcntl
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from biaochi_chassis.foundation.settings import Settings, SettingsRefused

TRIES = 20
PAUSE_SECONDS = 0.05


@dataclass(frozen=True)
class Record:
    """A process that serves a home as the whole platform."""

    pid: int
    port: int
    rpc: int
    """The loopback port of its services, for the command."""
    scoring: int = 0
    """The loopback port of scoring, where it is a process of its own."""


def find(settings: Settings) -> Record | None:
    """The platform that serves this home now. What one left behind that is gone counts for nothing."""
    try:
        with _file(settings).open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return Record(**json.load(file))
    except (OSError, ValueError, TypeError):
        pass  # No record, or one not written yet: nobody serves this home as far as anyone can say.
    return None


@contextmanager
def kept(settings: Settings, rpc: int) -> Iterator[None]:
    """Say, as long as it lasts, that this process serves the home as the whole platform. Refuses what `alone` does."""
    with alone(settings) as file:
        scoring = settings.part_port("scoring") if settings.scoring_apart else 0
        file.write(json.dumps(asdict(Record(os.getpid(), settings.port, rpc, scoring))))
        file.flush()
        yield


@contextmanager
def alone(settings: Settings) -> Iterator[TextIO]:
    """Have the home to oneself. Raises SettingsRefused while anybody uses it, or when it cannot be written."""
    with _locked(settings, fcntl.LOCK_EX) as file:
        file.truncate(0)  # What one that was killed left behind must not be taken for ours.
        yield file


@contextmanager
def next_to(settings: Settings) -> Iterator[None]:
    """Use the home as one part of several. Raises SettingsRefused while the whole platform serves it."""
    with _locked(settings, fcntl.LOCK_SH):
        yield


@contextmanager
def _locked(settings: Settings, lock: int) -> Iterator[TextIO]:
    _refuse_unwritable(settings)
    with _file(settings).open("a+") as file:
        for left in reversed(range(TRIES)):
            try:
                fcntl.flock(file, lock | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not left:
                    raise SettingsRefused(_in_use(settings)) from None
                time.sleep(PAUSE_SECONDS)  # A look at the record holds the lock for a moment.
        yield file


def _in_use(settings: Settings) -> str:
    if record := find(settings):
        return f"Process {record.pid} already serves {settings.home}: stop it first, with make down."
    return f"Parts of the platform are served from {settings.home}, by biaochi serve: stop them first."


def _refuse_unwritable(settings: Settings) -> None:
    try:
        for folder in (settings.home / "run", settings.home / "logs", settings.data):
            folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=folder).close()
    except OSError as fault:
        raise SettingsRefused(
            f"{settings.home} cannot be written ({fault.strerror}): choose a folder of your own with BIAOCHI_HOME."
        ) from fault


def _file(settings: Settings) -> Path:
    return settings.home / "run" / "platform.json"
