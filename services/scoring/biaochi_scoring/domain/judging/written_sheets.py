"""The sheets that a recomputation writes: of the rows that changed, and of nobody whose place alone moved."""

from collections.abc import Iterable, Mapping

from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.judging.state import Delta, Judgement
from biaochi_scoring.domain.standings import Changes, Run, Sheet, canonical, written_marks


def changes(run: Run, graph: Graph, deltas: Mapping[str, Delta]) -> Changes:
    """What must be written and removed in the store."""
    new: list[Sheet] = []
    other: list[Sheet] = []
    gone: list[tuple[str, str, str]] = []
    for period, delta in deltas.items():
        known = delta.before.evaluation.cohort.rows if delta.before else {}
        if delta.after is not None:
            for sheet in _sheets(run, graph, period, delta.after, delta.rows.tolist()):
                (other if sheet.subject in known else new).append(sheet)
        indexes = graph.published[delta.period.cadence].totals
        gone += [(index, period, subject) for index in indexes for subject in delta.gone]
    return Changes(tuple(new), tuple(other), tuple(gone))


def _sheets(run: Run, graph: Graph, period: str, judged: Judgement, rows: Iterable[int]) -> Iterable[Sheet]:
    evaluation = judged.evaluation
    shown = evaluation.published
    for row in rows:
        values = {key: None if key in graph.places else evaluation.text(key, row) for key in evaluation.nodes}
        text = canonical(values)
        for index, key in shown.totals.items():
            yield Sheet(
                city=run.city,
                cycle=run.cycle,
                model=run.model,
                index=index,
                period=period,
                subject=evaluation.cohort.subjects[row],
                values=text,
                total=evaluation.text(key, row),
                grade=evaluation.text(shown.grade, row) if shown.grade else None,
                rung=evaluation.text(shown.rung, row) if shown.rung else None,
                input_hash=judged.hashes[row],
                marks=written_marks(evaluation.meeting(row)),
                engine=judged.engines[row],
            )
