"""Who uses a home is known by a lock: it cannot be stale, and nobody else's process is taken for ours."""

import json
from pathlib import Path

import pytest
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_cli.record import alone, find, kept, next_to


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.read({"BIAOCHI_HOME": str(tmp_path / "家 1"), "BIAOCHI_PORT": "18999"})


def test_a_platform_is_found_as_long_as_it_serves(settings: Settings) -> None:
    with kept(settings, 9):
        found = find(settings)

    assert found is not None
    assert found.port == 18999
    assert find(settings) is None


@pytest.mark.parametrize("left", ["", "{", "[]", json.dumps({"pid": 1, "port": 18999})])
def test_a_record_that_nobody_holds_counts_for_nothing(settings: Settings, left: str) -> None:
    (settings.home / "run").mkdir(parents=True)
    (settings.home / "run" / "platform.json").write_text(left)

    assert find(settings) is None


def test_a_home_has_one_platform(settings: Settings) -> None:
    with kept(settings, 9), pytest.raises(SettingsRefused, match="already serves"), kept(settings, 9):
        pass


def test_parts_serve_next_to_each_other_and_never_next_to_the_platform(settings: Settings) -> None:
    with next_to(settings), next_to(settings), pytest.raises(SettingsRefused, match="Parts"), alone(settings):
        pass
    with kept(settings, 9), pytest.raises(SettingsRefused, match="already serves"), next_to(settings):
        pass


def test_a_home_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with (
        pytest.raises(SettingsRefused, match="cannot be written"),
        alone(Settings.read({"BIAOCHI_HOME": str(tmp_path / "file")})),
    ):
        pass
