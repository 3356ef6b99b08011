"""Programs of Node with the packages that the lock file here names, installed once and outside of what is committed."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from tests.servers.missing import ServerMissing, first_line

KEPT = Path(__file__).parents[3] / ".servers"
NOT_COPIED = shutil.ignore_patterns("node_modules", "dist", "__pycache__", "*.py")


def installed(package: Path) -> Path:
    """A copy of the package's folder with the packages it needs. Raises ServerMissing when it cannot be had."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise ServerMissing("Node is missing: the clients in JavaScript are not tried. Install nodejs and npm.")
    lock = (package / "package-lock.json").read_bytes()
    folder = KEPT / f"{package.name}-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (folder / "node_modules").exists():
        _install(package, folder)
    shutil.copytree(package, folder, ignore=NOT_COPIED, dirs_exist_ok=True)
    return folder


def _install(package: Path, folder: Path) -> None:
    """Install aside, and put into place whole: another run may do the same."""
    staging = folder.with_name(f"{folder.name}.{os.getpid()}")
    staging.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(package / name, staging)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--omit-lockfile-registry-resolved"]
    done = subprocess.run(command, check=False, cwd=staging, capture_output=True, text=True, timeout=240)
    if done.returncode:
        shutil.rmtree(staging)
        raise ServerMissing(f"npm cannot install what {package.name} needs: {first_line(done.stderr)}")
    try:
        staging.rename(folder)
    except OSError:
        shutil.rmtree(staging)
