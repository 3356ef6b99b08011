"""The databases of a platform on PostgreSQL: plain SQL that psql and any driver runs, and databases made anew of it."""

import subprocess
from collections.abc import Mapping

import psycopg

from tests.running import PARTS

SERVICES = PARTS[:3]
_PLAIN = ("--inserts", "--rows-per-insert=500", "--no-owner", "--no-privileges", "--no-comments")


def address(environment: Mapping[str, str], service: str) -> str:
    """Where a service's database is, as PostgreSQL's own programs want it."""
    return environment[f"BIAOCHI_DATABASE_{service.upper()}"].replace("+psycopg", "")


def keep(environment: Mapping[str, str]) -> dict[str, bytes]:
    """Return what makes each database, as pg_dump writes it; needs PostgreSQL's client programs."""
    return {f"{service}.sql": _dump(address(environment, service)) for service in SERVICES}


def _dump(database: str) -> bytes:
    done = subprocess.run(["pg_dump", *_PLAIN, database], check=True, capture_output=True)  # noqa: S607
    # The newest pg_dump also writes commands of psql's own, which no server understands.
    return b"".join(line for line in done.stdout.splitlines(keepends=True) if not line.startswith(b"\\"))


def restore(files: Mapping[str, bytes], environment: Mapping[str, str], renamed: Mapping[str, str]) -> None:
    """Fill the empty databases. `renamed`: what is called otherwise now, as the ids of topics are."""
    unseen = set(renamed)
    for service in SERVICES:
        text = files[f"{service}.sql"].decode()
        unseen -= {old for old in unseen if old in text}
        for old, new in renamed.items():
            text = text.replace(old, new)
        with psycopg.connect(address(environment, service), autocommit=True) as connection:
            connection.execute(text.encode())
    assert not unseen, f"no database knows {unseen}: then nothing says in which log the marks and positions were"
