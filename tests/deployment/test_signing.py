"""What is released is signed as a list of hashes, and whatever is not what was signed is named."""

import subprocess
from pathlib import Path

import pytest

from images import signing
from images.environment import ROOT

FILES = ("requirements.lock", "images/org.lock", "images/base", "dist/sbom/org.cdx.json")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A released tree, with a key beside it."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"what {name} says\n")
    openssl(tmp_path, "genpkey", "-algorithm", "ed25519", "-out", "key.pem")
    openssl(tmp_path, "pkey", "-in", "key.pem", "-pubout", "-out", "key.pub")
    signing.sign(tmp_path, tmp_path / "key.pem")
    return tmp_path


def openssl(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607  # as found


def test_what_was_signed_is_verified_here_and_by_the_tools_of_any_machine(root: Path) -> None:
    assert signing.faults(root, root / "key.pub") == []

    given = ("-pubin", "-inkey", "key.pub", "-rawin", "-in", str(signing.SUMS), "-sigfile", str(signing.SIGNATURE))
    assert b"Verified Successfully" in openssl(root, "pkeyutl", "-verify", *given).stdout
    checked = subprocess.run(["sha256sum", "-c", signing.SUMS], cwd=root, check=True, capture_output=True, text=True)  # noqa: S607  # as found
    assert checked.stdout.splitlines() == [f"{name}: OK" for name in sorted(FILES)]


def test_what_was_changed_taken_away_or_added_is_named(root: Path) -> None:
    (root / "images" / "org.lock").write_text("another")
    (root / "images" / "base").unlink()
    (root / "images" / "gateway.lock").write_text("one more")

    assert signing.faults(root, root / "key.pub") == [
        "images/base is missing",
        "images/org.lock was changed",
        "images/gateway.lock was not signed",
    ]


def test_a_list_that_was_written_anew_or_signed_by_another_is_refused(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (root / signing.SUMS).write_text(signing.sums(root).replace("images/base", "images/nothing"))
    assert signing.faults(root, root / "key.pub") == [f"{signing.SUMS} is not signed by {root / 'key.pub'}"]

    other = tmp_path_factory.mktemp("other")
    openssl(other, "genpkey", "-algorithm", "ed25519", "-out", "key.pem")
    signing.sign(root, other / "key.pem")
    assert len(signing.faults(root, root / "key.pub")) == 1


def test_the_releases_files_are_those_of_the_sources() -> None:
    names = [line.split("  ")[1] for line in signing.sums(ROOT).splitlines()]

    assert {"requirements.lock", "bootstrap.lock", "images/org.lock", "images/command.lock", "Dockerfile"} <= set(names)
