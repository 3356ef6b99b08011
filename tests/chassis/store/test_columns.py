"""Instants and days that are kept as numbers are read as they were written, in the order of their texts."""

from collections.abc import Iterator

import pytest
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.store.columns.numbers import DayText, InstantText, then
from biaochi_chassis.store.columns.recasting import DAY, INSTANT, SAID, recast
from biaochi_chassis.store.columns.said import SaidText
from biaochi_chassis.store.inserting import add_rows
from biaochi_chassis.store.keyset import keyset
from sqlalchemy import Column, Connection, Index, MetaData, String, Table, create_engine, insert, inspect, select, text

ROWS = [
    ("a", "", "", "", "甲"),
    ("b", "2001-09-09T01:46:40.000000Z", "2001-12-31", "\x01", "乙"),
    ("c", "2026-11-30T12:00:00.000001Z", "2020-02-29", "\x01AAECAw==", "丙"),
    ("d", "2026-11-30T12:00:00.000002Z", "2026-11-30", "谈话记录", "丁"),
]
"""In the order of their codes, and of each of the next two columns."""

_KEPT = MetaData()
KEPT = Table(
    "kept",
    _KEPT,
    Column("code", String, primary_key=True),
    Column("at", InstantText, nullable=False),
    Column("on", DayText, nullable=False),
    Column("said", SaidText, nullable=False),
    Column("case", String, nullable=False),
    Index("kept_by_day", "on"),
    sqlite_with_rowid=False,
)


@pytest.fixture
def connection() -> Iterator[Connection]:
    with create_engine("sqlite://").connect() as connection:
        yield connection


def test_what_was_written_is_read_and_takes_a_number(connection: Connection) -> None:
    KEPT.create(connection)
    add_rows(connection, KEPT, ROWS)

    assert connection.execute(select(KEPT)).all() == ROWS
    assert connection.execute(text("select at, \"on\" from kept where code = 'c'")).one() == (
        1796040000000001,
        20200229,
    )


@pytest.mark.parametrize("column", ["at", "on"])
def test_a_list_in_their_order_goes_on_behind_what_was_shown(connection: Connection, column: str) -> None:
    KEPT.create(connection)
    add_rows(connection, KEPT, ROWS)
    key, place = then(KEPT.c[column], KEPT.c.code), KEPT.columns.keys().index(column)

    for descending, ordered in ((False, ROWS), (True, ROWS[::-1])):
        for shown, row in enumerate(ordered, 1):
            page = Page(first=10, after=f"{row[place]} {row[0]}")
            found = keyset(connection, select(KEPT.c.code), key, page, 4, descending=descending)
            assert [one["code"] for one in found.items] == [one[0] for one in ordered[shown:]]
    assert list(keyset(connection, select(KEPT.c.code), key, Page(after="nobody's"), 4).items) == []


def test_a_migration_makes_them_of_texts_and_leaves_the_rest(connection: Connection) -> None:
    before = KEPT.to_metadata(MetaData())
    for name in ("at", "on", "said"):
        before.c[name].type = String()
    before.create(connection)
    connection.execute(insert(before), [dict(zip(KEPT.columns.keys(), row, strict=True)) for row in ROWS])

    recast(connection, "kept", {"at": INSTANT, "on": DAY, "said": SAID})

    assert connection.execute(select(KEPT)).all() == ROWS
    assert [index["name"] for index in inspect(connection).get_indexes("kept")] == ["kept_by_day"]
    made = connection.execute(text("select sql from sqlite_master where name = 'kept'")).scalar_one()
    assert made.rstrip().endswith("WITHOUT ROWID")
    assert inspect(connection).get_table_names() == ["kept"]
