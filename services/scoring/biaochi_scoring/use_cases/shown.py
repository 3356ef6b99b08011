"""Standings as they are shown on a day: with the rung judged at the close, or before it the one held on that day."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from biaochi_sdk.plan.updating import Rows

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.judging.rankings import Held, Placed, Ranking
from biaochi_scoring.domain.standings import Standing
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import held_rungs


def shown(connection: Connection, cycle: Cycle, ranking: Ranking, rows: Sequence[int], today: date) -> list[Standing]:
    """These rows of a list, in the order given."""
    if _closed(cycle, ranking, today):
        key = ranking.evaluation.published.rung
        at = np.array(rows, np.intp)
        return ranking.standings(rows, ranking.evaluation.texts(key, at) if key else [None] * len(rows))
    subjects = [ranking.cohort.subjects[row] for row in rows]
    held = held_rungs(connection, cycle.city, ranking.index, subjects, today) if subjects else {}
    return ranking.standings(rows, [held.get(subject) for subject in subjects])


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
