"""The dated copy of the registry, in SQL: organizations in one table, persons by membership and post in another."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from biaochi_chassis.store.among import among
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.statements import execute_rows, rows_of
from sqlalchemy import BindParameter, Select, Table, and_, bindparam, delete, or_, select

from biaochi_assessment.domain.registry import Registry, RegistryState
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.tables import organization_state, person_state

_TABLES = (organization_state, person_state)
_CITY: BindParameter[str] = bindparam("of_city")
_NAMED = {table: select(table).where(table.c.city == _CITY, among(table.c.code, "codes")) for table in _TABLES}
_EVER = {table: select(table.c.code).where(table.c.city == _CITY, among(table.c.kind, "kinds")) for table in _TABLES}
_OF_KINDS = {
    table: select(table).where(table.c.city == _CITY, or_(among(table.c.code, "codes"), table.c.code.in_(_EVER[table])))
    for table in _TABLES
}
_KEYS = {table: tuple(table.primary_key) for table in _TABLES}
_SAME = {
    table: delete(table).where(and_(*(key == bindparam(f"this_{key.name}") for key in _KEYS[table])))
    for table in _TABLES
}


def keep_states(connection: Connection, city: str, states: Sequence[RegistryState]) -> None:
    """Store states in the order they were published: a later one of the same place and day replaces the earlier."""
    latest = {(state.place, state.since): _row(city, state) for state in states}
    for table in (organization_state, person_state):
        rows = [row for row in latest.values() if bool(row["organization"]) is (table is person_state)]
        if rows:
            _keep(connection, table, rows)


def registry(connection: Connection, city: str, codes: Collection[str] = (), kinds: Collection[str] = ()) -> Registry:
    """Return the registry that `states` makes."""
    return Registry(states(connection, city, codes, kinds))


def states(
    connection: Connection, city: str, codes: Collection[str] = (), kinds: Collection[str] = ()
) -> list[RegistryState]:
    """Return what is known of the organizations and persons of these codes, and of all that ever were of a kind."""
    found: list[RegistryState] = []
    for table in (organization_state, person_state):
        for found_row in rows_of(connection, *_query(table, city, codes, kinds)):
            row = found_row._asdict()
            since, until = date.fromisoformat(row["since"]), _day(row["until"])
            where = row.get("organization", ""), row.get("parent", "")
            successors = tuple(row["successors"].split("\n")) if row.get("successors") else ()
            found.append(RegistryState(row["code"], row["kind"], since, until, *where, successors))
    return found


def parents(connection: Connection, city: str, day: date) -> Mapping[str, str]:
    """Return the organization above each one on a day, as it was last known of those that are no more."""
    states = organization_state.c
    known = select(states.code, states.parent).where(states.city == city, states.since <= day.isoformat())
    return {row.code: row.parent for row in connection.execute(known.order_by(states.since))}


def _query(
    table: Table, city: str, codes: Collection[str], kinds: Collection[str]
) -> tuple[Select[tuple[object, ...]], dict[str, object]]:
    named: dict[str, object] = {"of_city": city, "codes": list(codes)}
    return (_OF_KINDS[table], named | {"kinds": list(kinds)}) if kinds else (_NAMED[table], named)


def _keep(connection: Connection, table: Table, rows: Sequence[dict[str, str]]) -> None:
    execute_rows(
        connection, _SAME[table], [{f"this_{key.name}": row[key.name] for key in _KEYS[table]} for row in rows]
    )
    insert_rows(connection, table, rows)


def _row(city: str, state: RegistryState) -> dict[str, str]:
    return {
        "city": city,
        "code": state.code,
        "kind": state.kind,
        "organization": state.organization,
        "parent": state.parent,
        "since": state.since.isoformat(),
        "until": "" if state.until is None else state.until.isoformat(),
        "successors": "\n".join(state.successors),
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
