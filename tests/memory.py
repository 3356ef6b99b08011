"""Where the tests keep their files: in memory where there is room, since none of them cuts the machine's power."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

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
