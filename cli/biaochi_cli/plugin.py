"""The plugin commands: start a city's plugin, check it, read it, explain a score, try a spreadsheet; no server."""

import sys
import tomllib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from biaochi_sdk.bench.cases import Case
from biaochi_sdk.bench.checks import Check, examine
from biaochi_sdk.bench.city import City, in_order
from biaochi_sdk.bench.judging import Judged, Known
from biaochi_sdk.bench.new_plugin import start
from biaochi_sdk.bench.trial import trial
from biaochi_sdk.graph.changes import changes
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.host.discovery import GROUP, Quarantined, load
from biaochi_sdk.page.model import Model, first_total
from biaochi_sdk.values.errors import EvaluationRefused, FactRefused, GraphRefused, ModelRefused
from biaochi_sdk.values.periods import period as period_of
from rich.console import Console

from biaochi_cli.showing import grid, moves, tree
from biaochi_cli.trying import known_from

app = typer.Typer(help="Write, check and read a city's plugin.", no_args_is_help=True)
console = Console()
Where = Annotated[str, typer.Argument(help="An installed plugin's name, or the folder it is written in.")]
Code = Annotated[str, typer.Option("--model", help="The model's code, if there are several.")]
Since = Annotated[str, typer.Option(help="The version that starts on this day; the newest if left out.")]
Sheet = Annotated[Path, typer.Argument(help="A .csv or .xlsx of facts: subject, indicator, period, amount and more.")]
When = Annotated[str, typer.Option(help="The period, like 2020, 2020-Q3 or 2020-09.")]


def _give_up(sentence: str) -> NoReturn:
    console.print(sentence, style="red", highlight=False, markup=False, soft_wrap=True)
    raise typer.Exit(1)


def _entry(where: str) -> EntryPoint:
    """The entry point of an installed name or of a folder's project file."""
    folder = Path(where)
    project = folder / "pyproject.toml"
    if project.is_file():
        points = tomllib.loads(project.read_text(encoding="utf-8"))["project"].get("entry-points", {}).get(GROUP, {})
        for name, module in points.items():
            sys.path.insert(0, str(folder.resolve()))
            return EntryPoint(name, module, GROUP)
        _give_up(f"{project} names no plugin: write [project.entry-points.biaochi] with your module.")
    found = [point for point in entry_points(group=GROUP) if point.name == where]
    if not found:
        _give_up(f"No plugin is installed as {where}, and no folder of that name has a pyproject.toml.")
    return found[0]


def _loaded(where: str) -> tuple[City, Sequence[Case]]:
    """The city of a plugin that loaded in a process of its own first."""
    point = _entry(where)
    kept_out = load(point)
    if isinstance(kept_out, Quarantined) and not kept_out.for_a_case:
        _give_up(f"Kept out: {kept_out.reason}")
    if isinstance(kept_out, Quarantined):
        console.print(f"Not to be installed: {kept_out.reason}", style="yellow", highlight=False, markup=False)
    module = import_module(point.module)
    cases = getattr(module, "biaochi_cases", None)
    return module.biaochi_city(), cases() if cases else ()


def _graph(where: str, code: str, since: str = "") -> Graph:
    return _model(where, code, since).graph


def _model(where: str, code: str, since: str) -> type[Model]:
    city, _ = _loaded(where)
    models = [model for model in city.models if code in ("", model.graph.code)]
    chosen = [model for model in models if since in ("", model.graph.since)]
    if not chosen or len({model.graph.code for model in chosen}) > 1:
        known = ", ".join(f"{model.graph.code} ({model.graph.since})" for model in city.models)
        _give_up(f"{city.slug} has the models {known}: name one with --model and, if need be, --since.")
    return max(chosen, key=lambda model: model.graph.since)


@app.command()
def new(
    city: Annotated[str, typer.Argument(help="The city's slug, in lower-case letters.")],
    folder: Annotated[Path, typer.Option(help="Where to write it.")] = Path("plugins"),
) -> None:
    """Start a plugin that checks green at once."""
    try:
        for path in start(city, folder):
            console.print(str(path), highlight=False)
    except ModelRefused as refused:
        _give_up(str(refused))


@app.command()
def check(where: Where) -> None:
    """Load it apart, run its cases, compare plan and reference, list what no case pins. Exit code 1 on any fault."""
    city, cases = _loaded(where)
    found = examine(city, cases)
    for one in found:
        _print_check(one)
    if any(one.faults or one.unpinned for one in found):
        raise typer.Exit(1)


def _print_check(one: Check) -> None:
    console.print(
        f"{one.code} since {one.since}: {one.nodes} nodes, {one.bits} bits, {one.cases} cases", highlight=False
    )
    for style, title, lines in (
        ("red", "fault", one.faults),
        ("red", "no case pins", one.unpinned),
        ("yellow", "note", one.lowering),
    ):
        for line in lines:
            console.print(f"  {title}: {line}", style=style, highlight=False, markup=False, soft_wrap=True)
    if not one.faults and not one.unpinned:
        console.print(f"  exact, and all {one.numbers} numbers are pinned", style="green", highlight=False)


