"""What the clients saw, as JSON lines: each try of a command is invoked and then ok, fail or info (outcome unknown)."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

INVOKE, OK, FAIL, INFO = "invoke", "ok", "fail", "info"


@dataclass(frozen=True)
class Line:
    """One thing that was seen. `code`, `message` and `request` (its id) are the platform's words, if it answered."""

    event: str
    kind: str
    token: str
    wall: float
    mono: float
    code: str = ""
    message: str = ""
    request: str = ""
    responded: bool = False


class History:
    """Appends to a file, from any thread; a line is whole or not there."""

    def __init__(self, path: Path) -> None:
        """Go on with the file."""
        self._path = path
        self._lock = threading.Lock()

    def note(self, event: str, kind: str, token: str, **said: str) -> None:
        """Write down what was just seen; `said` is what an error that was answered had to say."""
        line = Line(event, kind, token, time.time(), time.monotonic(), responded=bool(said), **said)
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(line), ensure_ascii=False) + "\n")

    def lines(self) -> list[Line]:
        """Return everything seen so far, in order."""
        return list(read(self._path))


def read(path: Path) -> Iterator[Line]:
    """Return the lines of a history file, none if there is no file."""
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Line(**json.loads(line))
