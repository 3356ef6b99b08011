"""The log of the last recomputations of each run, in SQL: bounded, so that it never grows with the years."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select

from biaochi_scoring.domain.judging.past_order import Undo
from biaochi_scoring.domain.judging.place_moves import Shift
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store.tables import recomputation

KEPT = 600
"""Seconds for which a recomputation is kept at least."""

Judged = Mapping[str, Sequence[str]]
"""Subjects by period."""


@dataclass(frozen=True, slots=True)
class Recomputation:
    """What one recomputation, which made this version of a run, judged and moved.

    `at`: seconds since 1970; `after`: the last sequence this service had published of the city's partition before.
    `judged`: whom; none for everybody. `undo`: by index and period how to come back from each list that moved.
    """

    version: int
    at: int
    after: int
    judged: Judged | None
    undo: Mapping[tuple[str, str], Undo]


def add_recomputation(connection: Connection, run: Run, one: Recomputation) -> None:
    """Write it, and forget those that nobody needs: of the old ones the newest says how far back one can go."""
    row = {
        **asdict(run),
        "version": one.version,
        "at": one.at,
        "after": one.after,
        "judged": None if one.judged is None else json.dumps(one.judged, ensure_ascii=False, separators=(",", ":")),
        "undo": _packed(one.undo),
    }
    connection.execute(insert(recomputation), row)
    old = and_(_of(run), recomputation.c.at < one.at - KEPT)
    newest = connection.execute(select(func.max(recomputation.c.version)).where(old)).scalar()
    if newest is not None:
        connection.execute(delete(recomputation).where(_of(run), recomputation.c.version < newest))


def recomputations_since(connection: Connection, run: Run, version: int) -> list[Recomputation]:
    """Those that made later versions of the run, as far as they are known, the newest first."""
    chosen = select(recomputation).where(_of(run), recomputation.c.version > version)
    rows = connection.execute(chosen.order_by(recomputation.c.version.desc()))
    return [
        Recomputation(
            row.version, row.at, row.after, None if row.judged is None else json.loads(row.judged), _unpacked(row.undo)
        )
        for row in rows
    ]


def forget_recomputations(connection: Connection, city: str) -> None:
    """Forget all of a city: its lists have been made anew."""
    connection.execute(delete(recomputation).where(recomputation.c.city == city))


def _packed(undo: Mapping[tuple[str, str], Undo]) -> bytes:
    data = [
        [index, period, [[one.first, one.last, one.by] for one in back.shifts], dict(back.ranks), list(back.new)]
        for (index, period), back in undo.items()
    ]
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _unpacked(data: bytes) -> dict[tuple[str, str], Undo]:
    rows: Iterable[tuple[str, str, list[list[int]], dict[str, int], list[str]]] = json.loads(zlib.decompress(data))
    return {
        (index, period): Undo(tuple(Shift(*shift) for shift in shifts), ranks, tuple(new))
        for index, period, shifts, ranks, new in rows
    }


def _of(run: Run) -> Any:  # noqa: ANN401 - an SQL condition
    table = recomputation.c
    return and_(table.city == run.city, table.cycle == run.cycle, table.model == run.model)
