"""What follows from final results in the graph: listed with whom it is about, and a step that goes out as it came."""

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

LISTED = """query ($city: String!) { consequences(city: $city, cycle: "2020", state: OPEN, key: "talk") {
  totalCount edges { node { code title step state source words subject { ... on Organization { code } } } } } }"""
ADVANCE = """mutation ($input: AdvanceConsequenceInput!) {
  advanceConsequence(input: $input) { code awaitsSignature } }"""


async def test_what_followed_is_listed_with_whom_it_is_about(gateway: Gateway) -> None:
    found = (await gateway.execute(LISTED, city=TOWN))["consequences"]
    (request,) = gateway.recorder.of("ListConsequences")

    assert (request.state, request.key, request.subject) == ("OPEN", "talk", "")
    assert found["totalCount"] == 1
    assert found["edges"][0]["node"] == {
        "code": "2020/talk/B1",
        "title": "约谈",
        "step": "down",
        "state": "OPEN",
        "source": "办法第三条",
        "words": None,
        "subject": {"code": "B1"},
    }


async def test_a_step_goes_out_as_it_was_given(gateway: Gateway) -> None:
    given = {"idempotencyKey": "k", "city": TOWN, "consequence": "2020/talk/B1", "step": "WAIVE", "words": "因故"}
    gateway.recorder.awaits_signature = True
    answer = (await gateway.execute(ADVANCE, input=given))["advanceConsequence"]
    (command,) = gateway.recorder.of("AdvanceConsequences")[0].deeds

    assert (command.consequence, command.step, command.words) == ("2020/talk/B1", "WAIVE", "因故")
    assert answer["awaitsSignature"]
