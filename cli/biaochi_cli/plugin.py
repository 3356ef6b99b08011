"""The plugin commands: start a city's plugin, check it, read it, explain a score, try a spreadsheet, install it."""

from pathlib import Path
from typing import Annotated, ClassVar

import typer
from biaochi_sdk.bench.checks import Check, examine
from biaochi_sdk.bench.new_plugin import start
from biaochi_sdk.graph.changes import changes
from biaochi_sdk.values.errors import ModelRefused

from biaochi_cli.authoring.machine import check_data, print_json
from biaochi_cli.authoring.pages import MADE_IN, Code, Json, Since, Where, loaded, model_of, saved_or
from biaochi_cli.authoring.watching import watch as watch_page
from biaochi_cli.lazily import Elsewhere, Lazily
from biaochi_cli.speaking import console, give_up

TRIALS, INSTALLING = "biaochi_cli.authoring.trials", "biaochi_cli.installing"


class PluginCommands(Lazily):
    """What reads spreadsheets or speaks to a platform is loaded when it is called."""

    elsewhere: ClassVar[Elsewhere] = {
        "try": (TRIALS, "Score a spreadsheet of facts."),
        "explain": (TRIALS, "Open one score of a spreadsheet into the rules and values it is made of."),
        "wheel": (INSTALLING, "Make a plugin's wheel for an office without a network."),
        "install": (INSTALLING, "Install a plugin or a new version of it."),
        "previous": (INSTALLING, "Put the version before to use again."),
        "remove": (INSTALLING, "Use a plugin no more."),
    }


app = typer.Typer(
    cls=PluginCommands,
    help="Write, check, read and install a city's plugin.",
    no_args_is_help=True,
    add_completion=False,
)


@app.command()
def new(
    city: Annotated[str, typer.Argument(help="The city's slug, in lower-case letters.")],
    folder: Annotated[Path, typer.Option(help="Where to write it.")] = MADE_IN,
) -> None:
    """Start a plugin that checks green at once."""
    try:
        for path in start(city, folder):
            console.print(str(path))
    except ModelRefused as refused:
        give_up(str(refused))


@app.command()
def check(
    where: Where,
    model: Code = "",
    watch: Annotated[bool, typer.Option("--watch", help="Run the cases again whenever a file is saved.")] = False,
    json: Json = False,
) -> None:
    """Load it apart, run its cases, compare plan and reference, list what no case pins. Exit code 1 on any fault."""
    if watch:
        watch_page(where, model)
        return
    page = loaded(where)
    found = examine(page.city, page.cases, only=model)
    if not found:
        known = ", ".join(one.graph.code for one in page.city.models)
        give_up(f"{page.city.slug} has no model {model}: name one of {known}.")
    if json:
        print_json(check_data(found, page.notes))
    else:
        for note in page.notes:
            _print_lines("yellow", "note", (note,))
        for one in found:
            _print_check(one)
    if any(one.faults or one.unpinned for one in found):
        raise typer.Exit(1)


def _print_check(one: Check) -> None:
    console.print(f"{one.code} since {one.since}: {one.nodes} nodes, {one.bits} bits, {one.cases} cases")
    _print_lines("red", "fault", one.faults)
    _print_lines("red", "no case pins", one.unpinned)
    _print_lines("yellow", "note", one.lowering)
    if not one.faults and not one.unpinned:
        console.print(f"  exact, and all {one.numbers} numbers are pinned", style="green")


def _print_lines(style: str, title: str, lines: tuple[str, ...]) -> None:
    for line in lines:
        console.print(f"  {title}: {line}", style=style, soft_wrap=True)


@app.command()
def rulebook(
    where: Where,
    model: Code = "",
    since: Since = "",
    diff: Annotated[str, typer.Option(help="Compare with the version of this day, or with a saved graph.")] = "",
    save: Annotated[Path | None, typer.Option(help="Save the graph's text here.")] = None,
) -> None:
    """Print a model as a Chinese document, or what changed since another version."""
    graph = model_of(where, model, since).graph
    if save:
        save.write_text(graph.text, encoding="utf-8")
    if not diff:
        typer.echo(graph.rulebook())
        return
    typer.echo("\n".join(changes(saved_or(where, model, diff), graph)) or "没有变化")
