"""A disk of a server's own that can be full: a tmpfs, where this machine lets us mount one."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

KIBIBYTES = 4 * 1024 * 1024


@contextmanager
def folder(prefix: str) -> Iterator[Path]:
    """A folder on the machine's disk, removed with the block."""
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as made:
        yield Path(made)


@contextmanager
def small_disk(prefix: str) -> Iterator[Path]:
    """A folder that is a disk of its own, for `full`; takes memory only for what is in it."""
    with folder(prefix) as made, mounted(made):
        yield made


@contextmanager
def mounted(made: Path) -> Iterator[None]:
    """Make a folder that is there a disk of its own."""
    _run("mount", "-t", "tmpfs", "-o", f"size={KIBIBYTES}k", "tmpfs", str(made))
    try:
        yield
    finally:
        # Lazily: the last of a server's processes may still be ending.
        _run("umount", "--lazy", str(made))


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """No file on the disk can grow, and none can be made, within the block."""
    used = (KIBIBYTES * 1024 - shutil.disk_usage(disk).free) // 1024
    _run("mount", "-o", f"remount,size={used}k", str(disk))
    try:
        yield
    finally:
        _run("mount", "-o", f"remount,size={KIBIBYTES}k", str(disk))


@cache
def can_be_full() -> bool:
    """Whether this machine lets us mount a disk: it takes root, and a container that may."""
    try:
        with small_disk("biaochi-disk-"):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
