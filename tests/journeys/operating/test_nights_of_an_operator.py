"""What an operator does at night, in the wrong order: each time a sentence that says what to do, never a trace."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.conftest import EXAMPLES
from tests.running import Running


def test_an_import_without_a_platform_says_how_to_start_one(tmp_path: Path) -> None:
    done = Running(tmp_path).command("import", str(EXAMPLES / "lanzhou"))

    assert done.returncode == 1
    assert "make up" in done.stdout


def test_two_starts_at_once_start_one_platform(tmp_path: Path) -> None:
    running = Running(tmp_path / "标尺 家")
    try:
        with ThreadPoolExecutor(2) as both:
            done = list(both.map(lambda _: running.command("up", "--examples", str(tmp_path)), range(2)))

        assert [one.returncode for one in done] == [0, 0], done
        assert all(f"http://127.0.0.1:{running.port}" in one.stdout for one in done)
    finally:
        assert "Stopped" in running.command("down").stdout


def test_what_would_pull_the_data_from_under_a_served_part_is_refused(tmp_path: Path) -> None:
    running = Running(tmp_path, ("org",))
    running.start()
    try:
        for command in (("reset", "--yes"), ("up", "--examples", str(tmp_path))):
            done = running.command(*command)
            assert done.returncode == 1
            assert "stop them first" in done.stdout, done
    finally:
        running.stop()
