"""Dumps of a stopped platform's databases, and their way back: files are copied, a server copies by template."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql
from sqlalchemy import make_url


class Dumps(Protocol):
    """One dump of each service's database at the most; nobody may have it open meanwhile."""

    def dump(self, service: str) -> None:
        """Keep the database as it is now."""
        ...

    def restore(self, service: str) -> None:
        """Put the dump in the place of the database."""
        ...


@dataclass(frozen=True)
class FileDumps:
    """Of files in a folder; a stopped platform leaves no write-ahead log."""

    folder: Path

    def dump(self, service: str) -> None:
        """Copy the file."""
        shutil.copyfile(self.folder / f"{service}.db", self.folder / f"{service}.dump")

    def restore(self, service: str) -> None:
        """Copy it back."""
        for rest in self.folder.glob(f"{service}.db*"):
            rest.unlink()
        shutil.copyfile(self.folder / f"{service}.dump", self.folder / f"{service}.db")


@dataclass(frozen=True)
class ServerDumps:
    """Of databases of a server, whose addresses are in the platform's environment."""

    environment: Mapping[str, str]

    def dump(self, service: str) -> None:
        """Copy the database."""
        self._say(service, "create database {dump} template {name}")

    def restore(self, service: str) -> None:
        """Drop it, and copy the dump."""
        self._say(service, "drop database {name} with (force)")
        self._say(service, "create database {name} template {dump}")

    def _say(self, service: str, statement: str) -> None:
        url = make_url(self.environment[f"BIAOCHI_DATABASE_{service.upper()}"])
        name = url.database or ""
        address = url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
        names = {"name": sql.Identifier(name), "dump": sql.Identifier(f"{name}_dump")}
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(**names))
