"""The command seals what an earlier build left open in the tables of every service, once."""

from pathlib import Path
from typing import Any

import pytest
from biaochi_assessment.store import tables as assessment
from biaochi_chassis.foundation.settings import SERVICES, Settings
from biaochi_chassis.identity.disclosure import is_sealed
from biaochi_chassis.store.migrating.upgrade import migrating, upgrade
from biaochi_cli.persons.sealing import seal
from biaochi_scoring.store import tables as scoring
from sqlalchemy import Connection, Table, insert, select

CITY, NOTE = "lanzhou", "样例党员00017补课"


def given(table: Table, **said: str) -> dict[str, Any]:
    """A row that says this, and nothing or zero else."""
    blank = {column.name: column.type.python_type() for column in table.columns if not column.nullable}
    return blank | said


def left_open(connection: Connection, table: Table) -> None:
    """A fact as an earlier build wrote it."""
    connection.execute(insert(table).values(given(table, city=CITY, cycle="2020", number="1", subject="P1", note=NOTE)))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home with an open fact, and scoring's copy of it."""
    found = Settings.read({"BIAOCHI_HOME": str(tmp_path)})
    for service in SERVICES:
        upgrade(found.database(service), f"biaochi_{service}.migrations")
    with migrating(found.database("assessment")) as connection:
        connection.execute(insert(assessment.city).values(given(assessment.city, city=CITY, calendar="[]", work="[]")))
        connection.execute(insert(assessment.cycle).values(given(assessment.cycle, city=CITY, code="2020")))
        left_open(connection, assessment.fact)
    with migrating(found.database("scoring")) as connection:
        left_open(connection, scoring.fact)
    return found


def notes(settings: Settings) -> set[str]:
    """What stands in both tables."""
    found = set()
    for service, table in (("assessment", assessment.fact), ("scoring", scoring.fact)):
        with migrating(settings.database(service)) as connection:
            found |= set(connection.scalars(select(table.c.note)))
    return found


def test_a_fact_and_the_copy_of_it_are_sealed_alike_and_once(settings: Settings) -> None:
    assert notes(settings) == {NOTE}

    first, again = seal(settings), seal(settings)

    (note,) = notes(settings)
    assert is_sealed(note)
    assert (first.rows, first.events, again.rows, again.events) == (2, 0, 0, 0)
