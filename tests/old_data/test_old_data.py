"""Data that an earlier build wrote opens under this one by itself, says what it said, and goes on."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.old_data.exchanges import Exchange
from tests.old_data.kept import Kept, all_kept
from tests.running import Running
from tests.servers.deployments import Deployment

every_build = pytest.mark.parametrize("kept", all_kept(), ids=lambda kept: kept.name)


@contextmanager
def serving(running: Running) -> Iterator[Running]:
    """The platform of this build, over what was laid down for it."""
    try:
        running.start()
        yield running
    finally:
        running.stop()


def assert_answers(running: Running, exchanges: Iterable[Mapping[str, Any]]) -> None:
    """Every request has the answer that it had."""
    for before in map(Exchange.parse, exchanges):
        now = Exchange.of(running, before.request)
        assert now.answer == before.answer, before.request.title


def assert_rebuilt_equal(running: Running) -> None:
    """All results made again from the log are what they were."""
    done = running.command("rebuild")
    assert (done.returncode, "equal" in done.stdout) == (0, True), done.stdout + done.stderr


@every_build
def test_what_an_earlier_build_wrote_opens_and_goes_on(kept: Kept, deployment: Deployment, tmp_path: Path) -> None:
    answers = kept.answers()
    with serving(kept.lay_down(tmp_path / "home", {**answers["settings"], **deployment(empty=True)})) as running:
        assert_answers(running, answers["questions"])
        for said_command in answers["operator"]:
            done = running.command(*said_command["command"])
            assert all(word in done.stdout for word in said_command["says"]), done.stdout + done.stderr

        assert_answers(running, answers["repeated"])
        assert_answers(running, answers["questions"])

        assert_answers(running, answers["new"])
        assert_answers(running, answers["afterwards"])
        assert_rebuilt_equal(running)
        assert_answers(running, answers["afterwards"])


@every_build
def test_what_an_earlier_build_left_open_about_persons_is_sealed_and_answers_as_before(
    kept: Kept, tmp_path: Path
) -> None:
    answers = kept.answers()
    platform = kept.lay_down(tmp_path / "home", answers["settings"])
    done = platform.command("person", "seal")
    assert (done.returncode, "are sealed" in done.stdout) == (0, True), done.stdout + done.stderr
    assert "0 rows" not in done.stdout

    with serving(platform):
        assert_answers(platform, answers["questions"])

    assert platform.command("person", "seal").stdout.startswith("0 rows and 0 events")
    assert_rebuilt_equal(platform)


@every_build
def test_a_lost_log_is_filled_again_from_what_an_earlier_build_wrote(kept: Kept, tmp_path: Path) -> None:
    answers = kept.answers()
    platform = kept.lay_down(tmp_path / "home", answers["settings"])
    (platform.home / "data" / "log.db").unlink()

    with serving(platform):
        assert_answers(platform, answers["questions"])

    # A platform that was asked to stop has told its log everything.
    assert_rebuilt_equal(platform)
