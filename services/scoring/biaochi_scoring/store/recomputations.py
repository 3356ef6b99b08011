"""The log of the last recomputations of each run, in SQL: bounded, so that it never grows with the years."""

import json
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from biaochi_chassis.store.statements import change, first_of
from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, tuple_

from biaochi_scoring.domain.judging.past_order import Undo
from biaochi_scoring.domain.judging.place_moves import Shift
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store.tables import recomputation

KEPT = 600
"""Seconds for which a recomputation is kept at least."""

Judged = Mapping[str, Sequence[str]]
"""Subjects by period."""

_OF = [recomputation.c[name] == bindparam(f"of_{name}") for name in ("city", "cycle", "model")]
_ADD = insert(recomputation)
_NEWEST_BEFORE = select(func.max(recomputation.c.version).label("version")).where(
    *_OF, recomputation.c.at < bindparam("before")
)
_FORGET_OLDER = delete(recomputation).where(*_OF, recomputation.c.version < bindparam("newest"))


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
        **run._asdict(),
        "version": one.version,
        "at": one.at,
        "after": one.after,
        "judged": None if one.judged is None else json.dumps(one.judged, ensure_ascii=False, separators=(",", ":")),
        "undo": _packed(one.undo),
    }
    change(connection, _ADD, row)
    this = {f"of_{name}": word for name, word in run._asdict().items()}
    newest = first_of(connection, _NEWEST_BEFORE, {**this, "before": one.at - KEPT}).version
    if newest is not None:
        change(connection, _FORGET_OLDER, {**this, "newest": newest})


def recomputations_since(connection: Connection, run: Run, version: int) -> list[Recomputation]:
    """Those that made later versions of the run, as far as they are known, the newest first."""
    return _read(connection, and_(_of(run), recomputation.c.version > version))


def recomputations_after(connection: Connection, run: Run, version: int, sequence: int) -> list[Recomputation] | None:
    """Those that led to this version from where the run was at a sequence this service published, the newest first.

    None where one of them is known no more.
    """
    earlier = and_(_of(run), recomputation.c.after < sequence)
    reached = connection.execute(select(func.max(recomputation.c.version)).where(earlier)).scalar() or 0
    found = _read(connection, and_(_of(run), recomputation.c.after >= sequence))
    # A sequence is what a cursor says and may be any number: what it spans is counted, never listed.
    without_gaps = all(one.version == version - place for place, one in enumerate(found))
    return found if without_gaps and len(found) == version - reached else None


def _read(connection: Connection, wanted: Any) -> list[Recomputation]:  # noqa: ANN401 - an SQL condition
    rows = connection.execute(select(recomputation).where(wanted).order_by(recomputation.c.version.desc()))
    return [
        Recomputation(
            row.version, row.at, row.after, None if row.judged is None else json.loads(row.judged), _unpacked(row.undo)
        )
        for row in rows
    ]


def forget_recomputations(connection: Connection, but: Collection[Run]) -> None:
    """Forget those of all runs but these."""
    place = tuple_(recomputation.c.city, recomputation.c.cycle, recomputation.c.model)
    connection.execute(delete(recomputation).where(place.not_in(list(but))))


def _packed(undo: Mapping[tuple[str, str], Undo]) -> bytes:
    data = [
        [index, period, [[one.first, one.last, one.by] for one in back.shifts], dict(back.ranks), list(back.new)]
        + ([] if back.totals is None else [dict(back.totals)])
        for (index, period), back in undo.items()
    ]
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _unpacked(data: bytes) -> dict[tuple[str, str], Undo]:
    return {
        (index, period): Undo(tuple(Shift(*shift) for shift in shifts), ranks, tuple(new), *totals or (None,))
        for index, period, shifts, ranks, new, *totals in json.loads(zlib.decompress(data))
    }


def _of(run: Run) -> Any:  # noqa: ANN401 - an SQL condition
    table = recomputation.c
    return and_(table.city == run.city, table.cycle == run.cycle, table.model == run.model)
