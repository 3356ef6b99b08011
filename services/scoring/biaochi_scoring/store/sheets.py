"""Sheets, gathered inputs and runs in SQL: what a recomputation reads first and writes last."""

import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from operator import attrgetter
from typing import Any

from biaochi_chassis.store.among import among
from biaochi_chassis.store.inserting import execute_rows, insert_rows
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.columns import Memo
from biaochi_sdk.values.facts import Inputs
from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, select, update

from biaochi_scoring.domain.judging.inputs import Gathered
from biaochi_scoring.domain.standings import SHEET_FIELDS, Changes, Run, Sheet, canonical
from biaochi_scoring.store.tables import input_, run, sheet, unjudged

_FIRST = 2**30
"""Versions with which a run may begin are below this: half of those that there are."""
_COLUMNS = [sheet.c[name] for name in SHEET_FIELDS]
_IN_ORDER = (sheet.c.city, sheet.c.cycle, sheet.c.index, sheet.c.period, sheet.c.subject)
_SAID = attrgetter(*SHEET_FIELDS)
_OLD = {f"old_{column.name}": column.name for column in _IN_ORDER}
_NEW = {f"new_{name}": name for name in SHEET_FIELDS if name not in _OLD.values()}
_THIS = and_(*(run.c[name] == bindparam(f"this_{name}") for name in ("city", "cycle", "model")))
_VERSION = select(run.c.version).where(_THIS)
_ADVANCE = update(run).where(_THIS, run.c.version == bindparam("was")).values(version=run.c.version + 1)
_AT_PLACE = [sheet.c[name] == bindparam(parameter) for parameter, name in _OLD.items()]
_REMOVE = delete(sheet).where(*_AT_PLACE)
_REPLACE = update(sheet).where(*_AT_PLACE).values({name: bindparam(parameter) for parameter, name in _NEW.items()})
_TO_REPLACE = [{place: parameter for parameter, place in (_OLD | _NEW).items()}[name] for name in SHEET_FIELDS]
_GATHERED = ("city", "cycle", "hash", "period", "subject")
_INPUTS = select(input_.c.hash, input_.c.period, input_.c.subject, input_.c.inputs, input_.c.input_hash).where(
    *(input_.c[name] == bindparam(f"of_{name}") for name in ("city", "cycle", "hash"))
)
_INPUTS_OF = _INPUTS.where(among(input_.c.subject, "some"))
_FORGET = delete(input_).where(*(input_.c[name] == bindparam(f"old_{name}") for name in _GATHERED))


def add_runs(connection: Connection, runs: Sequence[Run]) -> None:
    """Begin runs, each at a version that none of its name had before: a process may remember one that is gone."""
    if runs:
        connection.execute(insert(run), [{**asdict(one), "version": secrets.randbelow(_FIRST)} for one in runs])


def versions(connection: Connection) -> dict[Run, int]:
    """At which version each run is."""
    return {Run(row.city, row.cycle, row.model): row.version for row in connection.execute(select(run))}


def version_of(connection: Connection, one: Run) -> int:
    """How often the run was recomputed."""
    version: int = connection.execute(_VERSION, _run(one)).scalar_one()
    return version


def all_at(connection: Connection, versions: Mapping[Run, int]) -> bool:
    """Whether these runs are still at these versions."""
    return all(version_of(connection, one) == version for one, version in versions.items())


def advance(connection: Connection, one: Run, version: int) -> bool:
    """Take the run from this version to the next; False when another process has already taken it on."""
    return connection.execute(_ADVANCE, {**_run(one), "was": version}).rowcount == 1


def load_sheets(connection: Connection, one: Run, subjects: Collection[str] | None = None) -> list[Sheet]:
    """All sheets of a run, or those of some subjects."""
    chosen = select(*_COLUMNS).where(_of(sheet, one))
    if subjects is not None:
        chosen = chosen.where(sheet.c.subject.in_(sorted(subjects)))
    return [Sheet(*row) for row in connection.execute(chosen)]


def cycle_sheets(connection: Connection, city: str, cycle: str) -> list[Sheet]:
    """All sheets of a cycle in order of index, period and subject."""
    chosen = select(*_COLUMNS).where(sheet.c.city == city, sheet.c.cycle == cycle).order_by(*_IN_ORDER)
    return [Sheet(*row) for row in connection.execute(chosen)]


