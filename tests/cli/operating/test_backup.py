"""What a backup holds comes back byte by byte, or nothing is touched and a sentence says why."""

import asyncio
import gzip
import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from biaochi_chassis.foundation.settings import SERVICES, Settings, SettingsRefused
from biaochi_chassis.log.contract import Origin
from biaochi_chassis.log.opening import log_of
from biaochi_chassis.store.backup import state
from biaochi_chassis.store.migrating.upgrade import migrating
from biaochi_cli.backup.manifest import BackupRefused, Manifest
from biaochi_cli.backup.restoring import restore, verified
from biaochi_cli.backup.taking import take
from biaochi_cli.record import kept

from tests.chassis.worlds import outgoing
from tests.servers.databases import OnServer, as_settings, in_files
from tests.servers.postgres import Postgres

CITY = ("lanzhou", "样例市")


def a_home(folder: Path, **more: str) -> Settings:
    return Settings.read({"BIAOCHI_HOME": str(folder), **more})


def migrated(settings: Settings) -> Settings:
    settings.data.mkdir(parents=True)
    databases = in_files(settings.data)
    for service in SERVICES:
        databases(service)
    return settings


def cities(settings: Settings) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(settings.data / "org.db")) as connection:
        return connection.execute("select city, title from city").fetchall()


def found(settings: Settings, city: tuple[str, str]) -> None:
    with closing(sqlite3.connect(settings.data / "org.db")) as connection, connection:
        connection.execute("insert into city (city, title) values (?, ?)", city)


def contents(settings: Settings) -> dict[str, str]:
    """What every database holds, and the log's file."""
    held = {}
    for path in sorted(settings.data.glob("*.db")):
        with closing(sqlite3.connect(path)) as connection:
            held[path.name] = "\n".join(connection.iterdump())
    return held


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """A home with one city in it."""
    settings = migrated(a_home(tmp_path / "home"))
    found(settings, CITY)
    return settings


@pytest.fixture
def backup(home: Settings, tmp_path: Path) -> Path:
    """Its backup."""
    take(home, tmp_path / "backup")
    return tmp_path / "backup"


def test_it_comes_back_where_nothing_was(home: Settings, backup: Path, tmp_path: Path) -> None:
    other = a_home(tmp_path / "other")

    manifest = restore(other, backup, overwrite=False).manifest

    assert manifest == Manifest.read(backup)
    assert contents(other) == contents(home)
    take(other, tmp_path / "again")
    assert Manifest.read(tmp_path / "again").databases == manifest.databases


def test_only_its_owner_may_read_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_what_is_there_is_overwritten_only_on_request(home: Settings, backup: Path) -> None:
    found(home, ("laixi", "后来的市"))
    (home.data / "log.db").write_bytes(b"")
    before = contents(home)
    with pytest.raises(BackupRefused, match=r"org is not empty: .*--overwrite"):
        restore(home, backup, overwrite=False)
    assert contents(home) == before

    restore(home, backup, overwrite=True)

    assert cities(home) == [CITY]
    assert not home.log_file.exists()


def test_a_log_without_databases_is_overwritten_only_on_request(backup: Path, tmp_path: Path) -> None:
    other = a_home(tmp_path / "other")
    other.data.mkdir(parents=True)
    other.log_file.write_bytes(b"another log")
    with pytest.raises(BackupRefused, match=r"log\.db is there already"):
        restore(other, backup, overwrite=False)

    assert other.log_file.read_bytes() == b"another log"


def test_a_platform_that_runs_is_not_restored_under_its_feet(home: Settings, backup: Path) -> None:
    before = contents(home)
    with kept(home, 1), pytest.raises(SettingsRefused, match="already serves"):
        restore(home, backup, overwrite=True)
    assert contents(home) == before


def test_a_backup_overwrites_nothing(home: Settings, backup: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="is there already"):
        take(home, backup)
    with pytest.raises(BackupRefused, match="make it"):
        take(home, tmp_path / "nowhere" / "backup")
    assert verified(backup)


def test_a_backup_that_fails_leaves_nothing(home: Settings, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home.data / "assessment.db")) as connection, connection:
        connection.execute(
            "insert into outbox_head (topic, part, next_sequence) values ('biaochi.assessment.v1', 3, 9)"
        )
    with pytest.raises(BackupRefused, match=r"8 events of biaochi\.assessment\.v1/3 are in the log only"):
        take(home, tmp_path / "backup")

    assert {path.name for path in tmp_path.iterdir()} == {"home"}


def state_of(settings: Settings) -> dict[str, bool]:
    """Which of the databases has tables."""
    filled = {}
    for service in SERVICES:
        with migrating(settings.database(service)) as connection:
            filled[service] = state.has_tables(connection)
    return filled


