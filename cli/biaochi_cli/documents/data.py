"""Prints the data map as docs/data.md: of every column and field of an event, how sensitive, what for, how long."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import typer

app = typer.Typer()

_HEAD = """# What is stored and published

Printed by `biaochi data` from `proto/biaochi/data.toml`, which has every column of every table and every field of every
event; `tests/house/test_data.py` keeps it so. Whatever is written into a process's log is codes and hashes, no data of
a person; the gateway stores nothing. A backup holds the tables, and is kept as long as its operator says."""


class Unexplained(Exception):
    """A line of the data map that cannot be read; the sentence names it."""


@dataclass(frozen=True)
class Entry:
    """Some columns of a table, or fields of a message, of which the same is true."""

    sensitivity: str
    purpose: str
    retention: str
    names: tuple[str, ...]


Entries = tuple[Entry, ...]


class DataMap:
    """What is said of every column and field, and what the words mean that it is said in."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Take the document. Raises Unexplained for a line that is not three of its words, or says a name twice."""
        self.words: Mapping[str, Mapping[str, str]] = {
            name: document[name] for name in ("class", "purpose", "retention")
        }
        self.tables = self._all(document["tables"])
        self.events = self._all(document["events"])

    @classmethod
    def read(cls) -> "DataMap":
        """The map of this installation, which comes with the contracts."""
        return cls(tomllib.loads(files("biaochi").joinpath("data.toml").read_text(encoding="utf-8")))

    def _all(self, of: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Mapping[tuple[str, str], Entries]:
        return {
            (owner, name): self._entries(f"{owner}.{name}", lines)
            for owner, parts in of.items()
            for name, lines in parts.items()
        }

    def _entries(self, where: str, lines: Mapping[str, str]) -> Entries:
        entries = tuple(self._entry(where, said, names) for said, names in lines.items())
        every = [name for entry in entries for name in entry.names]
        if twice := sorted({name for name in every if every.count(name) > 1}):
            raise Unexplained(f"{where} says {twice[0]} twice: a column is of one class.")
        return entries

    def _entry(self, where: str, said: str, names: str) -> Entry:
        words = said.split()
        if len(words) != len(self.words) or any(
            word not in known for word, known in zip(words, self.words.values(), strict=True)
        ):
            raise Unexplained(f"{where} says “{said}”: it is a class, a purpose and a retention that are explained.")
        sensitivity, purpose, retention = words
        return Entry(sensitivity, purpose, retention, tuple(names.split()))


@app.command()
def data() -> None:
    """Print what is stored and published, how sensitive it is, what for, and how long it is kept (docs/data.md)."""
    typer.echo(document(DataMap.read()), nl=False)


def document(data_map: DataMap) -> str:
    """The whole page."""
    return "\n\n".join(_parts(data_map)) + "\n"


def _parts(data_map: DataMap) -> Iterator[str]:
    yield _HEAD
    for name, words in data_map.words.items():
        yield _table((name, "what it means"), ((f"`{word}`", said) for word, said in words.items()))
    for title, entries in (("Tables", data_map.tables), ("Events", data_map.events)):
        owners = dict.fromkeys(owner for owner, _ in entries)
        for owner in owners:
            yield f"## {title} of {_said(owner)}\n\n" + _table(
                ("where", "what", "class", "purpose", "retention"), _rows(owner, entries)
            )


def _said(owner: str) -> str:
    return "every service" if owner == "chassis" else owner


def _rows(owner: str, entries: Mapping[tuple[str, str], Entries]) -> Iterator[tuple[str, ...]]:
    for (of, name), lines in entries.items():
        for entry in lines if of == owner else ():
            names = ", ".join(f"`{one}`" for one in entry.names)
            yield (f"`{name}`", names, entry.sensitivity, entry.purpose, entry.retention)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
