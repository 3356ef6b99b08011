"""A part that is started in production without what it needs ends at once, with one sentence and no trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import PARTS

KAFKA = {
    "BIAOCHI_KAFKA": "kafka:9092",
    "BIAOCHI_KAFKA_CA": "/etc/biaochi/kafka/ca.crt",
    "BIAOCHI_KAFKA_USER": "kafka-org",
    "BIAOCHI_KAFKA_PASSWORD": "secret",
}


def started(part: str, home: Path, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What becomes of a part as its image starts it, with these settings."""
    ours = {"BIAOCHI_MODE": "production", "BIAOCHI_HOME": str(home), **given}
    command = [sys.executable, "-m", f"biaochi_{part}"]
    return subprocess.run(command, env={**os.environ, **ours}, capture_output=True, text=True, timeout=60, check=False)


def check_refused(done: subprocess.CompletedProcess[str], variable: str) -> None:
    """It ended with a sentence that names the variable, and nothing else."""
    said = done.stderr.splitlines()
    assert done.returncode == 1, done.stderr
    assert len(said) == 1, done.stderr
    assert said[0].startswith(f"{variable} "), said


@pytest.mark.parametrize("part", PARTS)
def test_no_part_starts_without_kafka(part: str, tmp_path: Path) -> None:
    check_refused(started(part, tmp_path, {}), "BIAOCHI_KAFKA")


@pytest.mark.parametrize("part", PARTS[:3])
def test_no_service_starts_without_its_database(part: str, tmp_path: Path) -> None:
    check_refused(started(part, tmp_path, KAFKA), f"BIAOCHI_DATABASE_{part.upper()}")
    assert not list(tmp_path.rglob("*.db"))


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The keys of a production."""
    folder = tmp_path_factory.mktemp("production") / "keys"
    command = [sys.executable, "-m", "biaochi_cli.main", "keys", str(folder)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    return folder


@pytest.mark.parametrize("part", PARTS)
def test_no_part_starts_without_an_issuer_or_plainly_between_the_parts(part: str, keys: Path, tmp_path: Path) -> None:
    address = "postgresql://org:secret@db/org?sslmode=verify-full"
    databases = {f"BIAOCHI_DATABASE_{service.upper()}": address for service in PARTS[:3]}
    given = {"BIAOCHI_SERVICE_KEY": f"{keys}/gateway.key.json", "BIAOCHI_SERVICE_KEYS": f"{keys}/services.json"}

    check_refused(started(part, tmp_path, {**KAFKA, **databases, **given}), "BIAOCHI_ISSUER")
    issuer = {"BIAOCHI_ISSUER": "https://login.example.gov.cn/realms/city"}
    check_refused(started(part, tmp_path, {**KAFKA, **databases, **given, **issuer}), "BIAOCHI_RPC_CA")


def test_a_command_that_needs_what_is_missing_says_so(tmp_path: Path) -> None:
    ours = {"BIAOCHI_MODE": "production", "BIAOCHI_HOME": str(tmp_path)}
    for arguments in (["log", "lag"], ["rebuild"]):
        command = [sys.executable, "-m", "biaochi_cli.main", *arguments]
        done = subprocess.run(
            command, env={**os.environ, **ours}, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode in (1, 2)
        assert " is missing" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr
