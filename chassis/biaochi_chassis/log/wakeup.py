"""Wakes whoever waits for events of a topic, at once: of what this process appended and of what another one did.

Each process has a pipe with a name beside the file for each topic that it reads, and whoever appended to a topic says
into all of that topic of which types it was. Nobody looks at the file, so that a platform at rest costs nothing, and
nobody looks for what is of no use to him; a ring that is lost with a killed process is made up for by the readers, who
look unwoken every two seconds.
"""

import asyncio
import errno
import os
import select
import uuid
from collections.abc import Collection
from functools import partial
from pathlib import Path

from biaochi_chassis.foundation.signals import Signal

_ANY = b"!"
"""Said instead of types: whoever reads the topic is to look."""
_CAPACITY = 65536
"""Bytes that a pipe holds."""
_NOT_YET = ".new"


class Listening(Signal):
    """Given whenever somebody may have appended an event of one of these types, or of any, to one of the topics."""

    def __init__(self, wake_up: "WakeUp", topics: Collection[str], types: Collection[str]) -> None:
        """Listen to what is said of the topics."""
        super().__init__()
        self.topics = frozenset(topics)
        self._wake_up = wake_up
        self._types = frozenset(types)

    def rung(self, topic: str, types: Collection[str]) -> None:
        """Something of these types was appended, or of any: wake whoever has a use for it."""
        if topic in self.topics and not (types and self._types and self._types.isdisjoint(types)):
            self.notify()

    def ring(self) -> None:
        """Wake all who read one of the topics."""
        for topic in self.topics:
            self._wake_up.ring(topic)

    def leave(self) -> None:
        """Listen no more."""
        self._wake_up.leave(self)


class WakeUp:
    """Says whenever somebody appended to a topic of the file at `path`; used on one event loop."""

    def __init__(self, path: Path) -> None:
        """Have no pipe yet."""
        self._folder = path.with_suffix(".listeners")
        self._name = uuid.uuid4().hex
        self._pipes: dict[str, int] = {}
        self._listening: set[Listening] = set()

    def listen(self, topics: Collection[str], types: Collection[str]) -> Listening:
        """Return what is given from now on whenever somebody may have appended something of use to a topic."""
        for topic in topics:
            if topic not in self._pipes:
                self._pipes[topic] = self._open(topic)
        listening = Listening(self, topics, types)
        self._listening.add(listening)
        return listening

    def leave(self, listening: Listening) -> None:
        """Wake this one no more."""
        self._listening.discard(listening)

    def stop(self) -> None:
        """Listen no more."""
        self._listening.clear()
        while self._pipes:
            topic, pipe = self._pipes.popitem()
            asyncio.get_running_loop().remove_reader(pipe)
            (self._folder / topic / self._name).unlink(missing_ok=True)
            os.close(pipe)

    def ring(self, topic: str, types: Collection[str] = ()) -> None:
        """Wake the topic's listeners in all processes who want one of the types, of which something was appended.

        Of no type, or of one that is empty: all of them.
        """
        said = "".join(f"{one}\n" for one in types).encode() if all(types) else b""
        said = said if 0 < len(said) <= select.PIPE_BUF else _ANY
        self._notify(topic, said)
        folder = self._folder / topic
        for name in os.listdir(folder) if folder.exists() else ():
            if name != self._name and not name.endswith(_NOT_YET):
                _ring(folder / name, said)

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
        said = os.read(pipe, _CAPACITY)
        # So full that somebody may have found no room.
        self._notify(topic, said if len(said) <= _CAPACITY - select.PIPE_BUF else _ANY)

    def _notify(self, topic: str, said: bytes) -> None:
        types = () if _ANY in said else said.decode().splitlines()
        for one in self._listening:
            one.rung(topic, types)


def _ring(pipe: Path, said: bytes) -> None:
    """Wake one process; a pipe that a killed process left is removed."""
    try:
        end = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as trouble:
        if trouble.errno == errno.ENXIO:
            pipe.unlink(missing_ok=True)
        return
    try:
        os.write(end, said)
    except BlockingIOError:
        # So full of rings that it will wake anyway.
        return
    finally:
        os.close(end)
