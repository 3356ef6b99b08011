"""Sheets, gathered inputs and runs in SQL: what a recomputation reads first and writes last."""

import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from biaochi_chassis.store.among import among
from biaochi_chassis.store.inserting import put_rows
from biaochi_chassis.store.statements import change, execute_rows, first_of, rows_of
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.columns import Memo
from biaochi_sdk.values.facts import Inputs
from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, select, update

from biaochi_scoring.domain.judging.inputs import Gathered, PeriodInputs
from biaochi_scoring.domain.judging.state import ListKey
from biaochi_scoring.domain.standings import SHEET_FIELDS, Changes, Run, Sheet, canonical
from biaochi_scoring.store.tables import input_, run, sheet, unjudged


class StoredList(NamedTuple):
    """What is stored of a list, by columns in order of subject."""

    subject: Sequence[str]
    values: Sequence[str]
    input_hash: Sequence[str]
    engine: Sequence[str]


_FIRST = 2**30
"""Versions with which a run may begin are below this: half of those that there are."""
_COLUMNS = [sheet.c[name] for name in SHEET_FIELDS]
_IN_ORDER = (sheet.c.city, sheet.c.cycle, sheet.c.index, sheet.c.period, sheet.c.subject)
_OLD = {f"old_{column.name}": column.name for column in _IN_ORDER}
_THIS = and_(*(run.c[name] == bindparam(f"this_{name}") for name in ("city", "cycle", "model")))
_VERSION = select(run.c.version).where(_THIS)
_ADVANCE = update(run).where(_THIS, run.c.version == bindparam("was")).values(version=run.c.version + 1)
_AT_PLACE = [sheet.c[name] == bindparam(parameter) for parameter, name in _OLD.items()]
_REMOVE = delete(sheet).where(*_AT_PLACE)
_IN_LIST = [sheet.c[name] == bindparam(f"of_{name}") for name in ("city", "cycle", "index", "period", "model")]
_SHEETS_OF = select(*_COLUMNS).where(*_IN_LIST, among(sheet.c.subject, "some"))
_LIST = select(*(sheet.c[name] for name in StoredList._fields)).where(*_IN_LIST).order_by(sheet.c.subject)
_INPUTS = select(input_.c.hash, input_.c.period, input_.c.subject, input_.c.inputs, input_.c.input_hash).where(
    *(input_.c[name] == bindparam(f"of_{name}") for name in ("city", "cycle", "hash"))
)
_INPUTS_OF = _INPUTS.where(among(input_.c.subject, "some"))
_GIVEN = _INPUTS.where(input_.c.period == bindparam("of_period")).with_only_columns(input_.c.subject, input_.c.inputs)


def add_runs(connection: Connection, runs: Sequence[Run]) -> None:
    """Begin runs, each at a version that none of its name had before: a process may remember one that is gone."""
    if runs:
        connection.execute(insert(run), [{**one._asdict(), "version": secrets.randbelow(_FIRST)} for one in runs])


def versions(connection: Connection) -> dict[Run, int]:
    """At which version each run is."""
    return {Run(row.city, row.cycle, row.model): row.version for row in connection.execute(select(run))}


def version_of(connection: Connection, one: Run) -> int:
    """How often the run was recomputed."""
    version: int = first_of(connection, _VERSION, _run(one)).version
    return version


def all_at(connection: Connection, versions: Mapping[Run, int]) -> bool:
    """Whether these runs are still at these versions."""
    return all(version_of(connection, one) == version for one, version in versions.items())


def advance(connection: Connection, one: Run, version: int) -> bool:
    """Take the run from this version to the next; False when another process has already taken it on."""
    return change(connection, _ADVANCE, {**_run(one), "was": version}) == 1


def load_sheets(connection: Connection, one: Run, lists: Iterable[ListKey], subjects: Collection[str]) -> list[Sheet]:
    """The sheets of some subjects in these lists of a run."""
    some = {**_run_of(one), "some": sorted(subjects)}
    found = [rows_of(connection, _SHEETS_OF, {**some, "of_index": index, "of_period": at}) for index, at in lists]
    return [Sheet(*row) for rows in found for row in rows]


def load_list(connection: Connection, one: Run, listed: ListKey) -> StoredList:
    """The sheets of one list of a run by columns."""
    index, period = listed
    rows = connection.execute(_LIST, {**_run_of(one), "of_index": index, "of_period": period}).all()
    return StoredList(*(zip(*rows, strict=True) if rows else ((),) * len(StoredList._fields)))


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
    put_rows(connection, sheet, changes.written)


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


def write_inputs(connection: Connection, of: Run, gathered: Iterable[PeriodInputs]) -> None:
    """Write gathered inputs, without what nothing was recorded of; those of the same subject and period are replaced.

    What many have, as its hash says, is spelled once.
    """
    spelled: dict[str, str] = {}
    for one in gathered:
        for input_hash, inputs in zip(one.input_hashes, one.inputs, strict=True):
            if input_hash not in spelled:
                spelled[input_hash] = canonical({key: value for key, value in inputs.items() if value is not None})
        places = map(repeat, (of.city, of.cycle, one.hash, one.period))
        texts = map(spelled.__getitem__, one.input_hashes)
        put_rows(connection, input_, zip(*places, one.subjects, texts, one.input_hashes, strict=False))


def load_given(connection: Connection, one: Run, graph: Graph, period: str) -> tuple[dict[str, str], Memo[str, Inputs]]:
    """The gathered inputs of a period under a model: by subject a text, and what each text says."""
    of = {"of_city": one.city, "of_cycle": one.cycle, "of_hash": graph.hash, "of_period": period}
    nothing = graph.gather(period, ())
    texts = dict(connection.execute(_GIVEN, of).all())
    return texts, Memo[str, Inputs](lambda stored: {**nothing, **json.loads(stored)})


def load_unjudged(connection: Connection, one: Run) -> dict[str, str]:
    """Why periods of a run could not be judged, by period."""
    rows = connection.execute(select(unjudged.c.period, unjudged.c.reason).where(_of(unjudged, one)))
    return {row.period: row.reason for row in rows}


def write_unjudged(connection: Connection, one: Run, reasons: Mapping[str, str]) -> None:
    """Write the reasons of a run in the place of those written before."""
    connection.execute(delete(unjudged).where(_of(unjudged, one)))
    if reasons:
        rows = [{**one._asdict(), "period": period, "reason": reason} for period, reason in reasons.items()]
        connection.execute(insert(unjudged), rows)


def _run_of(one: Run) -> dict[str, Any]:
    return {f"of_{name}": word for name, word in one._asdict().items()}


def _run(one: Run) -> dict[str, str | int]:
    return {"this_city": one.city, "this_cycle": one.cycle, "this_model": one.model}


def _of(table: Table, one: Run) -> Any:  # noqa: ANN401 - an SQL condition
    return and_(table.c.city == one.city, table.c.cycle == one.cycle, table.c.model == one.model)
