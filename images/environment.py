"""Makes an image's Python environment without Docker, of what the Dockerfile reads: its lock and `distributions`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS = ("org", "assessment", "scoring", "gateway", "command")

_UV = str(Path(sys.executable).parent / "uv")


def make(part: str, folder: Path, cities: str = "") -> Path:
    """Make the environment of the image `part` in the folder, with plugins of the cities; return its Python.

    Nothing is in it but the part's lock and our own distributions of it: no pip, and nothing that builds.
    Raises CalledProcessError when a package is neither cached nor to be had, or differs from its hash.
    """
    _run(_UV, "venv", "--quiet", "--python", sys.executable, str(folder))
    python = folder / "bin" / "python"
    _run(_UV, "pip", "install", "--quiet", "--python", str(python), "--require-hashes", "-r", f"images/{part}.lock")
    (packages,) = folder.glob("lib/python3*/site-packages")
    ours = _run("images/distributions", part, cities).split()
    # Built by this Python's hatchling, put into the other's packages.
    build = (_UV, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--python", sys.executable)
    _run(*build, "--target", str(packages), *ours)
    return python


def _run(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603  # ours
