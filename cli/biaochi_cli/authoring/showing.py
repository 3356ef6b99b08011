"""Shows results of a trial as tables and trees on a terminal."""

from collections.abc import Sequence

from biaochi_sdk.bench.judging import Judged
from biaochi_sdk.graph.graph import Explained, Graph, Outcome
from biaochi_sdk.graph.reports import moved
from biaochi_sdk.values.facts import Fact
from biaochi_sdk.values.outcome import Sheet
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree

OTHER_COLUMNS = 5
"""How many totals and places stand beside each other on a terminal of 80 columns."""


def grid(judged: Judged, period: str) -> Grid:
    """Everybody's totals, places, grade and rung, and what sends them to the meeting; columns nobody fills left out.

    More totals than fit beside each other stand below each other, a row for each.
    """
    graph, outcome = judged.graph, judged.outcomes[period]
    shown = graph.published[outcome.cadence]
    if len(shown.totals) + len(shown.ranks) > OTHER_COLUMNS:
        return _below_each_other(judged, outcome)
    rows = [_cells(graph, subject, one) for subject, one in outcome.sheets.items()]
    heads = ["subject", *shown.totals, *(f"{index} place" for index in shown.ranks), "grade", "rung", "meeting"]
    used = [at for at in range(len(heads)) if at == 0 or any(row[at] for row in rows)]
    table = Grid(title=graph.title)
    for at in used:
        table.add_column(heads[at], overflow="fold")
    for row in rows:
        table.add_row(*(row[at] for at in used))
    return table


def notes(judged: Judged, period: str) -> list[str]:
    """What is noted of the whole cohort, a line each, with the note's title and value as people read it."""
    graph, outcome = judged.graph, judged.outcomes[period]
    shown, first = graph.published[outcome.cadence], next(iter(outcome.sheets), None)
    if first is None:
        return []
    opened = (judged.explain(first, period, key) for key in shown.notes.values())
    return [f"{one.title}：{one.shown}" for one in opened]


def _cells(graph: Graph, subject: str, one: Sheet) -> list[str]:
    totals = [total or "不评判" for total in one.totals.values()]
    places = [str(place or "") for place in one.ranks.values()]
    return [subject, *totals, *places, *_reached(graph, one)]


def _reached(graph: Graph, one: Sheet) -> list[str]:
    titles, named = _steps(graph), {node.key: node.title for node in graph.nodes}
    return [
        *(titles.get(step or "", "") for step in (one.grade, one.rung)),
        "、".join(named[key] for key in one.meeting),
    ]


def _below_each_other(judged: Judged, outcome: Outcome) -> Grid:
    table = Grid("subject", "total", "value", "place", "grade", "rung", "meeting", title=judged.graph.title)
    for subject, one in outcome.sheets.items():
        reached = _reached(judged.graph, one)
        for at, (index, total) in enumerate(one.totals.items()):
            first = [subject, *reached] if at == 0 else [""] * 4
            table.add_row(first[0], index, total or "不评判", str(one.ranks.get(index) or ""), *first[1:])
    return table


def moves(before: Outcome, after: Outcome, graph: Graph) -> Grid:
    """Who changes grade, rung or place between two outcomes of one period."""
    table, titles = Grid("subject", "grade", "rung", "places", title="变化"), _steps(graph)
    for one in moved(before, after):
        steps = ["→".join(titles.get(step or "", "") for step in pair) for pair in (one.grade, one.rung)]
        table.add_row(one.subject, *steps, "、".join(f"{index} {old}→{new}" for index, old, new in one.ranks))
    return table


def tree(opened: Explained, facts: Sequence[Fact] = ()) -> Tree:
    """An explanation, a branch for each node it rests on, and for each of the facts behind an input."""
    clause = f"〔{opened.source.document}，{opened.source.place}〕"
    found = Tree(Text(f"{opened.title} = {opened.shown}   {opened.words}   {clause}"))
    for child in opened.children:
        found.add(tree(child, facts))
    for fact in facts:
        if fact.indicator == opened.indicator:
            found.add(Text(_said(fact)))
    return found


def _said(fact: Fact) -> str:
    """A fact with what it says: when, what, by whom, who signed and why."""
    silent = fact.kind in ("veto", "ballot") or (fact.kind == "decision" and fact.amount == "0")
    what = fact.choice or fact.level or ("" if silent else fact.amount)
    signed = f"{'、'.join(fact.signed)} 签署" if fact.signed else ""
    case = f"事项“{fact.case}”" if fact.case else ""
    return " ".join(part for part in (fact.period, what, case, fact.rater, signed, fact.reason) if part)


def _steps(graph: Graph) -> dict[str, str]:
    return {rung.key: rung.title for rung in (*graph.grades, *graph.rungs)}
