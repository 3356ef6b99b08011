"""In a file, too, facts are found by what they are wanted by, and not by going through their cycle."""

from collections.abc import Mapping
from typing import Any

import pytest
from biaochi_assessment.store import tables
from biaochi_assessment.store.facts import facts_of
from biaochi_assessment.store.queries import Filter, facts, tasks
from biaochi_chassis.foundation.pages import Page
from sqlalchemy import Connection, create_engine, event

from tests.assessment.town import CITY


def used(connection: Connection, look: Any, name: str = "fact") -> list[str]:  # noqa: ANN401 - what asks for facts
    """What the last statement does with facts, under this name, that `look` executes."""
    said: list[tuple[str, Mapping[str, Any]]] = []
    event.listen(connection, "before_cursor_execute", lambda *given: said.append(given[2:4]))
    look(connection)
    statement, parameters = said[-1]
    rows = connection.exec_driver_sql(f"explain query plan {statement}", parameters)
    return [row[3] for row in rows if f" {name} " in row[3]]


@pytest.mark.parametrize("order", ["", "OCCURRED"])
def test_the_facts_of_a_subject_are_found_by_the_subject(order: str) -> None:
    with create_engine("sqlite://").connect() as connection:
        tables.tables.create_all(connection)
        wanted = Filter(CITY.slug, "2020", subject="B01", order=order)

        (found,) = used(connection, lambda one: facts(one, wanted, Page(100)))

    assert "fact_by_subject (city=? AND cycle=? AND subject=?)" in found


def test_a_fact_is_found_by_its_number_alone() -> None:
    with create_engine("sqlite://").connect() as connection:
        tables.tables.create_all(connection)

        (found,) = used(connection, lambda one: facts_of(one, CITY.slug, ["1", "2"]))

    assert "(city=? AND cycle=? AND number=?)" in found


def test_what_completes_a_task_is_found_by_its_number() -> None:
    with create_engine("sqlite://").connect() as connection:
        tables.tables.create_all(connection)

        (found,) = used(connection, lambda one: tasks(one, Filter(CITY.slug, "2020"), Page(100)), "completion")

    assert "(city=? AND cycle=? AND number=?)" in found
