"""Programs of Node with the packages that the lock file here names, installed once and outside of what is committed."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from tests.servers.missing import ServerMissing, first_line

HERE = Path(__file__).parent
KEPT = Path(__file__).parents[3] / ".servers"
PROGRAMS = ("audit.mjs", "operations.mjs")


def installed() -> Path:
    """The folder with the programs and their packages. Raises ServerMissing when it cannot be had."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise ServerMissing("Node is missing: the official clients are not tried. Install nodejs and npm.")
    lock = (HERE / "package-lock.json").read_bytes()
    folder = KEPT / f"clients-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (folder / "node_modules").exists():
        _install(folder)
    for program in PROGRAMS:
        shutil.copy(HERE / program, folder)
    return folder


def _install(folder: Path) -> None:
    """Install beside, and put into place whole: another run may do the same."""
    beside = folder.with_name(f"{folder.name}.{os.getpid()}")
    beside.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, beside)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--omit-lockfile-registry-resolved"]
    done = subprocess.run(command, check=False, cwd=beside, capture_output=True, text=True, timeout=240)
    if done.returncode:
        shutil.rmtree(beside)
        raise ServerMissing(f"npm cannot install the official clients: {first_line(done.stderr)}")
    try:
        beside.rename(folder)
    except OSError:
        shutil.rmtree(beside)
