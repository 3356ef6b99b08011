"""Folders brought into a running platform, as the command brings them."""

import asyncio
import io
from pathlib import Path

from biaochi_chassis.foundation.settings import Settings
from biaochi_cli.bringing import bring
from biaochi_cli.importing.run import Options, Report
from biaochi_cli.importing.tables import read
from rich.console import Console

from tests.running import Running

NOTHING = Console(file=io.StringIO())


def bring_into(running: Running, folder: Path, *, dry_run: bool = False, skip_bad_rows: bool = False) -> Report:
    """Import a folder."""
    return asyncio.run(bring("lanzhou", read(folder), settings_of(running), Options(dry_run, skip_bad_rows), NOTHING))


def settings_of(running: Running, **more: str) -> Settings:
    """What the command reads to find a platform."""
    return Settings.read({"BIAOCHI_HOME": str(running.home), "BIAOCHI_PORT": str(running.port), **more})
