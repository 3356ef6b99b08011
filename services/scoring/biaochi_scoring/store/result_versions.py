"""Versions of frozen results in SQL: each line is written once, in the version from which it stands."""

from collections.abc import Mapping, Sequence

from biaochi_chassis.store.statements import rows_of
from sqlalchemy import Connection, Select, and_, exists, func, insert, select

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.result_versions import Place, ResultVersion
from biaochi_scoring.domain.standings import Result
from biaochi_scoring.store.tables import cycle, result_line, result_version

_LINE = result_line.c
_VERSION = [result_version.c[name] for name in ("version", "results_hash", "facts_hash", "frozen_at", "sheets")]

_KEPT = exists().where(result_version.c.city == cycle.c.city, result_version.c.cycle == cycle.c.cycle)
_WITHOUT_VERSION = (
    select(cycle.c.city, cycle.c.cycle)
    .where(cycle.c.results_hash.is_not(None), ~_KEPT)
    .order_by(cycle.c.city, cycle.c.cycle)
)


def keep_version(
    connection: Connection, of: Cycle, results_hash: str, frozen_at: str, results: Sequence[Result]
) -> int:
    """Keep results as the cycle's next version and answer its number; the latest one again is no other version."""
    known = versions_of(connection, of.city, of.code)
    facts_hash = of.closing.facts_hash if of.closing else ""
    if known and (known[-1].results_hash, known[-1].facts_hash) == (results_hash, facts_hash):
        return known[-1].version
    version = len(known) + 1
    before = lines_of(connection, of.city, of.code, version - 1)
    now = {result.sheet.place: result.line() for result in results}
    changed = {place: line for place, line in now.items() if before.get(place) != line}
    changed |= dict.fromkeys(before.keys() - now.keys(), "")
    rows = [
        {"city": of.city, "cycle": of.code, "index": index, "period": period, "subject": subject, "line": line}
        for (index, period, subject), line in changed.items()
    ]
    if rows:
        connection.execute(insert(result_line), [{**row, "version": version} for row in rows])
    row = {"results_hash": results_hash, "facts_hash": facts_hash, "frozen_at": frozen_at, "sheets": len(results)}
    connection.execute(insert(result_version), [{"city": of.city, "cycle": of.code, "version": version, **row}])
    return version


def versions_of(connection: Connection, city: str, code: str) -> list[ResultVersion]:
    """All versions of a cycle's results, the first one first."""
    here = (result_version.c.city == city, result_version.c.cycle == code)
    chosen = select(*_VERSION).where(*here).order_by(result_version.c.version)
    return [ResultVersion(*row) for row in connection.execute(chosen)]


def lines_of(
    connection: Connection, city: str, code: str, version: int, subject: str = "", only: tuple[str, str] | None = None
) -> dict[Place, str]:
    """The lines of a version in their order, of everybody or of one subject; `only` of an index and a period."""
    chosen = _standing(city, code, version)
    if only:
        chosen = chosen.where(_LINE.index == only[0], _LINE.period == only[1])
    if subject:
        chosen = chosen.where(_LINE.subject == subject)
    rows = connection.execute(chosen.order_by(_LINE.index, _LINE.period, _LINE.subject))
    return {(index, period, of): line for index, period, of, line in rows if line}


def changed_lines(connection: Connection, city: str, code: str, version: int, subject: str) -> Mapping[Place, str]:
    """The lines that a version wrote, of everybody or of one subject: in a later one than the first, what changed."""
    chosen = select(_LINE.index, _LINE.period, _LINE.subject, _LINE.line).where(
        _LINE.city == city, _LINE.cycle == code, _LINE.version == version
    )
    if subject:
        chosen = chosen.where(_LINE.subject == subject)
    rows = connection.execute(chosen.order_by(_LINE.index, _LINE.period, _LINE.subject))
    return {(index, period, of): line for index, period, of, line in rows}


def frozen_without_version(connection: Connection) -> list[tuple[str, str]]:
    """City and code of the cycles that were frozen before versions were kept."""
    return [(row.city, row.cycle) for row in rows_of(connection, _WITHOUT_VERSION)]


def _standing(city: str, code: str, version: int) -> Select[str, str, str, str]:
    """Of each place the latest line up to a version."""
    latest = (
        select(_LINE.index, _LINE.period, _LINE.subject, func.max(_LINE.version).label("version"))
        .where(_LINE.city == city, _LINE.cycle == code, _LINE.version <= version)
        .group_by(_LINE.index, _LINE.period, _LINE.subject)
        .subquery()
    )
    same = (_LINE[name] == latest.c[name] for name in ("index", "period", "subject", "version"))
    return (
        select(_LINE.index, _LINE.period, _LINE.subject, _LINE.line)
        .join(latest, and_(*same))
        .where(_LINE.city == city, _LINE.cycle == code)
    )
