"""What tests take of memory: their files, where there is room, and their code, in which no garbage is sought."""

import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from biaochi_chassis.foundation.garbage import collect_rarely

MEMORY = Path("/dev/shm")  # noqa: S108 - it is asked for by name
FILES = 3 * 2**30
"""Bytes that the files of a whole run take at most, with some to spare."""
PROCESSES = 6 * 2**30
"""Likewise its processes: three workers, the platforms and servers that they start, the checks beside."""
LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""Where a container reads how much memory it may take, by the version of its control groups."""


def keep_files_in_memory() -> None:
    """Lead everything temporary, also of the processes that tests start, into memory, unless somebody says where.

    Only where both have room: on a machine too small for it the kernel ends the largest process, a worker.
    """
    if "TMPDIR" not in os.environ and room_of_files() > FILES and available() > FILES + PROCESSES:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


def room_of_files() -> int:
    """How many bytes of files have room in memory."""
    return shutil.disk_usage(MEMORY).free if MEMORY.is_dir() else 0


def available() -> int:
    """How many bytes of memory there are to take; where that is not said, none."""
    said = re.search(r"^MemAvailable: +(\d+) kB$", _text(Path("/proc/meminfo")), re.MULTILINE)
    limits = [int(limit) for limit in (_text(file).strip() for file in LIMITS) if limit.isdigit()]
    return min([int(said[1]) * 1024, *limits]) if said else 0


def ended_for_memory() -> int:
    """How many processes the kernel has ended for want of memory since the machine started."""
    said = re.search(r"^oom_kill (\d+)$", _text(Path("/proc/vmstat")), re.MULTILINE)
    return int(said[1]) if said else 0


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except OSError:
        return ""


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """So in every run of the tests; what they import makes hardly any garbage."""
    keep_files_in_memory()
    collect_rarely()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave all that was loaded out of every collection of garbage, as the processes of the platform do."""
    collect_rarely()
