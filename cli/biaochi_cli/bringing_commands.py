"""Commands that bring data into the platform: up with the examples, and import."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import SettingsRefused

from biaochi_cli import announcement
from biaochi_cli.background import Background, CannotStart
from biaochi_cli.bringing import bring, bring_examples, print_report
from biaochi_cli.importing import marking
from biaochi_cli.importing.run import Options
from biaochi_cli.importing.tables import UnreadableFile, read
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
        if background.running() is None:
            with console.status("Starting the platform ...") as status:
                background.start(lambda seconds: status.update(f"Starting the platform ... {seconds:.0f} s"))
            console.print(announcement.mode_notice(settings))
        bring_examples(settings, examples, console)
    except (CannotStart, SettingsRefused, UnreadableFile, Refused) as fault:
        give_up(str(fault))
    record = background.running()
    port = record.port if record else settings.port
    console.print(announcement.addresses(settings, port), highlight=False, soft_wrap=True, markup=False)


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="A folder of spreadsheets, or one file.")],
    city: Annotated[str, typer.Option(help="Slug of the city; the folder's name if left out.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    skip_bad_rows: Annotated[bool, typer.Option("--skip-bad-rows", help="Import the good rows all the same.")] = False,
    report_to: Annotated[
        Path | None, typer.Option("--report", help="Write the report here too: faults.json, or faults.xlsx with marks.")
    ] = None,
) -> None:
    """Import spreadsheets into the running platform: all of a folder, or nothing while anything in it is faulty.

    Exit code 1 when a row or a file was faulty, or the import ended before its end.
    """
    settings = settings_here()
    if report_to and report_to.suffix.lower() not in marking.KINDS:
        give_up(f"--report {report_to}: the name must end in {' or '.join(marking.KINDS)}.")
    if not Background(settings).ready():
        give_up(f"Nothing is ready on port {settings.port} to import into: start the platform first, with make up.")
    try:
        given = read(path)
        slug = city or (path if path.is_dir() else path.parent).resolve().name
        report = asyncio.run(bring(slug, given, settings, Options(dry_run, skip_bad_rows), console))
    except (UnreadableFile, Refused) as fault:
        give_up(str(fault))
    print_report(report, console)
    if report_to:
        marking.write_report(report_to, report, given.tables)
    raise typer.Exit(1 if report.failed else 0)
