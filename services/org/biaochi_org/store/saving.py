"""Remembers what a batch changed: one statement a table for what is new, one for what is altered."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, and_, bindparam, insert, update

from biaochi_org.domain.organization import Organizations
from biaochi_org.domain.registry import Registry
from biaochi_org.store.rows import Values, membership_values, post_values, state_values
from biaochi_org.store.tables import membership, organization_state, person, post


def save(connection: Connection, city: str, registry: Registry) -> None:
    """Write every change of the batch. Rows of past days are never touched but for the day they were replaced."""
    new, altered = _states(city, registry.organizations)
    _write(connection, organization_state, new, altered)
    persons = [{"city": city, "person": one.person, "name": one.name} for one in registry.new_persons.values()]
    _write(connection, person, persons, [])
    memberships, posts = registry.memberships, registry.posts
    _write(
        connection,
        membership,
        [membership_values(city, one) for one in memberships.new()],
        [membership_values(city, one) for one in memberships.altered()],
    )
    _write(
        connection,
        post,
        [post_values(city, one) for one in posts.new()],
        [post_values(city, one) for one in posts.altered()],
    )


def _states(city: str, organizations: Organizations) -> tuple[list[Values], list[Values]]:
    new: list[Values] = []
    altered: list[Values] = []
    for stored, states in organizations.changed():
        rows = state_values(city, states)
        new.extend(rows[stored:])
        altered.extend(rows[stored - 1 : stored] if stored else [])
    return new, altered


def _write(connection: Connection, table: Table, new: Sequence[Values], altered: Sequence[Values]) -> None:
    if new:
        connection.execute(insert(table), list(new))
    if altered:
        keys = [column.name for column in table.primary_key]
        this_row = and_(*(table.c[key] == bindparam(f"this_{key}") for key in keys))
        rows = [{**_renamed(row, keys), **_without(row, keys)} for row in altered]
        connection.execute(update(table).where(this_row), rows)


def _renamed(row: Values, keys: Sequence[str]) -> Values:
    return {f"this_{key}": row[key] for key in keys}


def _without(row: Values, keys: Sequence[str]) -> Values:
    return {name: value for name, value in row.items() if name not in keys}
