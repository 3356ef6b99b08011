"""Commands about import: a folder into the platform, and the workbook that an office fills in for it."""

import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from biaochi.scoring.v1.events_pb2 import WorkKind
from biaochi_assessment.domain.refusals import BadCycleCode
from biaochi_chassis.foundation.clock import SHANGHAI
from biaochi_chassis.foundation.garbage import collect_rarely
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.host.discovery import discover
from biaochi_sdk.host.installed import InstalledPlugins
from google.protobuf.json_format import ParseDict
from typer.core import TyperGroup

from biaochi_cli.background import Background
from biaochi_cli.bringing import bring, print_report
from biaochi_cli.importing import marking
from biaochi_cli.importing.run import Options
from biaochi_cli.importing.tables import UnreadableFile, read
from biaochi_cli.importing.template import Template, write_template
from biaochi_cli.speaking import console, give_up, settings_here


class FolderFirst(TyperGroup):
    """A group that takes whatever is no command of its own for the folder to be imported."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's own context, not exported
        """Name the command that is left out."""
        named = bool(args) and args[0] in (*self.commands, "--help")
        return super().parse_args(ctx, args if named else ["folder", *args])


app = typer.Typer(cls=FolderFirst, help="Import spreadsheets: biaochi import FOLDER; or make the workbook for it.")


@app.command()
def template(
    city: Annotated[str, typer.Argument(help="Slug of an installed city.")],
    to: Annotated[Path | None, typer.Option(help="The file to write; CITY.xlsx if left out.")] = None,
    year: Annotated[str, typer.Option(help="The year whose periods are offered; this one if left out.")] = "",
) -> None:
    """Write the workbook that a city's office fills in and `biaochi import` reads: sheets, lists, notes, defaults."""
    path = to or Path(f"{city}.xlsx")
    if path.suffix.lower() != ".xlsx":
        give_up(f"--to {path}: the name must end in .xlsx.")
    if path.exists():
        give_up(f"{path} is there already: move it away, or name another file with --to.")
    settings = settings_here()
    cities = discover(settings.plugins, InstalledPlugins(settings.plugin_folder)).cities
    found = {one.slug: one for one in cities}
    if city not in found:
        give_up(f"No plugin brings the city {city}: installed are {', '.join(sorted(found)) or 'none'}.")
    graphs = [Graph.parse(model.graph) for model in found[city].models]
    work = [ParseDict(kind, WorkKind()) for kind in json.loads(found[city].work)]
    try:
        write_template(path, Template(found[city].title, graphs, year or str(datetime.now(SHANGHAI).year), work))
    except BadCycleCode as refused:
        give_up(str(refused))
    console.print(f"{path} is written.", soft_wrap=True)


@app.command("folder", hidden=True)
def import_folder(
    path: Annotated[Path, typer.Argument(help="A folder of spreadsheets, or one file.")],
    city: Annotated[str, typer.Option(help="Slug of the city; the folder's name if left out.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    skip_bad_rows: Annotated[bool, typer.Option("--skip-bad-rows", help="Import the good rows all the same.")] = False,
    by: Annotated[
        str, typer.Option(help="In development: who imports, as the second of the two that some rows take.")
    ] = "",
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
    if report_to and not report_to.resolve().parent.is_dir():
        give_up(f"--report {report_to}: there is no folder {report_to.resolve().parent}.")
    if not Background(settings).ready():
        give_up(f"Nothing is ready on port {settings.port} to import into: start the platform first, with make up.")
    collect_rarely()
    try:
        given = read(path)
        slug = city or (path if path.is_dir() else path.parent).resolve().name
        report = asyncio.run(bring(slug, given, settings, Options(dry_run, skip_bad_rows), console, by))
    except (UnreadableFile, Refused, SettingsRefused) as fault:
        give_up(str(fault))
    print_report(report, console)
    if report_to:
        try:
            marking.write_report(report_to, report, given.tables)
        except OSError as fault:
            give_up(f"--report {report_to}: it cannot be written ({fault.strerror}): close it, or name another file.")
    raise typer.Exit(1 if report.failed else 0)
