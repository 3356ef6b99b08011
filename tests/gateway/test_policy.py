"""The graph is not built while anybody could read a field of which nobody says who may."""

from collections.abc import Iterable

import pytest
import strawberry
from biaochi_chassis.identity.policy import NoPolicy
from biaochi_gateway.execution.graph import Graph


@strawberry.type
class Query:
    """Two fields."""

    open: str = ""
    forgotten: str = ""


def test_every_field_is_looked_up_before_the_graph_is_built() -> None:
    def check(name: str, fields: Iterable[str]) -> None:
        if missing := set(fields) - {"open"}:
            raise NoPolicy(f"{name}: {missing}")

    with pytest.raises(NoPolicy, match=r"Query: \{'forgotten'\}"):
        Graph(check, query=Query)
