"""The part of the registry that a batch touches, in SQL: read in a few queries, its changes written in a few more."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from biaochi_chassis.store.among import among
from biaochi_chassis.store.idempotency import forget_content
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.personal.keys import PersonKeys
from sqlalchemy import Column, Connection, Row, Table, and_, bindparam, delete, select, update

from biaochi_org.domain.commands import Command
from biaochi_org.domain.correcting import NAME
from biaochi_org.domain.organization import Organizations, OrganizationState
from biaochi_org.domain.registry import Registry, Stored
from biaochi_org.domain.tenure import Place
from biaochi_org.store.rows import (
    Values,
    membership_of,
    membership_values,
    post_of,
    post_values,
    state_of,
    state_values,
)
from biaochi_org.store.tables import correction, membership, organization_state, person, post


@dataclass
class Touched:
    """Codes that have to be known to judge a batch: named ones, those whose contents matter, and persons."""

    organizations: set[str] = field(default_factory=set)
    contents: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)

    @classmethod
    def by(cls, commands: Iterable[Command]) -> "Touched":
        """Collect them from the commands."""
        touched = cls()
        for command in commands:
            touched.organizations.update(command.organizations())
            touched.contents.update(command.contents())
            touched.persons.update(command.persons())
        touched.organizations.discard("")
        return touched


class Loader:
    """Reads one city's rows inside one transaction."""

    def __init__(self, connection: Connection, city: str) -> None:
        """Read on this connection."""
        self._connection = connection
        self._city = city
        self._keys = PersonKeys(connection, city)

    def load(self, touched: Touched) -> Stored:
        """Return what is remembered of these codes: whole histories, also of all above them, and the contents.

        Any code may turn out to be an organization's or a person's: both are looked up.
        """
        codes = touched.organizations | touched.persons
        histories = self._with_all_above(codes | self._children(touched.contents))
        return Stored(
            histories=histories,
            persons=self._names(codes),
            erased=self._keys.erased(codes),
            memberships=[membership_of(row) for row in self._tenures(membership, touched)],
            posts=[post_of(row) for row in self._tenures(post, touched)],
        )

    def _names(self, codes: set[str]) -> dict[str, str]:
        self._keys.load(codes)
        found = self._rows(person, person.c.person, codes)
        return {row.person: self._keys.opened(row.person, row.name) for row in found}

    def _with_all_above(self, codes: set[str]) -> dict[str, list[OrganizationState]]:
        histories: dict[str, list[OrganizationState]] = {}
        wanted = set(codes)
        while wanted:
            rows = self._rows(organization_state, organization_state.c.code, wanted)
            states = sorted((state_of(row) for row in rows), key=attrgetter("code", "since"))
            histories.update((code, list(group)) for code, group in groupby(states, key=attrgetter("code")))
            wanted = {state.parent for state in states if state.parent} - histories.keys()
        return histories

    def _children(self, codes: Collection[str]) -> set[str]:
        return {row.code for row in self._rows(organization_state, organization_state.c.parent, codes)}

    def _tenures(self, table: Table, touched: Touched) -> list[Row[Any]]:
        of_persons = self._rows(table, table.c.person, touched.persons)
        return [*of_persons, *self._rows(table, table.c.organization, touched.contents)]

    def _rows(self, table: Table, column: Column[str], values: Collection[str]) -> list[Row[Any]]:
        if not values:
            return []
        query = select(table).where(table.c.city == self._city, among(column, "some"))
        return list(self._connection.execute(query, {"some": sorted(values)}))


def save(connection: Connection, city: str, registry: Registry, keys: PersonKeys) -> None:
    """Write every change of the batch, names under the keys of their persons.

    Rows of past days stay, but for the day they were replaced, and corrections; of whoever is erased, no text does.
    """
    new, altered = _states(city, registry.organizations)
    for code in registry.organizations.rewritten():
        at = organization_state.c
        connection.execute(delete(organization_state).where(at.city == city, at.code == code))
    _write(connection, organization_state, new, altered)
    keys.provide([*registry.new_persons, *registry.corrected_persons])
    new_names = {code: one.name for code, one in registry.new_persons.items()}
    _write(
        connection,
        person,
        [_person_values(city, code, name, keys) for code, name in new_names.items()],
        [_person_values(city, code, name, keys) for code, name in registry.corrected_persons.items()],
    )
    for code in registry.erased_persons:
        erase(connection, city, code, keys)
    memberships, posts = registry.memberships, registry.posts
    _forget(connection, membership, city, memberships.gone())
    _forget(connection, post, city, posts.gone())
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


def erase(connection: Connection, city: str, code: str, keys: PersonKeys) -> None:
    """Drop the key of a person, and what an earlier build may have left unsealed; the row stays, so that codes do."""
    keys.erase(code)
    of_person = (person.c.city == city, person.c.person == code)
    connection.execute(update(person).where(*of_person).values(name=""))
    about = (correction.c.city == city, correction.c.subject == code)
    connection.execute(update(correction).where(*about).values(reason=""))
    connection.execute(update(correction).where(*about, correction.c.what == NAME).values(before="", after=""))
    forget_content(connection, city, code)


def _person_values(city: str, code: str, name: str, keys: PersonKeys) -> Values:
    return {"city": city, "person": code, "name": keys.sealed(code, name)}


def _states(city: str, organizations: Organizations) -> tuple[list[Values], list[Values]]:
    new: list[Values] = []
    altered: list[Values] = []
    for stored, states, corrected in organizations.changed():
        rows = state_values(city, states)
        new.extend(rows[stored:])
        altered.extend(rows[place] for place in sorted({*corrected, stored - 1}) if 0 <= place < stored)
    return new, altered


def _forget(connection: Connection, table: Table, city: str, gone: Iterable[tuple[Place, date]]) -> None:
    """Delete the rows of tenures that were registered under a wrong first day; the correction keeps it."""
    for (who, where, role), since in gone:
        row = {"city": city, "person": who, "organization": where, "since": since}
        named = {**row, "role": role} if role else row
        connection.execute(delete(table).where(*(table.c[name] == value for name, value in named.items())))


def _write(connection: Connection, table: Table, new: Sequence[Values], altered: Sequence[Values]) -> None:
    insert_rows(connection, table, new)
    if altered:
        keys = [column.name for column in table.primary_key]
        this_row = and_(*(table.c[key] == bindparam(f"this_{key}") for key in keys))
        rows = [{**_renamed(row, keys), **_without(row, keys)} for row in altered]
        connection.execute(update(table).where(this_row), rows)


def _renamed(row: Values, keys: Sequence[str]) -> Values:
    return {f"this_{key}": row[key] for key in keys}


def _without(row: Values, keys: Sequence[str]) -> Values:
    return {name: value for name, value in row.items() if name not in keys}
