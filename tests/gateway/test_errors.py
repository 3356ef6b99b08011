"""An error stays where it happened: its siblings are answered, and what was written is never hidden."""

import json

from biaochi_chassis.foundation.refusal import ServiceUnavailable
from biaochi_gateway.schema.common.ids import global_id

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

BRANCH = global_id("Organization", TOWN, "B1")
RENAME = """mutation ($input: RenameOrganizationInput!) { renameOrganization(input: $input) {
  id position organization { name } uncountedFacts { number } postsHeldByTwo { role } } }"""


async def test_a_refused_query_leaves_the_data_of_its_siblings(gateway: Gateway) -> None:
    answer = await gateway.answer(
        """{ good: cities { totalCount }
             bad: standings(city: "yangcheng", cycle: "2020", index: "nosuch") { totalCount } }"""
    )
    assert answer["data"]["good"]["totalCount"] > 0
    assert answer["data"]["bad"] is None
    assert [error["path"] for error in answer["errors"]] == [["bad"]]


async def test_a_mutation_that_was_written_is_not_hidden_by_one_that_was_refused(gateway: Gateway) -> None:
    answer = await gateway.answer(
        """mutation ($good: GrantHonourInput!, $bad: GrantHonourInput!) {
             first: grantHonour(input: $good) { id } bad: grantHonour(input: $bad) { id }
             last: grantHonour(input: $good) { position } }""",
        good=honour("h1", BRANCH),
        bad=honour("h2", "nonsense"),
    )
    assert answer["data"]["first"] == {"id": global_id("Fact", TOWN, "h1")}
    assert answer["data"]["bad"] is None
    assert answer["data"]["last"] == {"position": "biaochi.assessment.v1/3/2"}
    assert [error["path"] for error in answer["errors"]] == [["bad"]]


def honour(key: str, organization: str) -> dict[str, str]:
    return {"idempotencyKey": key, "organization": organization, "period": "2020", "title": "样例荣誉"}


async def test_what_was_written_has_its_answer_though_it_cannot_be_read_again(gateway: Gateway) -> None:
    gateway.recorder.unreadable = ServiceUnavailable("名册暂不可用，请稍后再试。")
    given = {"idempotencyKey": "r1", "organization": BRANCH, "name": "样例支部", "on": "2020-05-01"}
    response = await gateway.post({"query": RENAME, "variables": {"input": given}})
    answer = json.loads(response.text())
    assert answer["data"]["renameOrganization"] == {
        "id": BRANCH,
        "position": "biaochi.org.v1/3/1",
        "organization": None,
        "uncountedFacts": [],
        "postsHeldByTwo": None,
    }
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"SERVICE_UNAVAILABLE"}
