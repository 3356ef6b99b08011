"""Keyset pages in SQL are the pages of the whole list, whatever is asked for."""

from collections.abc import Iterator

import pytest
from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.keyset import keyset
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, MetaData, String, Table, create_engine, insert, select

LETTER = Table("letter", MetaData(), Column("code", String, primary_key=True))
KEYS = st.sampled_from(["", *"abcdefg"])


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with create_engine("sqlite://").connect() as connection:
        LETTER.create(connection)
        connection.execute(insert(LETTER), [{"code": code} for code in "abcdefg"])
        yield connection


@given(st.booleans(), st.booleans(), st.integers(1, 9), KEYS, KEYS)
def test_a_page_is_the_one_that_is_cut_from_the_whole_list(
    connection: Connection, backwards: bool, descending: bool, size: int, after: str, before: str
) -> None:
    page = Page(0, after, size, before) if backwards else Page(size, after, 0, before)
    rows = keyset(connection, select(LETTER), LETTER.c.code, page, 7, descending=descending)
    found, whole = rows.made(lambda row: str(row["code"])), "gfedcba" if descending else "abcdefg"
    cut = Found.cut(whole, str, page)
    assert list(found.items) == list(cut.items)
    if not after or not before or whole.index(after) < whole.index(before):
        assert (found.total, found.has_more, found.has_previous) == (cut.total, cut.has_more, cut.has_previous)


def test_a_key_that_is_gone_still_bounds_the_page(connection: Connection) -> None:
    for page, shown, around in (
        (Page(2, "bb"), "cd", (True, True)),
        (Page(0, "", 2, "bb"), "ab", (True, False)),
        (Page(2, "A"), "ab", (True, False)),
    ):
        found = keyset(connection, select(LETTER), LETTER.c.code, page, 7)
        assert "".join(row["code"] for row in found.items) == shown
        assert (found.has_more, found.has_previous) == around