@app.command()
def rulebook(
    where: Where,
    model: Code = "",
    since: Since = "",
    diff: Annotated[str, typer.Option(help="Compare with the version of this day, or with a saved graph.")] = "",
    save: Annotated[Path | None, typer.Option(help="Save the graph's text here.")] = None,
) -> None:
    """Print a model as a Chinese document, or what changed since another version."""
    graph = _graph(where, model, since)
    if save:
        save.write_text(graph.text, encoding="utf-8")
    if not diff:
        typer.echo(graph.rulebook())
        return
    typer.echo("\n".join(changes(_saved_or(where, model, diff), graph)) or "没有变化")


def _saved_or(where: str, code: str, named: str) -> Graph:
    """A graph saved in a file, or the version that starts on a day."""
    try:
        return (
            Graph.parse(Path(named).read_text(encoding="utf-8"))
            if Path(named).is_file()
            else _graph(where, code, named)
        )
    except GraphRefused as refused:
        _give_up(str(refused))


@app.command("try")
def try_(
    where: Where,
    sheet: Sheet,
    period: When,
    model: Code = "",
    since: Since = "",
    against: Annotated[str, typer.Option(help="Say who moves against the version of this day, or a saved graph.")] = "",
) -> None:
    """Score a spreadsheet of facts: one model's, or in a workbook a sheet for each and a column `above`."""
    graphs = _judged_on(where, model, since, period)
    known = _known(sheet, graphs, model)
    for graph in in_order(graphs):
        given = graph.code == model or (not model and graph.code in known)
        rolled_up = not model and graph.uses and period_of(period).cadence in graph.cadences
        if given or rolled_up:
            judged = _trial(graphs, known, graph.code, sheet, period)
            if given or judged.outcomes[period].sheets:
                console.print(grid(judged, period))
            if given and against:
                other = _saved_or(where, graph.code, against)
                before = _trial([other, *_others(graphs, graph)], known, graph.code, sheet, period)
                console.print(moves(before.outcomes[period], judged.outcomes[period], graph))


def _others(graphs: Sequence[Graph], one: Graph) -> list[Graph]:
    return [graph for graph in graphs if graph.code != one.code]


@app.command()
def explain(
    where: Where,
    sheet: Sheet,
    subject: Annotated[str, typer.Option(help="Whose score.")],
    period: When,
    model: Code = "",
    since: Since = "",
    node: Annotated[str, typer.Option(help="A node's key; the first total if left out.")] = "",
) -> None:
    """Open one score of a spreadsheet into the rules and values it is made of."""
    page = _model(where, model, since)
    graphs = _judged_on(where, page.graph.code, since, period)
    known = _known(sheet, graphs, page.graph.code)
    judged = _trial(graphs, known, page.graph.code, sheet, period)
    one = judged.outcomes[period].sheets.get(subject)
    if one is None:
        _give_up(f"No row of {sheet} is about {subject}.")
    cadence = judged.outcomes[period].cadence
    key = node or first_total(page, cadence) or next(iter(judged.graph.published[cadence].totals.values()))
    try:
        opened = judged.explain(subject, period, key)
    except EvaluationRefused as refused:
        _give_up(str(refused))
    facts = known[page.graph.code].facts if page.graph.code in known else {}
    inside = [one for one in facts.get(subject, ()) if period_of(period).contains(period_of(one.period))]
    console.print(tree(opened, inside))


def _judged_on(where: str, code: str, since: str, when: str) -> list[Graph]:
    """The version of each model that is the rule at the end of a period; of the asked model the version asked for."""
    city, _ = _loaded(where)
    try:
        last = (period_of(when).end - timedelta(days=1)).isoformat()
    except ValueError as refused:
        _give_up(str(refused))
    graphs = [model.graph for model in city.models]
    requested = [graph for graph in graphs if since and graph.code == code and graph.since == since]
    valid = [graph for graph in graphs if graph.since <= last and (graph.until is None or last < graph.until)]
    return requested + [graph for graph in valid if graph.code not in [one.code for one in requested]]


def _known(sheet: Path, graphs: Sequence[Graph], model: str) -> dict[str, Known]:
    requested = model or (graphs[0].code if len(graphs) == 1 else "")
    try:
        found = known_from(sheet, graphs, requested)
    except (FactRefused, ValueError, OSError) as refused:
        _give_up(f"{sheet}: {refused}")
    if not found:
        _give_up(
            f"{sheet} has no sheet named {' or '.join(graph.code for graph in graphs)}: name its sheets, or --model."
        )
    return found


def _trial(graphs: Sequence[Graph], known: Mapping[str, Known], code: str, sheet: Path, period: str) -> Judged:
    try:
        return trial(graphs, known, code, period)
    except EvaluationRefused as refused:
        _give_up(f"{sheet}: {refused}")
