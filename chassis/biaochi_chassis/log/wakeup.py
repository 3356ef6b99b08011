"""Wakes whoever waits for the log, at once: what this process wrote and what another process of the machine did.

Each process has a pipe with a name beside the file, and whoever appended rings them all. Nobody looks at the file, so
that a platform at rest costs nothing; a ring that is lost with a killed process is made up for by the readers, who
look unwoken every second or two.
"""

import asyncio
import errno
import os
import uuid
from pathlib import Path

from biaochi_chassis.foundation.signals import Signal

_RING = b"!"
_MANY_RINGS = 4096
_NOT_YET = ".new"


class WakeUp(Signal):
    """A signal given whenever somebody appended to the file at `path`."""

    def __init__(self, path: Path) -> None:
        """Have no pipe yet."""
        super().__init__()
        self._folder = path.with_suffix(".listeners")
        self._mine = self._folder / uuid.uuid4().hex
        self._pipe: int | None = None

    def start(self) -> None:
        """Begin to listen; to be called on the event loop whose tasks it wakes."""
        self._folder.mkdir(parents=True, exist_ok=True)
        # Under its own name only once it is open: to whoever rings, a pipe without a listener is a killed process's.
        not_yet = self._mine.with_suffix(_NOT_YET)
        os.mkfifo(not_yet, 0o600)
        # For both, so that it stays open while nobody rings.
        self._pipe = os.open(not_yet, os.O_RDWR | os.O_NONBLOCK)
        not_yet.rename(self._mine)
        asyncio.get_running_loop().add_reader(self._pipe, self._rung)

    def stop(self) -> None:
        """Listen no more; to be called on the same loop."""
        if self._pipe is None:
            return
        asyncio.get_running_loop().remove_reader(self._pipe)
        self._mine.unlink(missing_ok=True)
        os.close(self._pipe)
        self._pipe = None

    def ring(self) -> None:
        """Wake the listeners of all processes; to be called on the event loop after something was appended."""
        self.notify()
        for name in os.listdir(self._folder):
            if name != self._mine.name and not name.endswith(_NOT_YET):
                _ring(self._folder / name)

    def _rung(self) -> None:
        if self._pipe is not None:
            os.read(self._pipe, _MANY_RINGS)
            self.notify()


def _ring(pipe: Path) -> None:
    """Wake one process; a pipe that a killed process left is removed."""
    try:
        end = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as trouble:
        if trouble.errno == errno.ENXIO:
            pipe.unlink(missing_ok=True)
        return
    try:
        os.write(end, _RING)
    except BlockingIOError:
        # So full of rings that it will wake anyway.
        return
    finally:
        os.close(end)
