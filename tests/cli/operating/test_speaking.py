"""What others wrote is text on the terminal of whoever runs the command."""

import pytest
from biaochi_cli.speaking import Speaking
from rich.table import Table

WRITTEN = "[red]P1[/red] :warning: \x1b[2J\x1b]0;title\x07\u202eP2"
SHOWN = "[red]P1[/red] :warning: \\u001b[2J\\u001b]0;title\\u0007\\u202eP2"


def test_it_is_shown_as_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    Speaking().print(WRITTEN, style="red", soft_wrap=True)
    Speaking(stderr=True).print(f"first\n{WRITTEN}", soft_wrap=True)

    written = capsys.readouterr()
    assert (written.out, written.err) == (f"{SHOWN}\n", f"first\n{SHOWN}\n")


def test_so_it_is_in_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    grid = Table("code")
    grid.add_row(WRITTEN)
    Speaking().print(grid)

    assert SHOWN in capsys.readouterr().out
