"""A caller gets a service's answer or its refusal whole, in process and over HTTP alike; a bug shows no trace."""

import asyncio
import contextlib
import json
import logging
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from biaochi.common.v1.common_pb2 import Written
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import NotYetKnown, Refused
from biaochi_chassis.identity.development import NAME
from biaochi_chassis.identity.policy import Policy
from biaochi_chassis.identity.services import SERVICE, ServiceIdentity
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.rpc.read_your_writes import ReadYourWrites
from biaochi_chassis.rpc.refusals import RefusedByService
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.runtime.service import listen
from biaochi_chassis.runtime.web import ServiceApp, call_of, rpc
from biaochi_chassis.runtime.writing import write_answer
from biaochi_chassis.store import engines
from biaochi_chassis.store.batch import BatchAnswer
from biaochi_chassis.store.batch import Written as Done
from biaochi_chassis.store.database import Database
from pyqwest import Client as HttpClient
from pyqwest.testing import ASGITransport
from sqlalchemy import text
from starlette.types import ASGIApp

from tests.callers import IDENTITY, KEY, Overheard, caller, guard
from tests.chassis.rpc.words_service import Context, WordsASGIApplication, WordsClient
from tests.chassis.worlds import SCRIPTS, World
from tests.servers.databases import in_files

CALL = caller()
POLICIES = {name: Policy(frozenset({"registry"})) for name in ("Read", "Write")}


class WordForbidden(Refused):
    """A refusal of a service's own."""

    code = "WORD_FORBIDDEN"


@dataclass
class Dictionary:
    """Answers with the word itself; some words are special."""

    calls: list[Call] = field(default_factory=list)
    database: Database | None = None
    statement: str = "select 1"

    async def look_up(self) -> None:
        assert self.database is not None
        await self.database.update(lambda connection: connection.execute(text(self.statement)))

    async def read(self, request: Written, ctx: Context) -> Written:
        self.calls.append(call_of(ctx))
        match request.code:
            case "forbidden":
                raise WordForbidden("“forbidden”不能说。", index=3, field="code", details={"word": "forbidden"})
            case "bug":
                raise ZeroDivisionError("secret of the service")
            case "select":
                await self.look_up()
            case "slow":
                await asyncio.sleep(5)
        return Written(code=request.code)

    async def write(self, request: Written, ctx: Context) -> Written:
        return await self.read(request, ctx)


@dataclass
class Endpoint:
    """The service under test and its client."""

    words: Dictionary
    client: WordsClient
    app: ServiceApp


def an_app(
    words: Dictionary, read_your_writes: ReadYourWrites | None = None, health: Health | None = None
) -> ServiceApp:
    service = rpc(WordsASGIApplication, words, read_your_writes or ReadYourWrites(), guard(POLICIES), Overheard())
    return ServiceApp([service], health or Health(started=True))


@contextlib.asynccontextmanager
async def over_http(app: ASGIApp) -> AsyncIterator[str]:
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await serving
    listener.close()


@pytest.fixture(params=["in process", "over http"])
async def endpoint(request: pytest.FixtureRequest) -> AsyncIterator[Endpoint]:
    words, clients = Dictionary(), Clients(IDENTITY)
    app = an_app(words)
    async with contextlib.AsyncExitStack() as stack:
        service = app if request.param == "in process" else await stack.enter_async_context(over_http(app))
        stack.push_async_callback(clients.close)
        yield Endpoint(words, clients.of(WordsClient, service, deadline=0.5), app)


@contextlib.asynccontextmanager
async def on(database: Database, statement: str = "select 1") -> AsyncIterator[WordsClient]:
    """A client of the service whose words lie in this database."""
    clients = Clients(IDENTITY)
    yield clients.of(WordsClient, an_app(Dictionary(database=database, statement=statement)))
    await clients.close()
    await database.close()


async def test_a_service_answers_and_knows_who_calls(endpoint: Endpoint) -> None:
    call = CALL.after(Positions.parse("biaochi.other.v1/3/7"))

    answer = await endpoint.client.read("标尺", call.headers())

    assert answer.code == "标尺"
    assert endpoint.words.calls == [call.to("Read", "gateway")]


async def test_a_database_that_is_not_there_may_be_tried_again() -> None:
    async with on(Database("words", "postgresql+psycopg://biaochi@127.0.0.1:9/words", SCRIPTS)) as client:
        with pytest.raises(RefusedByService) as caught:
            await client.write("select", CALL.headers())

    assert (caught.value.code, caught.value.retryable) == ("SERVICE_UNAVAILABLE", True)


async def test_a_file_locked_beyond_patience_may_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_WRITER", ("pragma busy_timeout=50",))
    url = in_files(tmp_path)("words")
    lock = sqlite3.connect(tmp_path / "words.db", isolation_level=None)
    lock.execute("begin exclusive")
    async with on(Database("words", url, SCRIPTS)) as client:
        with pytest.raises(RefusedByService) as caught:
            await client.write("select", CALL.headers())
    lock.close()

    assert (caught.value.code, caught.value.retryable) == ("SERVICE_UNAVAILABLE", True)


