"""What every command says in one way: the settings it reads, and why it gives up."""

import os
from typing import NoReturn

import typer
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from rich.console import Console

console = Console()


def settings_here() -> Settings:
    """The settings of this environment; gives up where they are refused."""
    try:
        return Settings.read(os.environ)
    except SettingsRefused as refused:
        give_up(str(refused))


def give_up(sentence: str) -> NoReturn:
    """Say why, and end with exit code 1."""
    console.print(sentence, style="red", highlight=False, soft_wrap=True)
    raise typer.Exit(1)
