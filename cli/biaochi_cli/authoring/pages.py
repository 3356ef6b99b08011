"""Finds the page a command is about: a plugin that is installed, or the folder it is written in."""

import sys
import tomllib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Annotated

import typer
from biaochi_sdk.bench.cases import Case
from biaochi_sdk.bench.city import City
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.host.discovery import Quarantined, load
from biaochi_sdk.host.wheel import GROUP
from biaochi_sdk.page.model import Model
from biaochi_sdk.values.errors import GraphRefused, PageWarning
from biaochi_sdk.values.periods import period as period_of

from biaochi_cli.speaking import Speaking, give_up

aside = Speaking(stderr=True)
MADE_IN = Path("plugins")
"""Where a new plugin is put, unless its author says another folder."""
Where = Annotated[str, typer.Argument(help="An installed plugin's name, or the folder it is written in.")]
Code = Annotated[str, typer.Option("--model", help="The model's code, if there are several.")]
Since = Annotated[str, typer.Option(help="The version that starts on this day; the newest if left out.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program instead of a table.")]


@dataclass(frozen=True, slots=True)
class Page:
    """A city with its cases, and what its author has still to say."""

    city: City
    cases: Sequence[Case]
    notes: tuple[str, ...]


def entry_of(where: str) -> EntryPoint:
    """The entry point of an installed name, or of a folder's project file: here, or where `plugin new` puts it."""
    here, made = Path(where), MADE_IN / where
    folder = made if (made / "pyproject.toml").is_file() and not here.is_dir() else here
    project = folder / "pyproject.toml"
    if project.is_file():
        points = tomllib.loads(project.read_text(encoding="utf-8"))["project"].get("entry-points", {}).get(GROUP, {})
        for name, module in points.items():
            if str(folder.resolve()) not in sys.path:
                sys.path.insert(0, str(folder.resolve()))
            return EntryPoint(name, module, GROUP)
        give_up(f"{project} names no plugin: write [project.entry-points.biaochi] with your module.")
    found = [point for point in entry_points(group=GROUP) if point.name == where]
    if not found:
        give_up(f"No plugin is installed as {where}, and no folder of that name has a pyproject.toml.")
    return found[0]


def loaded(where: str) -> Page:
    """The page of a plugin that loaded in a process of its own first."""
    point = entry_of(where)
    kept_out = load(point)
    if isinstance(kept_out, Quarantined) and not kept_out.for_a_case:
        give_up(f"Kept out: {kept_out.reason}")
    if isinstance(kept_out, Quarantined):
        aside.print(f"Not to be installed: {kept_out.reason}", style="yellow")
    return imported(point)


def imported(point: EntryPoint) -> Page:
    """The page of a plugin in this process; what it leaves open is noted."""
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always", PageWarning)
        module = import_module(point.module)
        cases = getattr(module, "biaochi_cases", None)
        city, given = module.biaochi_city(), cases() if cases else ()
    notes = dict.fromkeys(str(one.message) for one in noted if issubclass(one.category, PageWarning))
    return Page(city, given, tuple(notes))


def model_of(where: str, code: str, since: str) -> type[Model]:
    """The one model a command is about, in its newest version or that of a day."""
    city = loaded(where).city
    models = [model for model in city.models if code in ("", model.graph.code)]
    chosen = [model for model in models if since in ("", model.graph.since)]
    if not chosen or len({model.graph.code for model in chosen}) > 1:
        known = ", ".join(f"{model.graph.code} ({model.graph.since})" for model in city.models)
        give_up(f"{city.slug} has the models {known}: name one with --model and, if need be, --since.")
    return max(chosen, key=lambda model: model.graph.since)


def saved_or(where: str, code: str, named: str) -> Graph:
    """A graph saved in a file, or the version that starts on a day."""
    try:
        return (
            Graph.parse(Path(named).read_text(encoding="utf-8"))
            if Path(named).is_file()
            else model_of(where, code, named).graph
        )
    except GraphRefused as refused:
        give_up(str(refused))


def judged_on(where: str, code: str, since: str, when: str) -> list[Graph]:
    """The version of each model that is the rule at the end of a period; of the asked model the version asked for."""
    city = loaded(where).city
    try:
        last = (period_of(when).end - timedelta(days=1)).isoformat()
    except ValueError as refused:
        give_up(str(refused))
    graphs = [model.graph for model in city.models]
    requested = [graph for graph in graphs if since and graph.code == code and graph.since == since]
    valid = [graph for graph in graphs if graph.since <= last and (graph.until is None or last < graph.until)]
    return requested + [graph for graph in valid if graph.code not in [one.code for one in requested]]