async def test_a_service_that_has_not_started_lets_no_call_through() -> None:
    words, clients, health = Dictionary(), Clients(IDENTITY), Health()
    client = clients.of(WordsClient, an_app(words, health=health))
    with pytest.raises(RefusedByService) as caught:
        await client.write("a", CALL.headers())

    assert (caught.value.code, caught.value.retryable, words.calls) == ("SERVICE_UNAVAILABLE", True, [])
    assert "还没有开始" in caught.value.sentence
    health.started = True
    assert (await client.write("a", CALL.headers())).code == "a"
    await clients.close()


async def test_a_wrong_statement_is_a_bug(tmp_path: Path) -> None:
    async with on(Database("words", in_files(tmp_path)("words"), SCRIPTS), "select nothing from nowhere") as client:
        with pytest.raises(RefusedByService) as caught:
            await client.write("select", CALL.headers())

    assert (caught.value.code, caught.value.retryable) == ("INTERNAL", False)


async def test_a_refusal_arrives_whole(endpoint: Endpoint) -> None:
    with pytest.raises(RefusedByService) as caught:
        await endpoint.client.read("forbidden", CALL.headers())

    refused = caught.value
    assert (refused.code, refused.sentence, refused.retryable) == ("WORD_FORBIDDEN", "“forbidden”不能说。", False)
    assert (refused.index, refused.field, refused.details) == (3, "code", {"word": "forbidden"})


