"""Webhooks by the service's own methods: registered, listed, rotated, replayed and removed by those who may."""

import asyncio
from pathlib import Path

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.common.v1.common_pb2 import ListAuditTrailRequest
from biaochi_assessment.delivery.keys import secrets_of
from biaochi_assessment.domain.webhooks.refusals import WebhooksNotSetUp
from biaochi_assessment.domain.webhooks.secrets import Secrets
from biaochi_assessment.domain.webhooks.webhooks import MOST
from biaochi_assessment.store import tables
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from google.protobuf.message import Message
from sqlalchemy import select
from standardwebhooks import Webhook as Verifier

from tests.assessment.office import Office, open_office
from tests.assessment.town import CITY
from tests.assessment.webhooks.receiver import receiving
from tests.callers import caller
from tests.servers.databases import Databases

HOOK = "https://hooks.example/in"


def registering(code: str = "board", url: str = HOOK, *types: str) -> pb.RegisterWebhook:
    return pb.RegisterWebhook(idempotency_key=f"register-{code}", code=code, url=url, types=types)


async def refusal(office: Office, method: str, *commands: Message) -> str:
    """The code under which commands are refused."""
    with pytest.raises(Refused) as refused:
        await office.write(method, *commands)
    return refused.value.code


async def listed(office: Office) -> list[pb.Webhook]:
    """The webhooks of the city."""
    answer = await office.invoke(office.client.list_webhooks, pb.ListWebhooksRequest(city=CITY.slug))
    return list(answer.webhooks)


async def secret(office: Office) -> str:
    """What the webhook signs with."""
    request = pb.GetWebhookSecretRequest(city=CITY.slug, code="board")
    answer: pb.GetWebhookSecretAnswer = await office.invoke(office.client.get_webhook_secret, request)
    return answer.secret


async def test_a_webhook_is_listed_with_where_it_stands_and_without_its_secret(office: Office) -> None:
    await office.open_2020()
    await office.write("register_webhooks", registering("board", HOOK, "results.final", "cycle.closed"))
    (one,) = await listed(office)
    assert (one.code, one.url, list(one.types)) == ("board", HOOK, ["cycle.closed", "results.final"])
    assert "biaochi.assessment.v1/" in one.position
    assert "biaochi.scoring.v1/" in one.position
    assert "whsec" not in str(one)


async def test_its_secret_is_sealed_shown_to_the_committee_and_audited(office: Office) -> None:
    await office.write("register_webhooks", registering())
    shown = await secret(office)
    assert office.service.database
    row = await office.service.database.read(lambda one: one.execute(select(tables.webhook)).mappings().one())
    assert shown.startswith("whsec_")
    assert shown not in str(dict(row))
    office.call = caller("auditor").after(office.call.positions)
    request = ListAuditTrailRequest(city=CITY.slug, first=50)
    trail = await office.invoke(office.client.list_audit_trail, request)
    assert [one.subjects for one in trail.entries if one.action == "GetWebhookSecret"] == ["board"]
    with pytest.raises(Refused) as refused:
        await secret(office)
    assert refused.value.code == "FORBIDDEN"


async def test_a_new_secret_is_another(office: Office) -> None:
    await office.write("register_webhooks", registering())
    before = await secret(office)
    await office.write("rotate_webhook_secrets", pb.RotateWebhookSecret(idempotency_key="r", code="board"))
    assert await secret(office) != before


