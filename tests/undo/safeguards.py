"""The safeguards that can be undone: which text of which file does it, and which test turns red."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).with_name("safeguards.toml")


class NotThere(Exception):
    """A text that is to be replaced is not there once: the safeguard has moved, and its undoing with it."""


@dataclass(frozen=True)
class Safeguard:
    """One safeguard of an item: `without` in the place of `text` undoes it, and `red` fails then."""

    item: str
    what: str
    file: str
    text: str
    without: str
    red: str
    """A test as pytest names it; what chooses among its parameters may follow it in brackets."""

    def undone(self, source: str) -> str:
        """The file without the safeguard. Raises NotThere."""
        if source.count(self.text) != 1:
            said = f"{self.item} ({self.what}): {source.count(self.text)} times in {self.file}: {self.text!r}"
            raise NotThere(said)
        return source.replace(self.text, self.without)


@cache
def safeguards() -> Sequence[Safeguard]:
    """All of them, in the order of docs/security.md."""
    return tuple(Safeguard(**row) for row in tomllib.loads(FILE.read_text())["safeguard"])
