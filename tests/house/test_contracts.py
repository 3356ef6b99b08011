"""The wire's generated code is current, and its catalogue names every topic."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROTO = Path(__file__).parents[2] / "proto"
TOPICS = sorted(
    path.parent.relative_to(PROTO).as_posix().replace("/", ".") for path in PROTO.glob("biaochi/*/v1/events.proto")
)


def buf(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [str(Path(sys.executable).parent / "buf"), *arguments]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )


def test_the_contracts_pass_the_linter() -> None:
    done = buf(PROTO, "lint")

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_generated_code_is_what_the_contracts_say(tmp_path: Path) -> None:
    fresh = tmp_path / "proto"
    shutil.copytree(PROTO, fresh, ignore=shutil.ignore_patterns("*_pb2.py", "*_pb2.pyi", "*_connect.py", "__pycache__"))

    done = buf(fresh, "generate")

    assert done.returncode == 0, done.stdout + done.stderr
    generated = [path for path in fresh.rglob("*.py*") if "_pb2" in path.name or "_connect" in path.name]
    assert len(generated) >= 15
    for path in generated:
        committed = PROTO / path.relative_to(fresh)
        assert committed.read_text() == path.read_text(), f"{committed} is old: run make proto"


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_in_the_catalogue(topic: str) -> None:
    assert f"`{topic}`" in (PROTO / "README.md").read_text()
