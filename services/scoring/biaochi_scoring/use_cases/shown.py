"""Standings as they are shown on a day: with the rung judged at the close, or before it the one held on that day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np
from biaochi_sdk.plan.updating import Rows

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.judging.rankings import Held, Placed, Ranking
from biaochi_scoring.domain.standings import Standing
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import held_rungs

AT_ONCE = 10_000
"""Standings that are made at a time."""


def shown(connection: Connection, cycle: Cycle, ranking: Ranking, rows: Sequence[int], today: date) -> list[Standing]:
    """These rows of a list, in the order given."""
    return list(each_shown(connection, cycle, ranking, np.array(rows, np.intp), today))


def each_shown(connection: Connection, cycle: Cycle, ranking: Ranking, rows: Rows, today: date) -> Iterator[Standing]:
    """The same, some thousand made at a time."""
    key, subjects, held = ranking.evaluation.published.rung, ranking.cohort.subjects, None
    if not _closed(cycle, ranking, today):
        named = [subjects[row] for row in rows.tolist()]
        held = held_rungs(connection, cycle.city, ranking.index, named, today) if named else {}
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        if held is not None:
            rungs = [held.get(subjects[row]) for row in some.tolist()]
        else:
            rungs = ranking.evaluation.texts(key, some) if key else [None] * len(some)
        yield from ranking.standings(some.tolist(), rungs)


def all_shown(connection: Connection, cycle: Cycle, ranking: Ranking, today: date) -> Mapping[str, Placed]:
    """All rows of a list by subject, each on the rung it is shown on."""
    if _closed(cycle, ranking, today):
        return ranking.by_subject
    held = held_rungs(connection, cycle.city, ranking.index, None, today)
    return {subject: Held(ranking, row, held.get(subject)) for subject, row in ranking.cohort.rows.items()}


def on_rung(connection: Connection, cycle: Cycle, ranking: Ranking, rung: str, today: date) -> Rows:
    """The rows that are shown on a rung."""
    if not _closed(cycle, ranking, today):
        held = held_rungs(connection, cycle.city, ranking.index, None, today)
        return ranking.cohort.rows_of([subject for subject, one in held.items() if one == rung])
    key = ranking.evaluation.published.rung
    return np.flatnonzero(ranking.evaluation.chosen(key, rung)) if key else np.zeros(0, np.intp)


def _closed(cycle: Cycle, ranking: Ranking, today: date) -> bool:
    period = cycle.period(ranking.evaluation.evaluated.code) or cycle.whole
    return period.ends_before <= today
