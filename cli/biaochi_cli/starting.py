"""The command that starts the platform, and imports the examples once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from biaochi_chassis.foundation.garbage import collect_rarely
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings, SettingsRefused

from biaochi_cli import announcement
from biaochi_cli.background import Background, CannotStart
from biaochi_cli.importing.archive import UnreadableFile
from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer()


@app.command()
def up(
    examples: Annotated[Path, typer.Option(help="Folder of example data, one folder a city.")] = Path("examples"),
) -> None:
    """Start the platform in the background, import the examples once, say where it is."""
    settings = settings_here()
    background = Background(settings)
    try:
        with _started(settings, background):
            # Loaded, and the examples read, while the platform loads what it needs.
            from biaochi_cli.bringing import Examples, bring_examples  # noqa: PLC0415
            from biaochi_cli.finishing import close_example, finish_example  # noqa: PLC0415

            collect_rarely()
            missing = Examples(settings, examples)
        bring_examples(settings, missing, console, close_example(settings, background))
        finish_example(settings, background, console)
    except (CannotStart, SettingsRefused, UnreadableFile, Refused) as fault:
        give_up(str(fault))
    record = background.running()
    port = record.port if record else settings.port
    console.print(announcement.addresses(settings, port), soft_wrap=True)


@contextmanager
def _started(settings: Settings, background: Background) -> Iterator[None]:
    """Start the platform, unless it runs, and have it ready after the block."""
    if background.running():
        yield
        return
    with (
        console.status("Starting the platform ...") as status,
        background.started(lambda seconds: status.update(f"Starting the platform ... {seconds:.0f} s")),
    ):
        yield
    console.print(announcement.mode_notice(settings))
