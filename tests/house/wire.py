"""The contracts' folder and its tool, as the tests call it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROTO = Path(__file__).parents[2] / "proto"
_GENERATED = shutil.ignore_patterns("*_pb2.py", "*_pb2.pyi", "*_connect.py", "__pycache__")


def buf(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What the tool says of the contracts in this folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [str(Path(sys.executable).parent / "buf"), *arguments]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )


def written_only(folder: Path) -> Path:
    """A copy of the contracts without what is generated from them."""
    return Path(shutil.copytree(PROTO, folder / "proto", ignore=_GENERATED))
