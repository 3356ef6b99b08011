"""Which cities' example data a start brings."""

import io
from pathlib import Path

from biaochi_chassis.foundation.settings import Settings
from biaochi_cli.bringing import bring_examples
from rich.console import Console


def test_the_example_of_a_city_that_is_left_out_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "examples" / "lanzhou").mkdir(parents=True)
    (tmp_path / "examples" / "lanzhou" / "组织.xlsx").touch()  # no workbook: opening it would fail
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path), "BIAOCHI_PLUGINS": "laixi"})
    said = io.StringIO()

    bring_examples(settings, tmp_path / "examples", Console(file=said))

    assert said.getvalue().startswith("BIAOCHI_PLUGINS leaves lanzhou out")
