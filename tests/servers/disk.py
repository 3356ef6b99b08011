"""A disk of a server's own that can be full: a tmpfs, where this machine lets us mount one."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

KIBIBYTES = 4 * 1024 * 1024
LOOKS = 20


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
    _fill(disk)
    try:
        yield
    finally:
        _resize(disk, KIBIBYTES)


@cache
def can_be_full() -> bool:
    """Whether this machine lets us mount a disk: it takes root, and a container that may."""
    try:
        with small_disk("biaochi-disk-"):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def _fill(disk: Path) -> None:
    """Leave no room; whoever writes between the look and the change has made it too small: then another look."""
    for _ in range(LOOKS):
        try:
            return _resize(disk, (KIBIBYTES * 1024 - shutil.disk_usage(disk).free) // 1024)
        except subprocess.CalledProcessError:
            continue
    raise RuntimeError(f"{disk} grew each of {LOOKS} times between a look at what it holds and the end of its room.")


def _resize(disk: Path, kibibytes: int) -> None:
    _run("mount", "-o", f"remount,size={kibibytes}k", str(disk))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