async def test_a_bug_arrives_as_a_reference_and_stays_in_the_process_log(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(RefusedByService) as caught:
        await endpoint.client.read("bug", CALL.headers())

    (record,) = [record for record in caplog.records if record.name == "biaochi_chassis.runtime.web"]
    assert caught.value.code == "INTERNAL"
    assert record.__dict__["reference"] in caught.value.sentence
    assert record.__dict__["trace"] == CALL.trace_id
    assert "secret" not in caught.value.sentence
    assert "secret" in caplog.text


async def test_no_answer_in_time_may_be_tried_again(endpoint: Endpoint) -> None:
    with pytest.raises(RefusedByService) as caught:
        await endpoint.client.write("slow", CALL.headers())

    assert (caught.value.code, caught.value.retryable) == ("SERVICE_UNAVAILABLE", True)


async def test_a_request_that_is_too_large_is_refused(endpoint: Endpoint) -> None:
    with pytest.raises(RefusedByService) as caught:
        await endpoint.client.read("x" * (4 * 1024 * 1024), CALL.headers())

    assert caught.value.code == "REQUEST_TOO_LARGE"


async def test_whoever_brings_no_token_is_refused(endpoint: Endpoint) -> None:
    with pytest.raises(RefusedByService, match="没有登录") as caught:
        await endpoint.client.read("a", {})

    assert caught.value.code == "UNAUTHENTICATED"
    assert not endpoint.words.calls


async def test_a_name_and_roles_in_headers_are_believed_by_nobody(endpoint: Endpoint) -> None:
    forged = {"biaochi-caller": "forged", "biaochi-roles": "*"}

    with pytest.raises(RefusedByService) as caught:
        await endpoint.client.read("a", forged)
    await endpoint.client.read("a", {**caller("registry").headers(), **forged})

    assert caught.value.code == "UNAUTHENTICATED"
    assert [(call.caller, call.roles) for call in endpoint.words.calls] == [("registry", frozenset({"registry"}))]


async def test_whoever_has_no_role_for_it_is_refused_and_learns_who_grants_it(endpoint: Endpoint) -> None:
    with pytest.raises(RefusedByService, match="安全管理员") as caught:
        await endpoint.client.read("a", caller("viewer").headers())

    assert caught.value.code == "FORBIDDEN"
    assert not endpoint.words.calls


@pytest.mark.parametrize(
    "identity",
    [ServiceIdentity("gateway", SigningKey.make(NAME)), ServiceIdentity("scoring", KEY)],
    ids=["signed with a key of nobody's", "of a process that may not call"],
)
async def test_a_person_who_comes_past_the_gateway_is_refused(identity: ServiceIdentity) -> None:
    words, clients = Dictionary(), Clients(identity)

    with pytest.raises(RefusedByService) as caught:
        await clients.of(WordsClient, an_app(words)).read("a", CALL.headers())

    assert caught.value.code == "UNAUTHENTICATED"
    assert not words.calls


async def test_a_persons_token_proves_no_process(endpoint: Endpoint) -> None:
    response = await HttpClient(ASGITransport(endpoint.app)).post(
        "http://inside/biaochi.tests.v1.Words/Read",
        {"content-type": "application/proto", **CALL.headers(), SERVICE: CALL.token},
        b"",
    )

    assert (response.status, json.loads(response.text())["code"]) == (401, "unauthenticated")


async def test_nobody_there_is_unavailable() -> None:
    clients = Clients(IDENTITY)
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"

    with pytest.raises(RefusedByService) as caught:
        await clients.of(WordsClient, address).read("a", CALL.headers())

    assert (caught.value.code, caught.value.retryable) == ("SERVICE_UNAVAILABLE", True)
    await clients.close()


async def test_a_read_whose_connection_breaks_is_tried_once_more_and_a_write_is_not() -> None:
    words, clients = Dictionary(), Clients(IDENTITY)
    async with over_http(an_app(words)) as behind, breaking(behind) as (address, broken):
        client = clients.of(WordsClient, address)

        assert (await client.read("a", CALL.headers())).code == "a"
        assert broken() == 1

    async with over_http(an_app(words)) as behind, breaking(behind) as (address, broken):
        with pytest.raises(RefusedByService) as caught:
            await clients.of(WordsClient, address).write("b", CALL.headers())
        assert (caught.value.code, broken()) == ("SERVICE_UNAVAILABLE", 1)
    await clients.close()


@contextlib.asynccontextmanager
async def breaking(behind: str) -> AsyncIterator[tuple[str, Callable[[], int]]]:
    """Stand before a service and break the first connection once the request is there."""
    broken = 0
    host, port = behind.removeprefix("http://").split(":")

    async def pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while chunk := await source.read(65536):
                target.write(chunk)
        target.close()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal broken
        if not broken:
            broken += 1
            await reader.read(10)
            writer.transport.abort()
            return
        to_reader, to_writer = await asyncio.open_connection(host, int(port))
        await asyncio.gather(pass_on(reader, to_writer), pass_on(to_reader, writer))

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", lambda: broken
    server.close()


async def test_a_service_waits_for_what_its_caller_has_written(world: World) -> None:
    consumer = world.consumer()
    published = await world.publish("a")
    call = CALL.after(published)
    app = an_app(Dictionary(), ReadYourWrites(consumer))
    client = Clients(IDENTITY).of(WordsClient, app)

    reading = asyncio.create_task(client.read("a", call.headers()))
    await asyncio.sleep(0.05)
    assert not reading.done()
    await consumer.catch_up()

    assert (await reading).code == "a"


async def test_what_stays_unknown_to_a_service_is_refused(world: World) -> None:
    published = await world.publish("a")
    client = Clients(IDENTITY).of(WordsClient, an_app(Dictionary(), ReadYourWrites(world.consumer())))

    with pytest.raises(RefusedByService) as caught:
        await client.read("a", CALL.after(published).headers())

    assert (caught.value.code, caught.value.retryable) == ("NOT_YET_KNOWN", True)


async def test_the_probes_say_what_is_wrong() -> None:
    health = Health()
    troubles: dict[str, str | None] = {"log": "three events are still to be published"}

    async def check() -> str | None:
        return troubles["log"]

    async def full() -> str | None:
        return "it is full"

    health.add("log", check)
    http = HttpClient(ASGITransport(an_app(Dictionary(), health=health)))

    async def probed(probe: str) -> tuple[int, object]:
        answer = await http.get(f"http://inside/health/{probe}")
        return answer.status, json.loads(answer.content)

    assert (await probed("live"))[0] == 200
    assert (await probed("start"))[0] == 503
    assert (await probed("ready"))[0] == 503
    health.started = True
    assert (await probed("start"))[0] == 200
    assert await probed("ready") == (
        503,
        {"ready": False, "troubles": {"log": "three events are still to be published"}, "limits": {}},
    )
    troubles["log"] = None
    assert await probed("ready") == (200, {"ready": True, "troubles": {}, "limits": {}})
    health.watch("disk", full)
    assert await probed("ready") == (200, {"ready": True, "troubles": {}, "limits": {"disk": "it is full"}})


async def test_ready_comes_though_a_check_never_does() -> None:
    health = Health()
    health.started = True
    for name in ("database", "log"):
        health.add(name, asyncio.Event().wait)  # type: ignore[arg-type]  # it never answers
    http = HttpClient(ASGITransport(an_app(Dictionary(), health=health)))

    answer = await http.get("http://inside/health/ready")

    assert (answer.status, sorted(json.loads(answer.content)["troubles"])) == (503, ["database", "log"])


def test_the_answer_to_a_write_says_everything() -> None:
    refusals = (NotYetKnown("later", index=1), WordForbidden("never", index=2, field="code"))
    written = (Done("a", already=False), Done("b", already=True), Done("c", already=False, awaits_signature=True))

    answer = write_answer(BatchAnswer(written, Positions.parse("t.v1/1/5"), refusals))

    assert [(one.code, one.already, one.awaits_signature) for one in answer.written] == list(map(tuple, written))
    assert answer.position == "t.v1/1/5"
    assert [(one.code, one.index, one.retryable) for one in answer.refusals] == [
        ("NOT_YET_KNOWN", 1, True),
        ("WORD_FORBIDDEN", 2, False),
    ]
