"""A document in force is checked against its hash years later: no platform runs, no plugin is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from biaochi_cli.kept import result_file
from biaochi_cli.kept.document_file import Head, hash_of, verify, write
from biaochi_cli.kept.hashed_file import OtherFile

TEXT = "# 督办函\r\n\n样例单位07：请于月底前补报。\n"


def saved(folder: Path) -> Path:
    """A file of a letter, drafted by one and signed by another."""
    file = folder / "letter"
    head = Head(
        city="lanzhou",
        code="函1",
        kind="letter",
        cycle="2020",
        title="督办函",
        organization="D07",
        hash=hash_of(TEXT),
        results_hash="",
        drafted_by="样例主任",
        drafted_at="2020-07-12T01:00:00Z",
        signatures=(("样例书记", "2020-07-12T02:00:00Z"),),
    )
    write(file, head, TEXT)
    return file


def test_what_was_written_is_intact_to_the_last_byte_and_says_who_stands_for_it(tmp_path: Path) -> None:
    found = verify(saved(tmp_path))
    assert (found.intact, found.hash, found.head.organization) == (True, hash_of(TEXT), "D07")
    assert (found.head.drafted_by, found.head.signatures[0][0]) == ("样例主任", "样例书记")


@pytest.mark.parametrize(("before", "after"), [("月底", "年底"), ("\r\n", "\n"), ("补报。\n", "补报。")])
def test_a_text_changed_by_a_byte_is_seen(tmp_path: Path, before: str, after: str) -> None:
    file = saved(tmp_path)
    file.write_bytes(file.read_bytes().replace(before.encode(), after.encode()))
    assert not verify(file).intact


def test_a_file_of_results_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "results"
    result_file.write(file, result_file.Head("lanzhou", "2020", 1, "f" * 64, "f" * 64, ()), [])
    with pytest.raises(OtherFile, match="biaochi document save"):
        verify(file)


def test_the_command_checks_against_the_published_hash(tmp_path: Path) -> None:
    file, environment = saved(tmp_path), {**os.environ, "BIAOCHI_HOME": str(tmp_path), "BIAOCHI_PLUGINS": ""}

    def checked(*more: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "biaochi_cli.main", "document", "verify", str(file), *more]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    good, other = checked("--hash", hash_of(TEXT)), checked("--hash", "0" * 64)
    assert (good[0], other[0]) == (0, 1)
    assert "drafted by 样例主任" in good[1]
    assert "signed by 样例书记" in good[1]
    assert "INTACT" in good[1]
    assert "ANOTHER" in other[1]
