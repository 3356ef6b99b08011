"""Webhooks in the graph: commands as the service takes them, and what was delivered with its receipt."""

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

REGISTER = "mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input) { code webhook { url types } } }"
REPLAY = "mutation ($input: ReplayWebhookInput!) { replayWebhook(input: $input) { code } }"
ROTATE = "mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { code } }"
REMOVE = "mutation ($input: RemoveWebhookInput!) { removeWebhook(input: $input) { code } }"
WEBHOOKS = """{ webhooks(city: "%s") {
  code suspended failures nextAt trouble position secret
  deliveries(first: 1) { totalCount edges { node { message type attempts status deliveredAt } } }
} }"""


async def test_a_webhook_is_registered_with_the_types_as_they_are_sent(gateway: Gateway) -> None:
    given = {"idempotencyKey": "k", "city": TOWN, "code": "board", "url": "https://hooks.example/in"}
    answer = await gateway.execute(REGISTER, input={**given, "types": ["RESULTS_FINAL", "OBJECTION_DECIDED"]})
    (command,) = gateway.recorder.of("RegisterWebhooks")[0].deeds
    assert (command.url, list(command.types)) == (given["url"], ["results.final", "objection.decided"])
    assert answer["registerWebhook"]["webhook"] == {"url": given["url"], "types": ["RESULTS_FINAL"]}


async def test_it_is_replayed_from_a_position_rotated_and_removed(gateway: Gateway) -> None:
    given = {"idempotencyKey": "k", "city": TOWN, "code": "board"}
    await gateway.execute(REPLAY, input={**given, "position": "biaochi.assessment.v1/3/7"})
    await gateway.execute(ROTATE, input=given)
    await gateway.execute(REMOVE, input=given)
    names = ("ReplayWebhooks", "RotateWebhookSecrets", "RemoveWebhooks")
    sent = [gateway.recorder.of(name)[0].deeds[0] for name in names]
    assert [one.code for one in sent] == ["board"] * 3
    assert sent[0].position == "biaochi.assessment.v1/3/7"


async def test_what_was_sent_is_listed_with_its_receipt(gateway: Gateway) -> None:
    (found,) = (await gateway.execute(WEBHOOKS % TOWN))["webhooks"]
    (edge,) = found.pop("deliveries")["edges"]
    assert edge["node"] == {
        "message": "assessment-3-0000000012",
        "type": "RESULTS_FINAL",
        "attempts": 1,
        "status": 500,
        "deliveredAt": None,
    }
    assert (found["failures"], found["trouble"], found["secret"]) == (1, "HTTP 500", "whsec_c2FtcGxl")