def subjects_of(connection: Connection, city: str, cycle: str) -> list[str]:
    """Everybody who has a sheet of a cycle, each once."""
    chosen = select(sheet.c.subject).where(sheet.c.city == city, sheet.c.cycle == cycle).distinct()
    return list(connection.execute(chosen).scalars())


def sheets_by_cycle(connection: Connection) -> list[tuple[str, str]]:
    """The cities and cycles that have sheets, in order."""
    rows = connection.execute(select(sheet.c.city, sheet.c.cycle).distinct().order_by(*_IN_ORDER[:2]))
    return [(row.city, row.cycle) for row in rows]


def write_changes(connection: Connection, one: Run, changes: Changes) -> None:
    """Write new and changed sheets of a run and remove those that no longer stand."""
    if changes.gone:
        rows = [dict(zip(_OLD, (one.city, one.cycle, *place), strict=True)) for place in changes.gone]
        execute_rows(connection, _REMOVE, rows)
    execute_rows(connection, _REPLACE, [_row(one, _TO_REPLACE) for one in changes.other])
    insert_rows(connection, sheet, [_row(one, SHEET_FIELDS) for one in changes.new])


def load_inputs(
    connection: Connection, one: Run, graph: Graph, subjects: Collection[str] | None = None
) -> list[Gathered]:
    """All gathered inputs of a run under a model, or those of some subjects."""
    chosen = _INPUTS if subjects is None else _INPUTS_OF
    of = {"of_city": one.city, "of_cycle": one.cycle, "of_hash": graph.hash, "some": sorted(subjects or ())}
    nothing = Memo[str, Inputs](lambda period: graph.gather(period, ()))
    whole = Memo[tuple[str, str], Inputs](lambda stored: {**nothing[stored[0]], **json.loads(stored[1])})
    return [
        Gathered(hash_, period, subject, whole[period, inputs], input_hash)
        for hash_, period, subject, inputs, input_hash in connection.execute(chosen, of).all()
    ]


def write_inputs(connection: Connection, one: Run, gathered: Iterable[Gathered]) -> None:
    """Write gathered inputs; those of the same subject and period are replaced."""
    spelled: dict[str, str] = {}
    rows = [_input_row(one, new, spelled) for new in gathered]
    execute_rows(connection, _FORGET, [{f"old_{name}": row[name] for name in _GATHERED} for row in rows])
    insert_rows(connection, input_, rows)


def _row(one: Sheet, parameters: Sequence[str]) -> dict[str, Any]:
    """Its fields in their order under these names. Not by asdict, which copies every field in depth."""
    return dict(zip(parameters, _SAID(one), strict=True))


def _input_row(one: Run, new: Gathered, spelled: dict[str, str]) -> dict[str, Any]:
    """Without what nothing was recorded of. `spelled`: texts by their hash, so that what many have is spelled once."""
    if new.input_hash not in spelled:
        spelled[new.input_hash] = canonical({key: value for key, value in new.inputs.items() if value is not None})
    return {
        "city": one.city,
        "cycle": one.cycle,
        "hash": new.hash,
        "period": new.period,
        "subject": new.subject,
        "inputs": spelled[new.input_hash],
        "input_hash": new.input_hash,
    }


def load_unjudged(connection: Connection, one: Run) -> dict[str, str]:
    """Why periods of a run could not be judged, by period."""
    rows = connection.execute(select(unjudged.c.period, unjudged.c.reason).where(_of(unjudged, one)))
    return {row.period: row.reason for row in rows}


def write_unjudged(connection: Connection, one: Run, reasons: Mapping[str, str]) -> None:
    """Write the reasons of a run in the place of those written before."""
    connection.execute(delete(unjudged).where(_of(unjudged, one)))
    if reasons:
        rows = [{**asdict(one), "period": period, "reason": reason} for period, reason in reasons.items()]
        connection.execute(insert(unjudged), rows)


def _run(one: Run) -> dict[str, str | int]:
    return {"this_city": one.city, "this_cycle": one.cycle, "this_model": one.model}


def _of(table: Table, one: Run) -> Any:  # noqa: ANN401 - an SQL condition
    return and_(table.c.city == one.city, table.c.cycle == one.cycle, table.c.model == one.model)