def signed(backup: Path, manifest: dict[str, Any]) -> None:
    """Have the backup say this of itself, under a right hash."""
    text = json.dumps(manifest)
    (backup / "manifest.json").write_text(text)
    (backup / "manifest.sha256").write_text(f"{hashlib.sha256(text.encode()).hexdigest()}  manifest.json\n")


def says(backup: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((backup / "manifest.json").read_text())
    return said


def another_row(backup: Path) -> None:
    path = backup / "org" / "city.jsonl.gz"
    with gzip.open(path, "ab") as packed:
        packed.write(b'["laixi","planted"]\n')


def a_flipped_byte(backup: Path) -> None:
    path = backup / "scoring" / "outbox.jsonl.gz"
    data = bytearray(path.read_bytes())
    data[-6] ^= 1
    path.write_bytes(bytes(data))


def cut_short(backup: Path) -> None:
    path = backup / "org" / "city.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-9])


def a_file_less(backup: Path) -> None:
    (backup / "assessment" / "inbox.jsonl.gz").unlink()


def no_manifest(backup: Path) -> None:
    (backup / "manifest.json").unlink()


def no_hash(backup: Path) -> None:
    (backup / "manifest.sha256").unlink()


def another_manifest(backup: Path) -> None:
    path = backup / "manifest.json"
    path.write_text(path.read_text().replace("org_", "org-"))


def of_something_else(backup: Path) -> None:
    signed(backup, {"name": "an archive of something else"})


def of_another_format(backup: Path) -> None:
    signed(backup, {**says(backup), "format": 2})


def of_a_newer_version(backup: Path) -> None:
    said = says(backup)
    said["databases"][2]["revision"] = "scoring_9999"
    signed(backup, said)


def with_a_table_of_tomorrow(backup: Path) -> None:
    said = says(backup)
    said["databases"][2]["tables"][0]["name"] = "tomorrow"
    (backup / "scoring" / "tomorrow.jsonl.gz").write_bytes(b"")
    said["databases"][2]["tables"][0] |= {"rows": 0, "sha256": hashlib.sha256().hexdigest()}
    signed(backup, said)


def of_two_services(backup: Path) -> None:
    said = says(backup)
    del said["databases"][1]
    signed(backup, said)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (another_row, r"city\.jsonl\.gz is not what was written"),
        (a_flipped_byte, r"outbox\.jsonl\.gz is missing or damaged"),
        (cut_short, r"city\.jsonl\.gz is missing or damaged"),
        (a_file_less, r"inbox\.jsonl\.gz is missing or damaged"),
        (no_manifest, "is no backup of ours"),
        (no_hash, "is no backup of ours"),
        (another_manifest, "is not what was written"),
        (of_something_else, "is no manifest of ours"),
        (of_another_format, "has the format 2"),
        (of_a_newer_version, "scoring at the migration scoring_9999"),
        (with_a_table_of_tomorrow, "a table tomorrow of scoring"),
        (of_two_services, "is of org, scoring, a whole one is of org, assessment, scoring"),
    ],
)
def test_what_is_damaged_incomplete_or_foreign_is_refused_and_nothing_is_touched(
    home: Settings, backup: Path, spoil: Callable[[Path], None], why: str
) -> None:
    found(home, ("laixi", "后来的市"))
    before = contents(home)
    spoil(backup)

    with pytest.raises(BackupRefused, match=why):
        restore(home, backup, overwrite=True)

    assert contents(home) == before


def test_a_backup_of_files_comes_back_on_a_server(backup: Path, tmp_path: Path, postgresql: Postgres) -> None:
    server = a_home(tmp_path / "other", **as_settings(OnServer(postgresql, empty=True), *SERVICES))

    restore(server, backup, overwrite=False)

    take(server, tmp_path / "again")
    assert Manifest.read(tmp_path / "again").databases == Manifest.read(backup).databases


async def test_a_kafka_that_holds_another_log_is_refused(home: Settings, tmp_path: Path, kafka_address: str) -> None:
    topic = "biaochi.org.v1"
    with closing(sqlite3.connect(home.data / "org.db")) as connection, connection:
        connection.execute("insert into outbox_head (topic, part, next_sequence) values (?, 3, 1)", (topic,))
    take(home, tmp_path / "backup")
    on_kafka = a_home(tmp_path / "other", BIAOCHI_KAFKA=kafka_address, BIAOCHI_KAFKA_PREFIX="restored.")
    async with log_of(on_kafka) as log:
        await log.publish(Origin("org", topic, 3), [outgoing(1)])

    with pytest.raises(BackupRefused, match=f"Kafka still holds records of {topic}"):
        await asyncio.to_thread(restore, on_kafka, tmp_path / "backup", overwrite=True)

    assert state_of(on_kafka) == dict.fromkeys(SERVICES, False)
