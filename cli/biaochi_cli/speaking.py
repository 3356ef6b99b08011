"""What every command says in one way: the settings it reads, and why it gives up."""

import os
from typing import Any, NoReturn

import typer
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.foundation.visible import visible
from rich.console import Console
from rich.text import Text


class Speaking(Console):
    """A terminal on which what others wrote is text: it neither paints, nor moves the cursor, nor hides."""

    def __init__(self, *, stderr: bool = False) -> None:
        """On standard output, or on standard error."""
        super().__init__(stderr=stderr, markup=False, emoji=False, highlight=False)

    def render_str(self, text: str, **how: Any) -> Text:  # noqa: ANN401 - whatever Rich takes
        """The text as it is shown."""
        return super().render_str(visible(text), **how)


console = Speaking()


def settings_here() -> Settings:
    """The settings of this environment; gives up where they are refused."""
    try:
        return Settings.read(os.environ)
    except SettingsRefused as refused:
        give_up(str(refused))


def give_up(sentence: str) -> NoReturn:
    """Say why, and end with exit code 1."""
    console.print(sentence, style="red", soft_wrap=True)
    raise typer.Exit(1)
