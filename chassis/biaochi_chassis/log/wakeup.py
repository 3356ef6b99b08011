"""Wakes whoever waits for the log: at once for what this process wrote, within milliseconds for another process."""

import asyncio
import sqlite3
import threading
import time
from pathlib import Path

from biaochi_chassis.foundation import sqlite
from biaochi_chassis.foundation.signals import Signal

LOOK = 0.005
"""Seconds between two looks at the file: one PRAGMA, no disk access while nothing changed."""
QUIET = 5
"""Where nothing changed for a while it looks so many times less often: a platform at rest costs next to nothing."""
BUSY = 2.0
"""Seconds after a change in which the next is likely."""


class WakeUp(Signal):
    """A signal given whenever the file may have changed: one thread looks, no record is read."""

    def __init__(self) -> None:
        """Have no thread yet."""
        super().__init__()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, path: Path) -> None:
        """Begin to look at the file; to be called on the event loop whose tasks it wakes."""
        arguments = (path, asyncio.get_running_loop())
        self._thread = threading.Thread(target=self._look, args=arguments, name="log-wake-up", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    def _look(self, path: Path, loop: asyncio.AbstractEventLoop) -> None:
        connection = sqlite.open_file(path)
        try:
            seen, changed = _version(connection), time.monotonic()
            while not self._stop.wait(LOOK if time.monotonic() - changed < BUSY else QUIET * LOOK):
                if (version := _version(connection)) != seen:
                    seen, changed = version, time.monotonic()
                    loop.call_soon_threadsafe(self.notify)
        finally:
            connection.close()


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("pragma data_version").fetchone()
    return int(version)
