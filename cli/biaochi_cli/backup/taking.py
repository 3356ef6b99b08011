"""Takes a backup: all databases as they are at one moment, while the platform goes on.

The log needs no copy. The outboxes keep every event that was ever published, and fill an empty log again (ADR 0017);
that they really do is looked at before.
"""

import os
import shutil
import tempfile
from pathlib import Path

from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.foundation.settings import SERVICES, Settings
from biaochi_chassis.store.backup import rows, state
from biaochi_chassis.store.backup.moment import one_moment
from sqlalchemy import Connection

from biaochi_cli.backup.manifest import BackupRefused, DatabaseCopy, Manifest, TableCopy, file_of, write_lines


def take(settings: Settings, folder: Path) -> Manifest:
    """Write a backup into a folder that is not there yet; it appears whole, or not at all.

    Only its owner may read it: it holds what the databases hold. Raises BackupRefused, and what a database raises that
    is away.
    """
    if folder.exists():
        raise BackupRefused(f"{folder} is there already, and a backup overwrites nothing: choose another folder.")
    half = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=_parent(folder)))
    try:
        urls = {service: settings.database(service) for service in SERVICES}
        with one_moment(urls) as databases:
            taken = SystemClock().now().isoformat(timespec="seconds")
            manifest = Manifest(taken, [_copy(half, *one) for one in databases.items()])
        manifest.write(half)
        _reach_the_disk(half)
        half.rename(folder)
    except BaseException:
        shutil.rmtree(half)
        raise
    return manifest


def _parent(folder: Path) -> Path:
    parent = folder.absolute().parent
    if not parent.is_dir():
        raise BackupRefused(f"The folder {parent} is not there: make it, or choose another place for the backup.")
    return parent


def _copy(folder: Path, service: str, connection: Connection) -> DatabaseCopy:
    if lacking := state.unpublishable(connection):
        raise BackupRefused(
            f"The outbox of {service} does not hold everything it published: {lacking}. A backup without the log would "
            "lose them: copy the database and the log with the platform stopped."
        )
    copies = []
    for table in rows.tables(connection):
        names = rows.columns(table)
        count, digest = write_lines(file_of(folder, service, table.name), rows.lines(connection, table, names))
        copies.append(TableCopy(table.name, names, count, digest))
    return DatabaseCopy(service, state.revision(connection), copies)


def _reach_the_disk(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        place = os.open(path, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
