"""Plugins onto a platform: install, take back and remove a version; what runs takes it up without a restart."""

import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from biaochi.scoring.v1.service_connect import ScoringServiceClient
from biaochi.scoring.v1.service_pb2 import ListPluginsRequest
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.identity.authentication import service_identity
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.rpc.mutual_tls import MutualTls
from biaochi_sdk.host.discovery import CityRelease, Quarantined, discover, load
from biaochi_sdk.host.installed import InstalledPlugins, Version, point_of
from biaochi_sdk.host.wheel import Wheel, make_wheel
from biaochi_sdk.values.errors import PluginRefused

from biaochi_cli.background import Background
from biaochi_cli.bringing import service_addresses
from biaochi_cli.record import find
from biaochi_cli.speaking import console, give_up, settings_here

TAKEN_SECONDS = 30
PAUSE_SECONDS = 0.2
app = typer.Typer()
Name = Annotated[str, typer.Argument(help="The plugin's name, as `biaochi plugins` lists it.")]


def _say(sentence: str) -> None:
    console.print(sentence, soft_wrap=True)


@app.command()
def wheel(
    folder: Annotated[Path, typer.Argument(help="The folder a plugin is written in.")],
    into: Annotated[Path, typer.Option(help="The wheelhouse: the wheel and SHA256SUMS are written there.")],
) -> None:
    """Make a plugin's wheel for an office without a network, with its digest in SHA256SUMS."""
    try:
        made = make_wheel(folder, into)
        known = Wheel.read(made)
    except PluginRefused as refused:
        give_up(str(refused))
    _say(f"{made} ({known.name} {known.version}, sha256 {known.digest})")


@app.command()
def install(
    where: Annotated[Path, typer.Argument(help="The folder a plugin is written in, or its wheel.")],
) -> None:
    """Install a plugin or a new version of it; refused as a whole, with its reason, when it does not load."""
    settings = settings_here()
    installed = InstalledPlugins(settings.plugin_folder)
    try:
        with TemporaryDirectory() as scratch:
            chosen = Wheel.read(make_wheel(where, Path(scratch)) if where.is_dir() else where)
            city = _tried(installed, chosen, settings)
            version = installed.install(chosen, settings.clock().now().isoformat(timespec="seconds"))
    except PluginRefused as refused:
        give_up(f"Not installed, and nothing is changed: {refused}")
    _say(f"{city.title} ({chosen.name} {version.version}) is installed in {settings.plugin_folder}:")
    for model in city.models:
        _say(f"  {model.code} since {model.since}  {model.hash[:16]}")
    _taken_up(settings, chosen.name, version)


def _tried(installed: InstalledPlugins, chosen: Wheel, settings: Settings) -> CityRelease:
    """The city of a wheel that loaded apart, beside those that are installed."""
    if settings.plugins is not None and chosen.name not in settings.plugins:
        raise PluginRefused(f"BIAOCHI_PLUGINS leaves {chosen.name} out: add it there first")
    with installed.unpacked(chosen) as trial:
        found = load(point_of(Path(trial), chosen.name), path=trial)
    if isinstance(found, Quarantined):
        raise PluginRefused(found.reason)
    others = discover(settings.plugins, installed).cities
    same = [city.plugin for city in others if city.slug == found.slug and city.plugin != found.plugin]
    if same:
        raise PluginRefused(f"the city {found.slug} comes from {same[0]} already: remove that first")
    return found


@app.command()
def previous(name: Name) -> None:
    """Put the version before to use again; cycles that are open keep the models they were opened with."""
    settings = settings_here()
    try:
        version = InstalledPlugins(settings.plugin_folder).take_back(name)
    except PluginRefused as refused:
        give_up(str(refused))
    _say(f"{name} {version.version} is in use again.")
    _taken_up(settings, name, version)


@app.command()
def remove(name: Name) -> None:
    """Use a plugin no more. What was judged by it stays readable, and open cycles go on."""
    settings = settings_here()
    try:
        InstalledPlugins(settings.plugin_folder).remove(name)
    except PluginRefused as refused:
        give_up(str(refused))
    _say(f"{name} is removed. Its results stay readable, and its open cycles go on.")
    if name in (settings.plugins or ()):
        _say(f"BIAOCHI_PLUGINS still names {name}: take it out there, or the next start is refused.")


def _taken_up(settings: Settings, name: str, version: Version) -> None:
    """Wait until the running platform serves the version, or say that the next start does."""
    if find(settings) is None:
        _say("No platform of this home runs in the background: the next start serves it, or scoring served by itself.")
        return
    reason = asyncio.run(_waited(settings, name, version))
    if reason:
        give_up(f"The running platform did not take it up: {reason}")
    _say("The running platform serves it.")


async def _waited(settings: Settings, name: str, version: Version) -> str:
    """Empty once it is served, else why it is not."""
    clients, call = Clients(service_identity(settings, "command"), MutualTls.of(settings)), Call.internal("command")
    reason = "it does not say why"
    try:
        scoring = clients.of(ScoringServiceClient, service_addresses(settings)["scoring"], deadline=10)
        deadline = time.monotonic() + TAKEN_SECONDS
        while time.monotonic() < deadline:
            try:
                answer = await scoring.list_plugins(ListPluginsRequest(), headers=call.headers())
            except Refused as refused:
                reason = refused.sentence
            else:
                ours = [plugin for plugin in answer.plugins if plugin.name in (name, version.distribution)]
                served = any(plugin.version == version.version and not plugin.quarantine_reason for plugin in ours)
                # it is ready again once the other parts have received what scoring published
                if served and await asyncio.to_thread(Background(settings).ready):
                    return ""
                reason = next((one.quarantine_reason for one in ours if one.quarantine_reason), reason)
            await asyncio.sleep(PAUSE_SECONDS)
        return reason
    finally:
        await clients.close()
