"""Scoring apart from the rest of the platform that `up` starts: a process of its own, so that judging holds nobody up.

`python -m biaochi_cli.serving.apart` is that process. It ends with the one that started it, however that one ends.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.runtime import process
from biaochi_chassis.runtime.ending import end_after

_OF_THE_PARENT = "BIAOCHI_METRICS_PORT"
"""What is set for the process that started this one; this one's port of metrics follows from its own."""


LOOK_SECONDS = 0.5
"""Between two looks whether it still runs."""


class ScoringEnded(Exception):
    """The process of scoring ended by itself."""


class Apart:
    """Fails when scoring's process ends."""

    def __init__(self, scoring: subprocess.Popen[bytes]) -> None:
        """Take the process."""
        self._scoring = scoring

    async def run(self) -> None:
        """Run until cancelled; the process has ended by then. Raises ScoringEnded when it did so by itself."""
        try:
            while self._scoring.poll() is None:  # noqa: ASYNC110 - nothing says it but a look
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self._scoring.terminate()
            await asyncio.to_thread(self._scoring.wait)
        raise ScoringEnded(f"scoring's process ended with {self._scoring.returncode}; why, it said before")


@contextmanager
def begun(settings: Settings) -> Iterator[tuple[Apart, ...]]:
    """Scoring's process where it is one of its own, for the length of the block, and who watches it."""
    if not settings.scoring_apart:
        yield ()
        return
    given = {name: value for name, value in os.environ.items() if name != _OF_THE_PARENT}
    command = [sys.executable, "-m", "biaochi_cli.serving.apart"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=given) as scoring:  # noqa: S603
        try:
            yield (Apart(scoring),)
        finally:
            scoring.terminate()


def main() -> int:
    """Serve scoring by the environment's settings until told to stop, or until the input ends with its writer."""
    import biaochi_scoring.app  # noqa: PLC0415 - whoever starts this process need not load it

    Thread(target=_end_with_the_parent, daemon=True).start()
    return process.main("scoring", biaochi_scoring.app.build, "plain")


def _end_with_the_parent() -> None:
    """Nothing is ever written: the input ends when whoever holds its other end is gone. As after a power cut."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    end_after(main)