async def test_what_is_no_webhook_is_refused(office: Office) -> None:
    await office.write("register_webhooks", registering())
    again = registering()
    again.idempotency_key = "other"
    assert await refusal(office, "register_webhooks", again) == "ALREADY_EXISTS"
    assert await refusal(office, "register_webhooks", registering("a", HOOK, "fact.recorded")) == "BAD_REQUEST"
    assert await refusal(office, "register_webhooks", registering("", HOOK)) == "BAD_REQUEST"
    assert await refusal(office, "register_webhooks", registering("a", "https://10.0.0.1/")) == "WEBHOOK_TARGET_REFUSED"
    assert await refusal(office, "register_webhooks", *(registering(f"w{one}") for one in range(MOST))) == "BAD_REQUEST"
    far = pb.ReplayWebhook(idempotency_key="p", code="board", position="biaochi.assessment.v1/0/999999999")
    assert await refusal(office, "replay_webhooks", far) == "BAD_REQUEST"
    for method, command in (
        ("replay_webhooks", pb.ReplayWebhook(idempotency_key="u", code="other")),
        ("rotate_webhook_secrets", pb.RotateWebhookSecret(idempotency_key="u", code="other")),
        ("remove_webhooks", pb.RemoveWebhook(idempotency_key="u", code="other")),
    ):
        assert await refusal(office, method, command) == "UNKNOWN_WEBHOOK"
    assert [one.code for one in await listed(office)] == ["board"]


async def test_whoever_does_not_own_the_rules_registers_nothing(office: Office) -> None:
    office.call = caller("department").after(office.call.positions)
    assert await refusal(office, "register_webhooks", registering()) == "FORBIDDEN"


async def test_a_running_service_delivers_what_happens_replays_it_and_forgets_what_was_removed(
    tmp_path: Path, databases: Databases
) -> None:
    async with (
        receiving() as receiver,
        open_office(tmp_path, databases, BIAOCHI_WEBHOOK_NETWORKS="127.0.0.0/8") as office,
    ):
        await office.write("register_webhooks", registering("board", f"http://127.0.0.1:{receiver.port}/in"))
        (before,) = await listed(office)
        await office.open_2020()
        await receiver.next()
        headers, body = receiver.received[0]
        said = Verifier(await secret(office)).verify(body, headers)
        replay = pb.ReplayWebhook(idempotency_key="again", code="board", position=before.position)
        await office.write("replay_webhooks", replay)
        await receiver.next()
        request = pb.ListWebhookDeliveriesRequest(city=CITY.slug, code="board")
        while True:
            answer = await office.invoke(office.client.list_webhook_deliveries, request)
            (delivery,) = answer.deliveries
            if delivery.attempts == 2:
                break
            await asyncio.sleep(0.05)
        await office.write("remove_webhooks", pb.RemoveWebhook(idempotency_key="gone", code="board"))
        assert await listed(office) == []
    assert (said["type"], said["data"]["cycle"]) == ("cycle.opened", "2020")
    assert receiver.ids[0] == receiver.ids[1] == delivery.message
    assert delivery.delivered_at


def test_production_seals_with_the_keys_it_was_given_and_without_any_registers_nothing(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    settings = {"BIAOCHI_HOME": str(tmp_path), "BIAOCHI_MODE": "production"}
    with pytest.raises(WebhooksNotSetUp):
        secrets_of(Settings.read(settings)).new("a")
    given = Settings.read({**settings, "BIAOCHI_WEBHOOK_KEYS": str(file)})
    file.write_text("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n")
    sealed = secrets_of(given).new("a")
    file.write_text("MDEyMzQ1Njc4OTAxMjM0NQ==\nMDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n")
    assert secrets_of(given).opened(sealed, "a").startswith("whsec_")
    with pytest.raises(WebhooksNotSetUp):
        secrets_of(given).opened(sealed, "b")
    for wrong in ("", "AAAA", "?"):
        file.write_text(wrong)
        with pytest.raises(SettingsRefused):
            secrets_of(given)


def test_development_makes_a_key_once(tmp_path: Path) -> None:
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path)})
    sealed = secrets_of(settings).new("a")
    assert secrets_of(settings).opened(sealed, "a").startswith("whsec_")
    with pytest.raises(WebhooksNotSetUp):
        Secrets([bytes(32)]).opened(sealed, "a")


@pytest.mark.parametrize("text", ["10.0.0.0/33", "hooks.example", "10.0.0.1/8"])
def test_a_network_that_is_none_keeps_the_platform_from_starting(text: str) -> None:
    with pytest.raises(SettingsRefused, match="BIAOCHI_WEBHOOK_NETWORKS"):
        Settings.read({"BIAOCHI_WEBHOOK_NETWORKS": text})
