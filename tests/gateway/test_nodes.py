"""An id means one thing: whoever keeps objects by their ids never mixes two, and each can be had again."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from biaochi_gateway.schema import schema
from biaochi_gateway.schema.common.ids import global_id
from biaochi_gateway.schema.nodes import FETCH
from strawberry.types.base import StrawberryObjectDefinition

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

AS_OF_TWO_DAYS = """{
  early: organization(city: "yangcheng", code: "B1", asOf: "2020-01-01") { ...Named }
  late: organization(city: "yangcheng", code: "B1", asOf: "2020-12-31") { ...Named }
  now: organization(city: "yangcheng", code: "B1") { ...Named }
  standings(city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3") {
    edges { node { __typename id subject { ...Named } sheet { __typename id total } } } }
  oldModel: model(city: "yangcheng", code: "branch", asOf: "2020-01-01") { __typename id title }
  model(city: "yangcheng", code: "branch") { __typename id title }
} fragment Named on Subject { __typename id name ... on Organization { parent { __typename id name } } }"""
EVERY_NODE = """{
  cities { edges { node { __typename id } } }
  cycles(city: "yangcheng") { edges { node { __typename id } } }
  organizations(city: "yangcheng", asOf: "2020-05-01") { edges { node { __typename id members { edges { node {
    person { __typename id } } } } } } }
  facts(city: "yangcheng", cycle: "2020") { edges { node { __typename id } } }
  honours(city: "yangcheng", cycle: "2020") { edges { node { __typename id } } }
  tasks(city: "yangcheng", cycle: "2020") { edges { node { __typename id } } }
  model(city: "yangcheng", code: "branch", asOf: "2020-01-01") { __typename id }
  standings(city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3") { edges { node { __typename id
    sheet { __typename id } } } } }"""
NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"


def objects(answer: object) -> Iterator[dict[str, Any]]:
    """Every object of an answer that has an id."""
    if isinstance(answer, list):
        for each in answer:
            yield from objects(each)
    elif isinstance(answer, dict):
        if "id" in answer:
            yield answer
        for each in answer.values():
            yield from objects(each)


def plain(one: dict[str, Any]) -> dict[str, Any]:
    """What a cache keeps of an object: its fields, and of the objects below it only which they are."""
    return {name: value["id"] if isinstance(value, dict) else value for name, value in one.items()}


async def test_whoever_normalises_by_id_never_mixes_two_contents(gateway: Gateway) -> None:
    data = await gateway.execute(AS_OF_TWO_DAYS)
    relay: dict[str, dict[str, Any]] = {}
    apollo: dict[str, dict[str, Any]] = {}
    for one in objects(data):
        for cache, key in ((relay, one["id"]), (apollo, f"{one['__typename']}:{one['id']}")):
            known = cache.setdefault(key, plain(one))
            assert {**known, **plain(one)} == {**plain(one), **known}
    assert len({data[name]["id"] for name in ("early", "late", "now")}) == 3
    assert data["now"]["id"] == global_id("Organization", TOWN, "B1")
    assert data["oldModel"]["id"] != data["model"]["id"]


async def test_node_takes_every_id_that_the_graph_gives(gateway: Gateway) -> None:
    given = [one for one in objects(await gateway.execute(EVERY_NODE)) if one["id"]]
    # The town has nothing that is worked on.
    assert {one["__typename"] for one in given} == FETCH.keys() - {"WorkItem"}
    for one in given:
        found = (await gateway.execute(NODE, id=one["id"]))["node"]
        assert found == {"__typename": one["__typename"], "id": one["id"]}


def test_whatever_has_an_id_of_its_own_can_be_had_by_it() -> None:
    types = [type_.definition for type_ in schema.schema_converter.type_map.values()]
    ours = [one for one in types if isinstance(one, StrawberryObjectDefinition) and not one.is_interface]
    with_ids = [one for one in ours if not one.is_input and "id" in {field.name for field in one.fields}]
    nodes = {one.name for one in with_ids if "Node" in {each.name for each in one.interfaces}}
    written = {one.name for one in with_ids if "Written" in {each.name for each in one.interfaces}}
    assert nodes == FETCH.keys()
    assert {one.name for one in with_ids} == nodes | written


@pytest.mark.parametrize(
    "forged",
    [
        "City:zzz:yangcheng",
        "Sheet:yangcheng:2020/branch//B1",
        "Standing:yangcheng:2020/branch//B1",
        "Sheet:yangcheng:2020/branch/2020-Q3",
        "Standing:yangcheng:2020",
    ],
)
async def test_an_id_that_the_graph_never_gave_is_refused(gateway: Gateway, forged: str) -> None:
    error = await gateway.error(NODE, id=base64.b64encode(forged.encode()).decode())
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("BAD_REQUEST", "id")


async def test_what_is_there_no_more_is_null(gateway: Gateway) -> None:
    for type_, code in (("Task", "nosuch"), ("Fact", "nosuch"), ("Organization", "nosuch")):
        assert (await gateway.execute(NODE, id=global_id(type_, TOWN, code)))["node"] is None
