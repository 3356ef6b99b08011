"""The commands of the guide, run on a plugin in its folder as its author runs them."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from biaochi_cli.plugin import app
from typer.testing import CliRunner

Command = Callable[..., str]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Command:
    """`biaochi plugin <words>` on a place of this folder: what it prints, when it succeeds."""
    monkeypatch.setattr(sys, "path", [*sys.path])

    def run(name: str, place: str, *more: str) -> str:
        done = CliRunner().invoke(app, [name, str(Path(__file__).parent / place), *more])
        assert done.exit_code == 0, done.output
        return done.output

    return run
