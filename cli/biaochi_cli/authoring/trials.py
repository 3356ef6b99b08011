"""Scores a spreadsheet of facts and opens one of its scores, without any server."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from biaochi_sdk.bench.city import in_order
from biaochi_sdk.bench.judging import Judged, Known
from biaochi_sdk.bench.trial import trial
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.page.model import first_total
from biaochi_sdk.values.errors import EvaluationRefused, FactRefused
from biaochi_sdk.values.periods import period as period_of

from biaochi_cli.authoring.machine import explained_data, moved_data, print_json, sheet_rows
from biaochi_cli.authoring.pages import Code, Json, Since, Where, judged_on, model_of, saved_or
from biaochi_cli.authoring.results_workbook import write_workbook
from biaochi_cli.authoring.showing import grid, moves, notes, tree
from biaochi_cli.authoring.trying import known_from
from biaochi_cli.importing.archive import UnreadableFile
from biaochi_cli.speaking import console, give_up

app = typer.Typer()
Sheet = Annotated[Path, typer.Argument(help="A .csv or .xlsx of facts: subject, indicator, period, amount and more.")]
When = Annotated[str, typer.Option(help="The period, like 2020, 2020-Q3 or 2020-09.")]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", help="Write the results here, a sheet for each model.")]


@app.command("try")
def try_(
    where: Where,
    sheet: Sheet,
    period: When,
    model: Code = "",
    since: Since = "",
    against: Annotated[str, typer.Option(help="Say who moves against the version of this day, or a saved graph.")] = "",
    json: Json = False,
    xlsx: Xlsx = None,
) -> None:
    """Score a spreadsheet of facts: one model's, or in a workbook a sheet for each and a column `above`."""
    graphs = judged_on(where, model, since, period)
    known = _known(sheet, graphs, model)
    tables: dict[str, list[dict[str, str | None]]] = {}
    data: dict[str, object] = {}
    for graph in in_order(graphs):
        given = graph.code == model or (not model and graph.code in known)
        rolled_up = not model and graph.uses and period_of(period).cadence in graph.cadences
        if not (given or rolled_up):
            continue
        judged = _trial(graphs, known, graph.code, sheet, period)
        if not (given or judged.outcomes[period].sheets):
            continue
        tables[graph.code] = sheet_rows(judged, period)
        noted = judged.outcomes[period].notes
        data[graph.code] = {"period": period, "notes": noted, "sheets": tables[graph.code]}
        if not json:
            console.print(grid(judged, period))
            for note in notes(judged, period):
                console.print(note, soft_wrap=True)
        if given and against:
            other = saved_or(where, graph.code, against)
            before = _trial([other, *_others(graphs, graph)], known, graph.code, sheet, period)
            pair = before.outcomes[period], judged.outcomes[period]
            compared = {"moved": moved_data(*pair)}
            data[graph.code] = {"period": period, "notes": noted, "sheets": tables[graph.code], **compared}
            if not json:
                console.print(moves(*pair, graph))
    if json:
        print_json(data)
    if xlsx:
        write_workbook(xlsx, tables)


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
    json: Json = False,
) -> None:
    """Open one score of a spreadsheet into the rules and values it is made of."""
    page = model_of(where, model, since)
    graphs = judged_on(where, page.graph.code, since, period)
    known = _known(sheet, graphs, page.graph.code)
    judged = _trial(graphs, known, page.graph.code, sheet, period)
    one = judged.outcomes[period].sheets.get(subject)
    if one is None:
        give_up(f"No row of {sheet} is about {subject}.")
    cadence = judged.outcomes[period].cadence
    key = node or first_total(page, cadence) or next(iter(judged.graph.published[cadence].totals.values()))
    try:
        opened = judged.explain(subject, period, key)
    except EvaluationRefused as refused:
        give_up(str(refused))
    if json:
        print_json(explained_data(opened))
        return
    facts = known[page.graph.code].facts if page.graph.code in known else {}
    inside = [one for one in facts.get(subject, ()) if period_of(period).contains(period_of(one.period))]
    console.print(tree(opened, inside))


def _known(sheet: Path, graphs: Sequence[Graph], model: str) -> dict[str, Known]:
    requested = model or (graphs[0].code if len(graphs) == 1 else "")
    try:
        found = known_from(sheet, graphs, requested)
    except UnreadableFile as unreadable:
        give_up(str(unreadable))
    except (FactRefused, ValueError, OSError) as refused:
        give_up(f"{sheet}: {refused}")
    if not found:
        give_up(
            f"{sheet} has no sheet named {' or '.join(graph.code for graph in graphs)}: name its sheets, or --model."
        )
    return found


def _trial(graphs: Sequence[Graph], known: Mapping[str, Known], code: str, sheet: Path, period: str) -> Judged:
    try:
        return trial(graphs, known, code, period)
    except (EvaluationRefused, FactRefused) as refused:
        give_up(f"{sheet}: {refused}")
