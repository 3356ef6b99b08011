"""A file of results is checked against its hash years later: no platform runs, no plugin is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from biaochi_cli.kept.hashed_file import OtherFile
from biaochi_cli.kept.result_file import Head, hash_of, verify, write

LINES = ['{"subject":"B1","total":"90"}', '{"subject":"B2","total":null}']


def saved(folder: Path) -> Path:
    """A file of two results, signed by two."""
    file = folder / "results.jsonl"
    signatures = (("样例主任", "2021-01-12T01:00:00Z"), ("样例书记", "2021-01-12T02:00:00Z"))
    write(file, Head("lanzhou", "2020", 2, hash_of(LINES), "f" * 64, signatures), LINES)
    return file


def test_what_was_written_is_intact_and_says_who_signed(tmp_path: Path) -> None:
    found = verify(saved(tmp_path))
    assert (found.intact, found.results, found.head.version) == (True, 2, 2)
    assert [name for name, _ in found.head.signatures] == ["样例主任", "样例书记"]


@pytest.mark.parametrize(("before", "after"), [("90", "91"), ('"B2"', '"B3"'), ('{"subject":"B2","total":null}\n', "")])
def test_a_result_changed_or_left_out_is_seen(tmp_path: Path, before: str, after: str) -> None:
    file = saved(tmp_path)
    file.write_text(file.read_text().replace(before, after))
    assert not verify(file).intact


@pytest.mark.parametrize("text", ["", "{}\n", '{"format":"other"}\n', "\ufffd\n"])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "other"
    file.write_text(text)
    with pytest.raises(OtherFile, match="biaochi result save"):
        verify(file)


def test_the_command_checks_against_the_published_hash(tmp_path: Path) -> None:
    file, environment = saved(tmp_path), {**os.environ, "BIAOCHI_HOME": str(tmp_path), "BIAOCHI_PLUGINS": ""}

    def checked(*more: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "biaochi_cli.main", "result", "verify", str(file), *more]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    good, other = checked("--hash", hash_of(LINES)), checked("--hash", "0" * 64)
    assert (good[0], other[0]) == (0, 1)
    assert "INTACT" in good[1]
    assert "ANOTHER" in other[1]
