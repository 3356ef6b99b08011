"""The command that starts the platform, and imports the examples once."""

from pathlib import Path
from typing import Annotated

import typer
from biaochi_chassis.foundation.garbage import collect_rarely
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import SettingsRefused

from biaochi_cli import announcement
from biaochi_cli.background import Background, CannotStart
from biaochi_cli.bringing import bring_examples
from biaochi_cli.finishing import close_example, finish_example
from biaochi_cli.importing.tables import UnreadableFile
from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer()


@app.command()
def up(
    examples: Annotated[Path, typer.Option(help="Folder of example data, one folder a city.")] = Path("examples"),
) -> None:
    """Start the platform in the background, import the examples once, say where it is."""
    collect_rarely()
    settings = settings_here()
    background = Background(settings)
    try:
        if background.running() is None:
            with console.status("Starting the platform ...") as status:
                background.start(lambda seconds: status.update(f"Starting the platform ... {seconds:.0f} s"))
            console.print(announcement.mode_notice(settings))
        bring_examples(settings, examples, console, close_example(settings, background))
        finish_example(settings, background, console)
    except (CannotStart, SettingsRefused, UnreadableFile, Refused) as fault:
        give_up(str(fault))
    record = background.running()
    port = record.port if record else settings.port
    console.print(announcement.addresses(settings, port), soft_wrap=True)
