"""Restores a backup: everything is verified first, then filled in, read again and compared, and only then kept.

Each database is one transaction, and they end together, so that whatever goes wrong before leaves all of them as they
were. The log begins anew: the outboxes fill it again at the next start.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from biaochi_assessment.use_cases.sealing import erase_persons
from biaochi_chassis.foundation.settings import SERVICES, Settings
from biaochi_chassis.store.backup import rows, state
from biaochi_chassis.store.migrating.upgrade import knows, migrating
from biaochi_chassis.store.personal.keys import erased_persons
from biaochi_org.use_cases.sealing import erase_again
from sqlalchemy import Connection

from biaochi_cli.backup.log import begin_log_anew
from biaochi_cli.backup.manifest import BackupRefused, DatabaseCopy, Manifest, counted, file_of, read_lines
from biaochi_cli.record import alone

Person = tuple[str, str]
"""A city and a code."""


@dataclass(frozen=True)
class RestoredBackup:
    """What was restored, and how many persons were erased again who had been since it was taken."""

    manifest: Manifest
    erased: int


def restore(settings: Settings, folder: Path, *, overwrite: bool, erased: Iterable[Person] = ()) -> RestoredBackup:
    """Put what a backup holds where the settings lead; the platform must be stopped.

    Whoever is erased, by this list or by what is overwritten, is erased in what was restored, too.

    Raises BackupRefused, and then nothing is changed, for a backup that is damaged, incomplete, not ours or of a newer
    version, and for a place that is used or, without `overwrite`, not empty. Raises SettingsRefused while a platform
    serves this home, and what a database or a log raises that is away.
    """
    manifest = verified(folder)
    with alone(settings), ExitStack() as transactions:
        topics: set[str] = set()
        gone: set[Person] = set(erased)
        restored: dict[str, Connection] = {}
        for copy in manifest.databases:
            connection = transactions.enter_context(_database(settings, copy.service, overwrite=overwrite))
            gone.update(erased_persons(connection))
            _fill(connection, copy, folder)
            topics.update(state.forget_log(connection))
            restored[copy.service] = connection
        again = gone - set(erased_persons(restored["org"]))
        erase_again(restored["org"], sorted(again))
        erase_persons(restored["assessment"], sorted(gone - set(erased_persons(restored["assessment"]))))
        begin_log_anew(settings, sorted(topics), overwrite=overwrite)
    return RestoredBackup(manifest, len(again))


def verified(folder: Path) -> Manifest:
    """Return what a backup says of itself, once every file in it is what it says. Raises BackupRefused."""
    manifest = Manifest.read(folder)
    services = [copy.service for copy in manifest.databases]
    if services != list(SERVICES):
        raise BackupRefused(
            f"The backup {folder} is of {', '.join(services) or 'nothing'}, a whole one is of {', '.join(SERVICES)}: "
            "restore a whole one."
        )
    for copy in manifest.databases:
        if not knows(_migrations(copy.service), copy.revision):
            raise BackupRefused(
                f"The backup {folder} has {copy.service} at the migration {copy.revision}, which this version does not "
                "know: restore it with the version that took it, or a newer one."
            )
        for table in copy.tables:
            path = file_of(folder, copy.service, table.name)
            if counted(read_lines(path)) != (table.rows, table.sha256):
                raise BackupRefused(
                    f"{path} is not what was written when the backup was taken: restore another backup."
                )
    return manifest


@contextmanager
def _database(settings: Settings, service: str, *, overwrite: bool) -> Iterator[Connection]:
    with migrating(settings.database(service)) as connection:
        if state.in_use(connection):
            raise BackupRefused(
                f"The database of {service} is in use: stop every part of the platform, then try again."
            )
        if state.has_tables(connection) and not overwrite:
            raise BackupRefused(
                f"The database of {service} is not empty: to lose what it holds, say --overwrite; else lead "
                f"BIAOCHI_DATABASE_{service.upper()} or BIAOCHI_HOME somewhere else."
            )
        yield connection


def _fill(connection: Connection, copy: DatabaseCopy, folder: Path) -> None:
    state.empty_at(connection, _migrations(copy.service), copy.revision)
    there = {table.name: table for table in rows.tables(connection)}
    for table in copy.tables:
        here = there.get(table.name)
        if here is None or not set(table.columns) <= set(rows.columns(here)):
            raise BackupRefused(
                f"The backup has a table {table.name} of {copy.service} that this version does not know as it is: "
                "restore it with the version that took it, or a newer one."
            )
        rows.insert_lines(connection, here, table.columns, read_lines(file_of(folder, copy.service, table.name)))
        found = counted(rows.lines(connection, here, table.columns))
        if found != (table.rows, table.sha256):
            raise BackupRefused(
                f"The table {table.name} of {copy.service} came out different from the backup: nothing was kept; "
                "please report it with the version of the database."
            )


def _migrations(service: str) -> str:
    return f"biaochi_{service}.migrations"
