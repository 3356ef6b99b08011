"""Commands over the parts themselves: serve one, list the plugins, make the results again, print the schema."""

import asyncio
import sys
from typing import Annotated

import typer
import uvloop
from biaochi_chassis.foundation import process_log
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.log.contract import LogUnavailable
from biaochi_gateway.schema import schema as graph
from biaochi_sdk.host.discovery import discover
from rich.table import Table as Grid

from biaochi_cli import repair, serving
from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer()


@app.command()
def serve(service: Annotated[serving.Part, typer.Argument(help="org, assessment, scoring or gateway.")]) -> None:
    """Serve one part of the platform in the foreground, over the same configuration."""
    settings = settings_here()
    process_log.start()
    try:
        sys.exit(uvloop.run(serving.serve_part(service, settings)))
    except SettingsRefused as refused:
        give_up(str(refused))


@app.command()
def plugins() -> None:
    """List the installed cities and models, and why a plugin is quarantined. Exit code 1 when one is."""
    found = discover(settings_here().plugins)
    grid = Grid("city", "title", "plugin", "version", "model", "since", "hash")
    for city in found.cities:
        for model in city.models:
            grid.add_row(city.slug, city.title, city.plugin, city.version, model.code, model.since, model.hash[:16])
    console.print(grid)
    for plugin in found.quarantined:
        console.print(f"Quarantined: {plugin.name}: {plugin.reason}", style="red", soft_wrap=True)
    raise typer.Exit(1 if found.quarantined else 0)


@app.command()
def rebuild() -> None:
    """Make all results again from the log in a standby store, then change places; say if anything is different.

    The platform may run meanwhile. Interrupted at any moment it leaves what serves as it was.
    """
    try:
        outcome = asyncio.run(repair.rebuild(settings_here()))
    except (SettingsRefused, Refused, LogUnavailable) as refused:
        give_up(str(refused))
    console.print(outcome.report, soft_wrap=True)
    raise typer.Exit(0 if outcome.equal else 1)


@app.command()
def schema() -> None:
    """Print the GraphQL schema."""
    typer.echo(graph.as_str())
