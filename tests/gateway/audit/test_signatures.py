"""What takes two persons: the graph lists what waits for the second, and says when the first has only signed."""

from biaochi_gateway.schema.common.ids import global_id

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

AWAITING = """query ($city: String!) { awaitingSignatures(city: $city) {
  command idempotencyKey fields { name text } signedBy signedByViewer signedAt until } }"""
ERASE = "mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { id already awaitsSignature } }"
PERSON = global_id("Person", TOWN, "P1")


async def test_what_waits_in_both_services_is_listed_the_first_signed_first(gateway: Gateway) -> None:
    results, grant = (await gateway.execute(AWAITING, city=TOWN))["awaitingSignatures"]

    assert (results["command"], results["idempotencyKey"], results["signedByViewer"]) == ("SignResult", None, True)
    assert (grant["command"], grant["idempotencyKey"], grant["signedByViewer"]) == ("GrantRole", "grant-1", False)
    assert {one["name"]: one["text"] for one in grant["fields"]} == {"holder": "样例登记员01", "role": "registry"}
    assert (grant["signedBy"], grant["until"]) == ("样例安全管理员01", "2021-01-19T02:00:00+00:00")


async def test_a_person_is_erased_under_their_code_and_the_first_of_two_learns_that_they_have_signed(
    gateway: Gateway,
) -> None:
    given = {"idempotencyKey": "e-1", "person": PERSON}
    gateway.recorder.awaits_signature = True
    first = (await gateway.execute(ERASE, input=given))["erasePerson"]
    gateway.recorder.awaits_signature = False
    second = (await gateway.execute(ERASE, input=given))["erasePerson"]

    assert first == {"id": PERSON, "already": False, "awaitsSignature": True}
    assert second == {"id": PERSON, "already": False, "awaitsSignature": False}
    assert [one.deeds[0].code for one in gateway.recorder.of("ErasePersons")] == ["P1", "P1"]


async def test_nobody_is_erased_by_the_id_of_something_else(gateway: Gateway) -> None:
    given = {"idempotencyKey": "e-1", "person": global_id("Organization", TOWN, "B1")}

    assert (await gateway.error(ERASE, input=given))["extensions"]["code"] == "BAD_REQUEST"
    assert not gateway.recorder.of("ErasePersons")
