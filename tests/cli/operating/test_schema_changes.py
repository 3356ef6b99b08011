"""The graph only grows: what would break a client is refused, unless it was announced by its day."""

from datetime import date

import pytest
from biaochi_cli.documents.graph import breaks, undated
from graphql import build_schema

OLD = """
type Query { code(of: String): String  name: String @deprecated(reason: "用 code；2030-01-01 起可能删去。") }
enum Colour { RED  BLUE @deprecated(reason: "2030-01-01 起可能删去。") }
input Given { code: String }
"""
TODAY = date(2029, 12, 31)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("code(of: String): String", "", "Query.code"),
        ("code(of: String): String", "code(of: String!): String", "Query.code(of:)"),
        ("code(of: String): String", "code: String", "Query.code(of:)"),
        ("code(of: String): String", "code(of: String): Int", "Query.code"),
        ("RED", "", "Colour.RED"),
        ("input Given { code: String }", "input Given { code: String  more: String! }", "Given.more"),
        ("input Given { code: String }", "", "Given"),
    ],
)
def test_what_would_break_a_client_is_found(old: str, new: str, said: str) -> None:
    assert OLD.count(old) == 1
    (found,) = breaks(build_schema(OLD), build_schema(OLD.replace(old, new)), TODAY)
    assert said in found


@pytest.mark.parametrize(
    "gone", ['name: String @deprecated(reason: "用 code；2030-01-01 起可能删去。")', "BLUE @deprecated"]
)
def test_what_was_announced_may_be_gone_from_its_day_on(gone: str) -> None:
    new = OLD.replace(gone, "" if gone.startswith("name") else "GREEN @deprecated")
    assert len(breaks(build_schema(OLD), build_schema(new), TODAY)) == 1
    assert breaks(build_schema(OLD), build_schema(new), date(2030, 1, 1)) == []


@pytest.mark.parametrize("more", ["type Other { a: Int }", "extend type Query { more(of: Int): Int }"])
def test_what_is_added_breaks_nobody(more: str) -> None:
    assert breaks(build_schema(OLD), build_schema(OLD + more), TODAY) == []


def test_a_deprecation_without_a_day_is_refused() -> None:
    assert undated(build_schema(OLD)) == []
    (found,) = undated(build_schema('type Query { a: Int  b: Int @deprecated(reason: "用 a。") }'))
    assert found.startswith("Query.b ")
