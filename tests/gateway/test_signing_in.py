"""Nothing is executed for nobody; in development this machine alone is answered, by a token it signs itself."""

import asyncio
import json
import time
from pathlib import Path

import pytest
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.foundation.refusal import Forbidden, NotYetKnown, Unauthenticated
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.identity.development import WARNING
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_gateway.app import build
from biaochi_gateway.events import broadcast as broadcasting
from biaochi_gateway.events.broadcast import Admission, Broadcast
from biaochi_gateway.http.loopback import is_loopback
from starlette.types import Message

from tests.callers import token
from tests.gateway.conftest import JSON, Gateway
from tests.gateway.fakes import Recorder, services

RESPONSE_JSON = "application/graphql-response+json"
CITIES = {"query": "{ cities { totalCount } }"}
OPEN = {"query": 'mutation { openCycle(input: {idempotencyKey: "k", city: "yangcheng", code: "2020"}) { position } }'}


@pytest.mark.parametrize("accept", [JSON, RESPONSE_JSON])
@pytest.mark.parametrize("authorization", ["", "Bearer a.b.c", "Basic YTpi"])
async def test_whoever_is_nobody_gets_401_in_the_media_type_they_accept(
    gateway: Gateway, accept: str, authorization: str
) -> None:
    response = await gateway.post(CITIES, {"authorization": authorization, "accept": accept})

    assert response.status == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.headers["content-type"].startswith(accept)
    (error,) = json.loads(response.text())["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    assert len(error["extensions"]["traceId"]) == 32
    assert not gateway.recorder.requests


async def test_the_page_is_shown_to_whoever_opens_it(gateway: Gateway) -> None:
    response = await gateway.get("/graphql", {"authorization": "", "accept": "text/html"})

    assert response.status == 200
    assert 'id="who"' in response.text()


async def test_whoever_has_no_role_for_it_is_refused_by_the_service_and_learns_who_grants_it(gateway: Gateway) -> None:
    response = await gateway.post(OPEN, {"authorization": f"Bearer {token('auditor')}"})

    (error,) = json.loads(response.text())["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN"
    assert "安全管理员" in error["message"]
    assert not gateway.recorder.requests


async def test_a_role_in_one_city_is_none_in_another(gateway: Gateway) -> None:
    here = await gateway.post(OPEN, {"authorization": f"Bearer {token('scheme_owner', 'yangcheng')}"})
    there = await gateway.post(OPEN, {"authorization": f"Bearer {token('scheme_owner', 'laixi')}"})

    assert "errors" not in json.loads(here.text())
    assert json.loads(there.text())["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize("what", ["B1", "NOT-THERE"])
async def test_a_refusal_does_not_say_whether_there_is_anything(gateway: Gateway, what: str) -> None:
    query = {"query": f'{{ person(city: "yangcheng", code: "{what}") {{ code }} }}'}

    response = await gateway.post(query, {"authorization": f"Bearer {token('viewer')}"})

    (error,) = json.loads(response.text())["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN"
    assert what not in error["message"]


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "evil.example", "origin": "http://evil.example"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"host": "127.0.0.1.evil.example"},
        {"host": ""},
        {"host": "127.0.0.1", "Host": "evil.example"},
        {"origin": "http://localhost", "Origin": "http://evil.example"},
    ],
)
async def test_in_development_no_page_of_another_site_gets_an_answer(gateway: Gateway, headers: dict[str, str]) -> None:
    sent = await over_asgi(gateway, "http", {"authorization": f"Bearer {token()}", "host": "127.0.0.1", **headers})

    assert sent[0]["status"] == 403
    assert json.loads(sent[1]["body"])["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert not gateway.recorder.requests


async def test_in_development_no_socket_of_another_site_is_opened(gateway: Gateway) -> None:
    sent = await over_asgi(gateway, "websocket", {"host": "evil.example", "origin": "http://evil.example"})

    assert [message["type"] for message in sent] == ["websocket.close"]


@pytest.mark.parametrize("name", ["localhost", "localhost:8000", "127.0.0.1:8000", "127.0.0.9", "[::1]:8000"])
def test_this_machine_is_known_by_every_loopback_name(name: str) -> None:
    assert is_loopback(f"//{name}")


@pytest.mark.parametrize("name", ["localhost.evil.example", "evil.example@localhost", "10.0.0.1", "2130706433", "["])
def test_nobody_else_is_taken_for_this_machine(name: str) -> None:
    assert not is_loopback(f"//{name}")


async def test_a_socket_whose_first_message_names_nobody_is_closed(gateway: Gateway) -> None:
    sent = await over_asgi(
        gateway,
        "websocket",
        {"host": "127.0.0.1"},
        {"type": "websocket.receive", "text": json.dumps({"type": "connection_init", "payload": {}})},
    )

    assert (sent[-1]["type"], sent[-1]["code"]) == ("websocket.close", 4403)


async def test_development_signs_a_token_for_the_role_that_is_chosen(gateway: Gateway) -> None:
    roles = json.loads((await gateway.get("/development/roles", {"authorization": ""})).text())["roles"]
    made = json.loads((await chosen(gateway, {"as": "auditor"}))[1]["body"])

    answer = await gateway.post(CITIES, {"authorization": f"Bearer {made['token']}"})

    assert {"developer", "scheme_owner", "auditor"} <= {role["key"] for role in roles}
    assert answer.status == 200
    assert gateway.recorder.calls()[-1].caller == "auditor"


@pytest.mark.parametrize("body", [{"as": "king"}, {}, [], "auditor"])
async def test_development_signs_nothing_for_a_role_that_is_none(gateway: Gateway, body: object) -> None:
    sent = await chosen(gateway, body)

    assert sent[0]["status"] == 400
    assert json.loads(sent[1]["body"])["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_a_form_of_another_site_gets_no_token(gateway: Gateway) -> None:
    sent = await chosen(gateway, {"as": "developer"}, media="text/plain")

    assert sent[0]["status"] == 400


@pytest.mark.usefixtures("gateway")
async def test_development_says_loudly_that_it_signs_for_anybody(caplog: pytest.LogCaptureFixture) -> None:
    assert "may sign in as anybody" in WARNING
    assert any(WARNING in record.getMessage() for record in caplog.get_records("setup"))


async def test_no_path_of_the_gateway_leads_to_a_service(gateway: Gateway) -> None:
    sent = await over_asgi(
        gateway, "http", {"host": "127.0.0.1"}, path="/biaochi.assessment.v1.AssessmentService/OpenCycles"
    )

    assert sent[0]["status"] == 404


async def test_a_subscription_ends_with_its_token() -> None:
    with Broadcast[str]().subscribed(lambda _: True) as subscription:
        changes = subscription.changes(Admission(time.time() + 0.05, lambda: asyncio.sleep(0)))
        with pytest.raises(Unauthenticated, match="订阅到此结束"):
            await asyncio.wait_for(anext(changes), 5)


async def test_a_subscription_ends_when_its_role_is_taken_away_and_bears_a_service_that_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(broadcasting, "ADMITTED_AGAIN", 0.01)
    answers = iter([NotYetKnown("以后再来。"), None, Forbidden("没有角色。")])

    async def still() -> None:
        if (refused := next(answers)) is not None:
            raise refused

    with Broadcast[str]().subscribed(lambda _: True) as subscription, pytest.raises(Forbidden):
        await asyncio.wait_for(anext(subscription.changes(Admission(float("inf"), still))), 5)
    assert next(answers, "all were asked") == "all were asked"


async def test_the_token_of_a_request_goes_on_to_the_services_and_no_name_does(gateway: Gateway) -> None:
    await gateway.post(CITIES, {"biaochi-caller": "forged", "biaochi-roles": "*"})

    (call,) = gateway.recorder.calls()
    assert call.caller == "developer"
    assert call.token.count(".") == 2


async def test_a_gateway_that_no_service_believes_is_not_ready(tmp_path: Path) -> None:
    """Its home has another key than the services'."""
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path)})
    async with EmbeddedLog(tmp_path / "log.db") as log:
        service = build(settings, log, SystemClock(), services(Recorder()))
        await service.start()
        while "log" in (troubles := await service.health.troubles()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await service.stop()

    assert "令牌" in troubles["services"]


async def chosen(gateway: Gateway, body: object, media: str = JSON) -> list[Message]:
    request: Message = {"type": "http.request", "body": json.dumps(body).encode()}
    return await over_asgi(
        gateway, "http", {"host": "127.0.0.1", "content-type": media}, request, path="/development/token"
    )


async def over_asgi(
    gateway: Gateway, kind: str, headers: dict[str, str], *messages: Message, path: str = "/graphql"
) -> list[Message]:
    """What is sent back to a request with these very headers, as a browser of another site would make them."""
    request: Message = {"type": "http.request", "body": json.dumps(CITIES).encode()}
    given = messages or (request,) if kind == "http" else ({"type": "websocket.connect"}, *messages)
    incoming, sent = iter(given), list[Message]()

    async def receive() -> Message:
        found = next(incoming, None)
        if found is None:
            await asyncio.sleep(0.2)
            return {"type": f"{kind}.disconnect", "code": 1000}
        return found

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": kind,
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [
            (name.lower().encode(), value.encode()) for name, value in {"content-type": JSON, **headers}.items()
        ],
        "subprotocols": ["graphql-transport-ws"],
    }
    await gateway.service.app(scope, receive, send)
    return sent
