"""Loads plugins in processes of their own, forked from one that has the SDK loaded: it is imported once, not each time.

The process that forks never loads a plugin. It reads what to load as JSON from standard input and prints one JSON list.
"""

import gc
import json
import os
import selectors
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from biaochi_sdk.host.child import load_alone

AT_ONCE = 4
"""How many plugins are loaded at the same time."""
MOST_OPEN = 256
"""Files that a forked process closes before it loads a plugin: it writes its own answer and reads none."""


@dataclass
class Forked:
    """One process that loads a plugin: what it has answered so far, and until when it may."""

    at: int
    pid: int
    answers: int
    deadline: float
    said: bytearray = field(default_factory=bytearray)

    def end(self, late: bool) -> dict[str, object]:
        """End it with all it started, and say what came of it."""
        if late:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.answers)
        answer = bytes(self.said).decode(errors="replace")
        return {"late": late, "code": os.waitstatus_to_exitcode(status), "answer": answer}


def fork(at: int, entry: str, path: str, seconds: int, memory_mib: int) -> Forked:
    """Start loading one plugin."""
    answers, writes = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writes)
        return Forked(at, pid, answers, time.monotonic() + seconds)
    try:
        os.setsid()
        os.dup2(writes, 1)
        os.closerange(3, MOST_OPEN)
        if path:
            sys.path.insert(0, path)
        load_alone(entry, memory_mib)
    finally:
        os._exit(0)  # whatever happened, this process does not go on with the work of the one it was forked from


def load_each(plugins: Sequence[tuple[str, str]], seconds: int, memory_mib: int) -> list[dict[str, object]]:
    """Load every plugin, a few at a time; what came of each, in their order."""
    found: list[dict[str, object]] = [{} for _ in plugins]
    waiting, running = list(enumerate(plugins)), dict[int, Forked]()
    with selectors.DefaultSelector() as selector:
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                at, (entry, path) = waiting.pop(0)
                forked = fork(at, entry, path, seconds, memory_mib)
                running[forked.answers] = forked
                selector.register(forked.answers, selectors.EVENT_READ)
            first = min(one.deadline for one in running.values())
            ready = [key.fd for key, _ in selector.select(max(first - time.monotonic(), 0))]
            for one in list(running.values()):
                more = os.read(one.answers, 65_536) if one.answers in ready else None
                late = time.monotonic() >= one.deadline
                if more:
                    one.said += more
                elif more is not None or late:
                    selector.unregister(one.answers)
                    del running[one.answers]
                    found[one.at] = one.end(late=more is None)
    return found


def main(seconds: int, memory_mib: int) -> None:
    """Load what standard input names and print what came of it."""
    gc.disable()  # this process and those forked from it live for a second or two, under a limit of memory
    gc.freeze()
    plugins = [(str(entry), str(path)) for entry, path in json.load(sys.stdin)]
    sys.stdout.write(json.dumps(load_each(plugins, seconds, memory_mib)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
