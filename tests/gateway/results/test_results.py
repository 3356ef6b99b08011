"""Results in the graph: where they stand, what was objected, and why a version is another than the one before."""

from biaochi_gateway.schema.common.ids import global_id

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

LIFE = """{ resultLife(city: "%s", cycle: "2020") {
  state version notice { from until to } openObjections signatures { signedBy } } }"""
HISTORY = """{ resultHistory(city: "%s", cycle: "2020", subject: "B1") { version resultsHash
  changes { subject { code } period differences { key before after } } decisions { code outcome reason } } }"""
RAISE = "mutation ($input: RaiseObjectionInput!) { raiseObjection(input: $input) { code } }"
DECIDE = "mutation ($input: DecideObjectionInput!) { decideObjection(input: $input) { code } }"
SIGN = "mutation ($input: SignResultInput!) { signResult(input: $input) { life { state } } }"


async def test_one_query_says_where_results_stand(gateway: Gateway) -> None:
    life = (await gateway.execute(LIFE % TOWN))["resultLife"]
    assert life["notice"] == {"from": "2021-01-04", "until": "2021-01-11", "to": "public"}
    assert (life["state"], life["signatures"]) == ("SIGNED_ONCE", [{"signedBy": "样例主任"}])


async def test_a_version_says_what_changed_and_by_which_decision(gateway: Gateway) -> None:
    first, second = (await gateway.execute(HISTORY % TOWN))["resultHistory"]
    assert (first["changes"], first["decisions"]) == ([], [])
    (change,) = second["changes"]
    assert change["differences"] == [{"key": "total", "before": "60", "after": "90"}]
    assert change["subject"] == {"code": "B1"}
    assert second["decisions"] == [{"code": "o-1", "outcome": "UPHELD", "reason": "签到册可证"}]


async def test_an_objection_goes_out_about_whom_its_id_names(gateway: Gateway) -> None:
    subject = global_id("Organization", TOWN, "B1")
    about = {"code": "o-2", "cycle": "2020", "model": "branch", "node": "total", "period": "2020-Q3", "words": "不对"}
    await gateway.execute(RAISE, input={"idempotencyKey": "k", "subject": subject, **about})
    (request,) = gateway.recorder.of("RaiseObjections")
    (command,) = request.deeds
    assert (request.city, command.subject, command.node, command.words) == (TOWN, "B1", "total", "不对")


async def test_a_decision_carries_its_corrections_and_a_signature_answers_where_it_led(gateway: Gateway) -> None:
    correction = {"replaces": "f-1", "amount": "4.5"}
    decision = {"city": TOWN, "objection": "o-1", "upheld": True, "reason": "查明", "corrections": [correction]}
    await gateway.execute(DECIDE, input={"idempotencyKey": "k", **decision})
    (command,) = gateway.recorder.of("DecideObjections")[0].deeds
    assert [(one.replaces, one.amount) for one in command.corrections] == [("f-1", "4.5")]
    signed = await gateway.execute(
        SIGN, input={"idempotencyKey": "s", "city": TOWN, "cycle": "2020", "resultsHash": "hash-2"}
    )
    assert signed["signResult"]["life"] == {"state": "SIGNED_ONCE"}
