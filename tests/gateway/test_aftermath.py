"""What a merger or an abolition leaves behind is said in its answer."""

from collections.abc import Mapping
from typing import Any

import pytest
from biaochi_gateway.schema.common.ids import global_id

from tests.gateway import town
from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

MERGE = """mutation ($input: MergeOrganizationInput!) { mergeOrganization(input: $input) {
  uncountedFacts { number subject indicator period } postsHeldByTwo { role person { code } } } }"""
ABOLISH = """mutation ($input: AbolishOrganizationInput!) { abolishOrganization(input: $input) {
  uncountedFacts { number } } }"""


def ids(*codes: str) -> list[str]:
    """The global ids of organizations of the town."""
    return [global_id("Organization", TOWN, code) for code in codes]


async def merged(gateway: Gateway, on: str) -> Mapping[str, Any]:
    """What the merger of B1 into B3 answers."""
    given = {"idempotencyKey": "m", "sources": ids("B1"), "into": "B3", "on": on}
    answer: Mapping[str, Any] = (await gateway.execute(MERGE, input=given))["mergeOrganization"]
    return answer


@pytest.mark.parametrize(("on", "numbers"), [("2020-08-15", ["check-1"]), ("2020-10-01", [])])
async def test_a_merger_names_the_facts_of_periods_that_its_sources_do_not_see_the_end_of(
    gateway: Gateway, on: str, numbers: list[str]
) -> None:
    found = (await merged(gateway, on))["uncountedFacts"]

    assert [one["number"] for one in found] == numbers
    assert {request.subject for request in gateway.recorder.of("ListFacts")} == {"B1"}


async def test_a_fact_that_was_taken_back_is_not_named(gateway: Gateway) -> None:
    found = (await merged(gateway, "2020-01-01"))["uncountedFacts"]

    assert "honour-1" in [stored.fact.number for stored in town.FACTS]
    assert [one["number"] for one in found] == ["check-1"]


async def test_a_merger_names_two_secretaries(gateway: Gateway) -> None:
    found = (await merged(gateway, "2020-08-15"))["postsHeldByTwo"]

    assert found == [{"role": "SECRETARY", "person": {"code": code}} for code in ("P41", "P42")]


async def test_an_abolition_names_the_facts_of_what_ended(gateway: Gateway) -> None:
    given = {"idempotencyKey": "a", "organization": ids("B1")[0], "on": "2020-08-15"}

    found = (await gateway.execute(ABOLISH, input=given))["abolishOrganization"]["uncountedFacts"]

    assert found == [{"number": "check-1"}]
