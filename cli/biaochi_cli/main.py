"""The biaochi command."""

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
import uvloop
from biaochi_chassis.foundation import process_log
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.log.contract import LogUnavailable
from biaochi_gateway.schema import schema as graph
from biaochi_sdk.host.discovery import discover
from biaochi_sdk.host.installed import InstalledPlugins
from rich.console import Console

from biaochi_cli import announcement, log, repair, serving
from biaochi_cli.background import Background, CannotStart
from biaochi_cli.bringing import bring, bring_examples, print_report
from biaochi_cli.importing import marking
from biaochi_cli.importing.run import Options
from biaochi_cli.importing.tables import UnreadableFile, read
from biaochi_cli.plugin import app as plugin_commands
from biaochi_cli.record import alone

app = typer.Typer(
    help="Biaochi (标尺): a yardstick for organisations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(log.app, name="log")
app.add_typer(plugin_commands, name="plugin")
console = Console()


def _settings() -> Settings:
    try:
        return Settings.read(os.environ)
    except SettingsRefused as refused:
        _give_up(str(refused))


def _give_up(sentence: str) -> NoReturn:
    console.print(sentence, style="red", highlight=False, soft_wrap=True)
    raise typer.Exit(1)


@app.command()
def up(
    examples: Annotated[Path, typer.Option(help="Folder of example data, one folder a city.")] = Path("examples"),
) -> None:
    """Start the platform in the background, import the examples once, say where it is."""
    settings = _settings()
    background = Background(settings)
    try:
        if background.running() is None:
            with console.status("Starting the platform ...") as status:
                background.start(lambda seconds: status.update(f"Starting the platform ... {seconds:.0f} s"))
            console.print(announcement.mode_notice(settings))
        bring_examples(settings, examples, console)
    except (CannotStart, SettingsRefused, UnreadableFile, Refused) as fault:
        _give_up(str(fault))
    record = background.running()
    port = record.port if record else settings.port
    console.print(announcement.addresses(settings, port), highlight=False, soft_wrap=True, markup=False)


@app.command()
def down() -> None:
    """Stop the platform of this home."""
    console.print("Stopped." if Background(_settings()).stop() else "Nothing of ours was running.")


@app.command()
def status() -> None:
    """Say whether the platform runs and is ready. Exit code 0 when ready, 3 when not running, 4 when not ready."""
    settings = _settings()
    background = Background(settings)
    record = background.running()
    if record is None:
        console.print(f"Not running (home {settings.home}).")
        raise typer.Exit(3)
    ready = background.ready()
    console.print(f"Running as process {record.pid} on port {record.port}: {'ready' if ready else 'not ready'}.")
    raise typer.Exit(0 if ready else 4)


@app.command()
def logs(
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on showing new lines.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", help="How many lines back.")] = 50,
) -> None:
    """Show what the background process wrote."""
    file = Background(_settings()).log_file
    if not file.exists():
        _give_up(f"There is no log at {file} yet: start the platform with make up.")
    tail = shutil.which("tail") or "tail"
    subprocess.run([tail, f"-n{lines}", *(["-f"] if follow else []), str(file)], check=False)  # noqa: S603  # our own file


@app.command()
def reset(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Stop the platform and delete all data of this home."""
    settings = _settings()
    if not yes:
        typer.confirm(f"Delete all data in {settings.home}?", abort=True)
    Background(settings).stop()
    try:
        with alone(settings):
            for name in ("data", "logs", "run"):
                shutil.rmtree(settings.home / name)
    except SettingsRefused as refused:
        _give_up(str(refused))
    console.print(f"{settings.home} is empty.")


@app.command()
def serve(service: Annotated[serving.Part, typer.Argument(help="org, assessment, scoring or gateway.")]) -> None:
    """Serve one part of the platform in the foreground, over the same configuration."""
    settings = _settings()
    process_log.start()
    try:
        sys.exit(uvloop.run(serving.serve_part(service, settings)))
    except SettingsRefused as refused:
        _give_up(str(refused))


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
    settings = _settings()
    if report_to and report_to.suffix.lower() not in marking.KINDS:
        _give_up(f"--report {report_to}: the name must end in {' or '.join(marking.KINDS)}.")
    if not Background(settings).ready():
        _give_up(f"Nothing is ready on port {settings.port} to import into: start the platform first, with make up.")
    try:
        given = read(path)
        slug = city or (path if path.is_dir() else path.parent).resolve().name
        report = asyncio.run(bring(slug, given, settings, Options(dry_run, skip_bad_rows), console))
    except (UnreadableFile, Refused) as fault:
        _give_up(str(fault))
    print_report(report, console)
    if report_to:
        marking.write_report(report_to, report, given.tables)
    raise typer.Exit(1 if report.failed else 0)


@app.command()
def plugins() -> None:
    """List the installed cities and models, since when they are, and why a plugin is quarantined; then exit code 1."""
    settings = _settings()
    installed = InstalledPlugins(settings.plugin_folder)
    found = discover(settings.plugins, installed)
    since = {version.distribution: version.since[:10] for version in installed.used().values()}
    for city in found.cities:
        where = f"installed {since[city.plugin]}" if city.plugin in since else "of this environment"
        console.print(f"{city.slug} {city.title}: {city.plugin} {city.version}, {where}", highlight=False, markup=False)
        for model in city.models:
            ends = f" until {model.until}" if model.until else ""
            console.print(f"  {model.code} since {model.since}{ends}  {model.hash[:16]}", highlight=False, markup=False)
    for plugin in found.quarantined:
        console.print(f"Quarantined: {plugin.name}: {plugin.reason}", style="red", soft_wrap=True)
    raise typer.Exit(1 if found.quarantined else 0)


@app.command()
def rebuild() -> None:
    """Make all results again from the log in a standby store, then change places; say if anything is different.

    The platform may run meanwhile. Interrupted at any moment it leaves what serves as it was.
    """
    try:
        outcome = asyncio.run(repair.rebuild(_settings()))
    except (SettingsRefused, Refused, LogUnavailable) as refused:
        _give_up(str(refused))
    console.print(outcome.report, soft_wrap=True)
    raise typer.Exit(0 if outcome.equal else 1)


@app.command()
def schema() -> None:
    """Print the GraphQL schema."""
    typer.echo(graph.as_str())


if __name__ == "__main__":
    app()
