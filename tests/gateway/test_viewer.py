"""A person's name is shown to the registry's own staff; everybody else sees its beginning at most."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from biaochi_chassis.call import Call
from biaochi_gateway.clients import Memory
from biaochi_gateway.context import Door, Viewer, Visit
from biaochi_gateway.events import StandingsChange
from biaochi_gateway.hub import Hub
from biaochi_gateway.schema import schema

from tests.gateway.fakes import Journal, reached, services
from tests.gateway.town import PERSON

MEMBERS = """{ organization(city: "yangcheng", code: "B1") {
  members { edges { node { person { name } } } } posts { edges { node { person { name } } } } } }"""


@dataclass(frozen=True)
class VisitAs(Visit):
    """A visit of somebody with these roles."""

    roles: frozenset[str] = frozenset()

    def call(self) -> Call:
        return replace(super().call(), roles=self.roles)


async def asked_as(query: str, *roles: str) -> dict[str, Any]:
    """The answer for somebody with these roles."""
    visit = VisitAs(Door(reached(services(Journal())), Hub[StandingsChange](), Memory()), {}, frozenset(roles))
    result = await schema.execute(query, context_value=visit)
    assert result.data is not None
    return result.data


async def names(*roles: str) -> list[str]:
    found = (await asked_as(MEMBERS, *roles))["organization"]
    return [edge["node"]["person"]["name"] for each in ("members", "posts") for edge in found[each]["edges"]]


@pytest.mark.parametrize("role", ["*", "registry"])
async def test_the_registry_sees_whole_names(role: str) -> None:
    assert await names(role) == [PERSON, PERSON, "样甲"]


async def test_everybody_else_sees_masked_names() -> None:
    assert await names("checker") == ["样例*******", "样例*******", "样*"]


@pytest.mark.parametrize("name", ["样", "样甲", "样甲乙", ""])
def test_no_name_is_ever_shown_whole_or_longer_than_it_is(name: str) -> None:
    shown = Viewer(Call("somebody", frozenset(), Call.developer().traceparent)).person_name(name)
    assert len(shown) == len(name)
    assert not name or shown.endswith("*")
