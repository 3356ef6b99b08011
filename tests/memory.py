"""What tests take of memory: their files, where there is room, and their code, in which no garbage is sought."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from biaochi_chassis.foundation.garbage import collect_rarely

MEMORY = Path("/dev/shm")  # noqa: S108 - it is asked for by name
ROOM = 6 * 2**30
"""Bytes that a whole run takes at most, with some to spare."""


def keep_files_in_memory() -> None:
    """Lead everything temporary, also of the processes that tests start, into memory, unless somebody says where."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """So in every run of the tests."""
    keep_files_in_memory()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave all that was loaded out of every collection of garbage, as the processes of the platform do."""
    collect_rarely()
