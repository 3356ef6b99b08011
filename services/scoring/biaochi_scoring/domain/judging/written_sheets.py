"""The sheets that a recomputation writes: of the rows that changed, and of nobody whose place alone moved."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import repeat

from biaochi_sdk.graph.evaluation import Evaluation
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.plan.updating import Rows

from biaochi_scoring.domain.judging.state import Delta, Judgement
from biaochi_scoring.domain.standings import Changes, Run, canonical, written_marks

AT_ONCE = 10_000
"""Rows of which sheets are spelled at a time."""


def changes(run: Run, graph: Graph, deltas: Mapping[str, Delta]) -> Changes:
    """What must be written and removed in the store."""
    written = (
        fields
        for period, delta in deltas.items()
        if delta.after is not None
        for start in range(0, len(delta.rows), AT_ONCE)
        for fields in _sheets(run, graph, period, delta.after, delta.rows[start : start + AT_ONCE])
    )
    gone = [
        (index, period, subject)
        for period, delta in deltas.items()
        for index in graph.published[delta.period.cadence].totals
        for subject in delta.gone
    ]
    return Changes(written, gone)


def _sheets(run: Run, graph: Graph, period: str, judged: Judgement, rows: Rows) -> Iterator[tuple[str | None, ...]]:
    evaluation = judged.evaluation
    subjects = [evaluation.cohort.subjects[row] for row in rows.tolist()]
    values = _values(graph, evaluation, rows)
    grades, rungs = (_texts(evaluation, key, rows) for key in (evaluation.published.grade, evaluation.published.rung))
    marks = [written_marks(keys) for keys in evaluation.meetings_of(rows)]
    hashes, engines = judged.hashes[rows].tolist(), judged.engines[rows].tolist()
    for index, key in evaluation.published.totals.items():
        places = map(repeat, (run.city, run.cycle, index, period))
        totals = evaluation.texts(key, rows)
        yield from zip(*places, subjects, repeat(run.model), values, totals, grades, rungs, hashes, marks, engines)


def _values(graph: Graph, evaluation: Evaluation, rows: Rows) -> list[str]:
    """For each row the canonical text of what is its own."""
    said = [map(_spelled, _texts(evaluation, None if key in graph.places else key, rows)) for key in evaluation.nodes]
    return [f"[{','.join(values)}]" for values in zip(*said, strict=True)] if said else ["[]"] * len(rows)


# A value that many have is spelled once.
@lru_cache(65_536)
def _spelled(text: str | None) -> str:
    return canonical(text)


def _texts(evaluation: Evaluation, key: str | None, rows: Rows) -> list[str | None]:
    return evaluation.texts(key, rows) if key else [None] * len(rows)
