"""Wakes whoever waits for a topic, at once: what this process appended and what another process of the machine did.

Each process has a pipe with a name beside the file for each topic that it reads, and whoever appended to a topic rings
all of that topic. Nobody looks at the file, so that a platform at rest costs nothing, and nobody is woken by what does
not concern it; a ring that is lost with a killed process is made up for by the readers, who look unwoken every two
seconds.
"""

import asyncio
import errno
import os
import uuid
from collections.abc import Collection
from functools import partial
from pathlib import Path

from biaochi_chassis.foundation.signals import Signal

_RING = b"!"
_MANY_RINGS = 4096
_NOT_YET = ".new"


class WakeUp:
    """Gives signals whenever somebody appended to a topic of the file at `path`; used on one event loop."""

    def __init__(self, path: Path) -> None:
        """Have no pipe yet."""
        self._folder = path.with_suffix(".listeners")
        self._name = uuid.uuid4().hex
        self._pipes: dict[str, int] = {}
        self._listening: dict[Signal, Collection[str]] = {}

    def listen(self, topics: Collection[str]) -> Signal:
        """Return what is given from now on whenever somebody may have appended to one of the topics."""
        for topic in topics:
            if topic not in self._pipes:
                self._pipes[topic] = self._open(topic)
        signal = Signal()
        self._listening[signal] = topics
        return signal

    def leave(self, signal: Signal) -> None:
        """Give this signal no more."""
        self._listening.pop(signal, None)

    def stop(self) -> None:
        """Listen no more."""
        self._listening.clear()
        while self._pipes:
            topic, pipe = self._pipes.popitem()
            asyncio.get_running_loop().remove_reader(pipe)
            (self._folder / topic / self._name).unlink(missing_ok=True)
            os.close(pipe)

    def ring(self, topic: str) -> None:
        """Wake the topic's listeners in all processes, after something was appended to it."""
        self._notify(topic)
        folder = self._folder / topic
        for name in os.listdir(folder) if folder.exists() else ():
            if name != self._name and not name.endswith(_NOT_YET):
                _ring(folder / name)

    def _open(self, topic: str) -> int:
        mine = self._folder / topic / self._name
        mine.parent.mkdir(parents=True, exist_ok=True)
        # Under its own name only once it is open: to whoever rings, a pipe without a listener is a killed process's.
        not_yet = mine.with_suffix(_NOT_YET)
        os.mkfifo(not_yet, 0o600)
        # For both, so that it stays open while nobody rings.
        pipe = os.open(not_yet, os.O_RDWR | os.O_NONBLOCK)
        not_yet.rename(mine)
        asyncio.get_running_loop().add_reader(pipe, partial(self._rung, topic, pipe))
        return pipe

    def _rung(self, topic: str, pipe: int) -> None:
        os.read(pipe, _MANY_RINGS)
        self._notify(topic)

    def _notify(self, topic: str) -> None:
        for signal, topics in self._listening.items():
            if topic in topics:
                signal.notify()


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
