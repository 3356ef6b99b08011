"""Commands over the parts themselves: serve one, list the plugins."""

import sys
from typing import Annotated

import typer
import uvloop
from biaochi_chassis.foundation import process_log
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_sdk.host.discovery import discover
from biaochi_sdk.host.installed import InstalledPlugins

from biaochi_cli.serving import part
from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer()


@app.command()
def serve(service: Annotated[part.Part, typer.Argument(help="org, assessment, scoring or gateway.")]) -> None:
    """Serve one part of the platform in the foreground, over the same configuration."""
    settings = settings_here()
    process_log.start()
    try:
        sys.exit(uvloop.run(part.serve_part(service, settings)))
    except SettingsRefused as refused:
        give_up(str(refused))


@app.command()
def plugins() -> None:
    """List the installed cities and models, since when they are, and why a plugin is quarantined; then exit code 1."""
    settings = settings_here()
    installed = InstalledPlugins(settings.plugin_folder)
    found = discover(settings.plugins, installed)
    since = {version.distribution: version.since[:10] for version in installed.used().values()}
    for city in found.cities:
        where = f"installed {since[city.plugin]}" if city.plugin in since else "of this environment"
        console.print(f"{city.slug} {city.title}: {city.plugin} {city.version}, {where}")
        for model in city.models:
            ends = f" until {model.until}" if model.until else ""
            console.print(f"  {model.code} since {model.since}{ends}  {model.hash[:16]}")
    for plugin in found.quarantined:
        console.print(f"Quarantined: {plugin.name}: {plugin.reason}", style="red", soft_wrap=True)
    raise typer.Exit(1 if found.quarantined else 0)
