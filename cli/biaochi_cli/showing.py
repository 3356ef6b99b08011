"""Shows results of a trial as tables and trees on a terminal."""

from biaochi_sdk.bench.judging import Judged
from biaochi_sdk.graph.graph import Explained, Graph, Outcome
from biaochi_sdk.graph.reports import moved
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree


def grid(judged: Judged, period: str) -> Grid:
    """Everybody's totals, places, grade and rung, and what sends them to the meeting."""
    graph, titles = judged.graph, _steps(judged.graph)
    places = (f"{index} place" for index in graph.indexes)
    table = Grid("subject", *graph.indexes, *places, "grade", "rung", "meeting", title=graph.title)
    named = {node.key: node.title for node in graph.nodes}
    for subject, one in judged.outcomes[period].sheets.items():
        totals = [one.totals.get(index) or "不评判" for index in graph.indexes]
        ranks = [str(one.ranks.get(index) or "") for index in graph.indexes]
        steps = [titles.get(step or "", "") for step in (one.grade, one.rung)]
        table.add_row(subject, *totals, *ranks, *steps, "、".join(named[key] for key in one.meeting))
    return table


def moves(before: Outcome, after: Outcome, graph: Graph) -> Grid:
    """Who changes grade, rung or place between two outcomes of one period."""
    table, titles = Grid("subject", "grade", "rung", "places", title="变化"), _steps(graph)
    for one in moved(before, after):
        steps = ["→".join(titles.get(step or "", "") for step in pair) for pair in (one.grade, one.rung)]
        table.add_row(one.subject, *steps, "、".join(f"{index} {old}→{new}" for index, old, new in one.ranks))
    return table


def tree(opened: Explained) -> Tree:
    """An explanation, a branch for each node it rests on."""
    clause = f"〔{opened.source.document}，{opened.source.place}〕"
    found = Tree(Text(f"{opened.title} = {opened.shown}   {opened.words}   {clause}"))
    for child in opened.children:
        found.add(tree(child))
    return found


def _steps(graph: Graph) -> dict[str, str]:
    return {rung.key: rung.title for rung in (*graph.grades, *graph.rungs)}
