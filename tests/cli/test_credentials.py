"""Under which name the command acts: another developer's in development, and nobody's word elsewhere."""

from pathlib import Path

import pytest
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.identity.tokens import subject_of
from biaochi_cli.credentials import credentials_of


async def test_in_development_a_second_person_is_named(tmp_path: Path) -> None:
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path)})

    names = [subject_of(await credentials_of(settings, by).token()) for by in ("", "second_developer")]

    assert names == ["developer", "second_developer"]


def test_where_a_token_says_who_it_is_nobody_is_named(tmp_path: Path) -> None:
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path), "BIAOCHI_TOKEN_FILE": str(tmp_path / "token")})

    with pytest.raises(SettingsRefused, match="development mode only"):
        credentials_of(settings, "second_developer")
