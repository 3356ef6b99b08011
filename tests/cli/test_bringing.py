"""What a start brings of the examples, and what an import shows while it works."""

import asyncio
import io
import shutil
from pathlib import Path

import pytest
from biaochi_chassis.foundation.settings import Settings
from biaochi_cli.bringing import bring, bring_examples
from biaochi_cli.importing.run import Options
from biaochi_cli.importing.tables import read
from rich.console import Console

from tests.cli.brought import settings_of
from tests.conftest import EXAMPLES
from tests.running import Running

CASES = Path(__file__).parent / "cases"


def test_the_example_of_a_city_that_is_left_out_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "examples" / "lanzhou").mkdir(parents=True)
    (tmp_path / "examples" / "lanzhou" / "组织.xlsx").touch()  # no workbook: opening it would fail
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path), "BIAOCHI_PLUGINS": "laixi"})
    said = io.StringIO()

    bring_examples(settings, tmp_path / "examples", Console(file=said))

    assert said.getvalue().startswith("BIAOCHI_PLUGINS leaves lanzhou out")


@pytest.mark.parametrize(("terminal", "shown"), [(True, True), (False, False)])
def test_progress_is_shown_to_a_person_and_a_pipe_stays_quiet(city: Running, terminal: bool, shown: bool) -> None:
    said = io.StringIO()
    console = Console(file=said, force_terminal=terminal, width=120)

    report = asyncio.run(bring("lanzhou", read(CASES / "fullwidth"), settings_of(city), Options(True), console))

    assert report.good == 6
    assert ("6/6" in said.getvalue()) is shown
    assert bool(said.getvalue()) is shown


def test_each_folder_is_imported_once_whatever_becomes_of_the_others(city: Running, tmp_path: Path) -> None:
    settings = settings_of(city)
    for name in ("lanzhou", "nowhere"):
        (tmp_path / name).mkdir()
        shutil.copy(EXAMPLES / "lanzhou" / "组织.xlsx", tmp_path / name)
    said = io.StringIO()

    for _ in range(2):
        bring_examples(settings, tmp_path, Console(file=said, width=200))

    assert said.getvalue().count("Importing the example data of lanzhou") == 1
    assert said.getvalue().count("Importing the example data of nowhere") == 2
    assert "没有做完" in said.getvalue()
    assert [(settings.data / f"imported-{name}.json").exists() for name in ("lanzhou", "nowhere")] == [True, False]
