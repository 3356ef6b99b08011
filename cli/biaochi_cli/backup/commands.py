"""The commands `backup` and `restore`: what they say when all is well, and why they give up."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.log.contract import LogUnavailable
from sqlalchemy.exc import SQLAlchemyError

from biaochi_cli.backup import restoring, taking
from biaochi_cli.backup.manifest import BackupRefused, Manifest
from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer()


@app.command()
def backup(folder: Annotated[Path, typer.Argument(help="Where to write it; must not be there yet.")]) -> None:
    """Write all databases, as they are at one moment, into a folder. The platform may run meanwhile."""
    settings = settings_here()
    try:
        with console.status("Backing up ..."):
            manifest = taking.take(settings, folder)
    except (BackupRefused, SettingsRefused, OSError) as refused:
        give_up(str(refused))
    except SQLAlchemyError as trouble:
        give_up(f"A database cannot be read now: {trouble}. Start the platform once, so that its databases are made.")
    console.print(_said_of(manifest, f"Backed up into {folder}"), soft_wrap=True)


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="What biaochi backup wrote.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Lose what the databases hold now.")] = False,
    erased: Annotated[
        Path | None, typer.Option(help="What biaochi person erased printed last: they are erased again.")
    ] = None,
) -> None:
    """Put back what a backup holds, while the platform is stopped. Whatever is wrong with it is found before."""
    settings, begun = settings_here(), time.monotonic()
    try:
        with console.status("Restoring ..."):
            restored = restoring.restore(settings, folder, overwrite=overwrite, erased=_persons(erased))
    except (BackupRefused, SettingsRefused, LogUnavailable, OSError) as refused:
        give_up(str(refused))
    except SQLAlchemyError as trouble:
        give_up(f"A database cannot be written now, and all are as they were: {trouble}")
    console.print(_said_of(restored.manifest, f"Restored from {folder}"), soft_wrap=True)
    console.print(f"{restored.erased} persons were erased again who had been since.")
    ago = datetime.now(UTC) - datetime.fromisoformat(restored.manifest.taken)
    took, lost = round(time.monotonic() - begun), round(ago.total_seconds())
    console.print(f"It took {took} s; what was acknowledged in the last {lost} s, since the backup, is lost.")
    console.print("Start the platform: it fills its log again and is ready when everybody has read it.", soft_wrap=True)


def _persons(register: Path | None) -> list[restoring.Person]:
    """A city and a code on each line."""
    persons = []
    for number, line in enumerate(register.read_text(encoding="utf-8").splitlines() if register else (), 1):
        city, blank, code = line.partition(" ")
        if not (city and blank and code):
            raise BackupRefused(
                f"{register} line {number} is no city and code: take what biaochi person erased prints."
            )
        persons.append((city, code))
    return persons


def _said_of(manifest: Manifest, done: str) -> str:
    counts = [f"{copy.service} {sum(table.rows for table in copy.tables)} rows" for copy in manifest.databases]
    return f"{done}, as of {manifest.taken}: {', '.join(counts)}; every table by its hash."
