"""How one year follows another: the rungs it begins on, and the outcome its rules see as the last cycle."""

from collections.abc import Iterable

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.outcome import Outcome


def reached(graph: Graph, outcomes: Iterable[Outcome]) -> dict[str, str]:
    """The rungs at the end of a year's outcomes, in order of their close, that the model still has."""
    known = {rung.key for rung in graph.rungs}
    sheets = (pair for outcome in outcomes for pair in outcome.sheets.items())
    return {subject: sheet.rung for subject, sheet in sheets if sheet.rung in known and sheet.rung is not None}


def newest(outcomes: Iterable[Outcome], cadence: str) -> Outcome | None:
    """The last outcome of a cadence."""
    return next((found for found in reversed([*outcomes]) if found.cadence == cadence), None)
