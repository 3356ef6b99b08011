"""A process serves until it is told to stop, hands on what was published, and ends loudly when a part of it dies."""

import asyncio
import contextlib
import http.client
import json
import logging
import os
import signal
import socket
from pathlib import Path

import pytest
from biaochi_chassis.foundation import process_log
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.runtime.process import serve_alone
from biaochi_chassis.runtime.service import Endpoint, Service, listen, serve
from biaochi_chassis.runtime.web import ServiceApp
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.publishing.relay import Relay

from tests.callers import IDENTITY
from tests.chassis.worlds import CITY, SCRIPTS, TOPIC, database, publish
from tests.running import Running, free_ports
from tests.servers.databases import in_files


class Dying:
    """A loop with a bug."""

    async def run(self) -> None:
        await asyncio.sleep(0.05)
        raise ZeroDivisionError("a bug in a loop")


class Idle:
    """A loop that notices its end."""

    ended = False

    async def run(self) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            self.ended = True


class Connections(Clients):
    """Connections that notice their end."""

    closed = False

    async def close(self) -> None:
        self.closed = True


async def test_a_loop_that_dies_ends_the_process_loudly(caplog: pytest.LogCaptureFixture) -> None:
    health, idle = Health(), Idle()
    service = Service("words", ServiceApp([], health), health, loops=(idle, Dying()))

    code = await asyncio.wait_for(serve([service], Endpoint(listen("127.0.0.1", 0), service.app)), 10)

    assert code == 1
    assert "a bug in a loop" in caplog.text
    assert idle.ended
    assert not health.started


async def test_connections_to_others_are_let_go_of_at_the_end() -> None:
    health, clients = Health(), Connections(IDENTITY)
    service = Service("words", ServiceApp([], health), health, clients=clients)
    await service.start()

    await service.stop()

    assert clients.closed


async def test_sigterm_stops_and_hands_on_what_was_published(tmp_path: Path) -> None:
    producer, health = database(in_files(tmp_path), "producer"), Health()
    async with EmbeddedLog(tmp_path / "log.db") as log:
        service = Service("producer", ServiceApp([], health), health, producer, Relay(producer, log))
        serving = asyncio.create_task(serve([service], Endpoint(listen("127.0.0.1", 0), service.app)))
        while not health.started:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)

        await publish(producer, ["a", "b"])
        os.kill(os.getpid(), signal.SIGTERM)

        assert await asyncio.wait_for(serving, 10) == 0
        records = await log.read(TOPIC, partition_of(CITY), 0, 10)
        assert [record.value for record in records] == [b"a", b"b"]


async def test_a_process_lives_while_it_waits_for_its_database() -> None:
    nowhere = Database("producer", "postgresql+psycopg://biaochi@127.0.0.1:9/producer", SCRIPTS)
    health = Health()
    service = Service("producer", ServiceApp([], health), health, nowhere)
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    serving = asyncio.create_task(serve([service], Endpoint(listener, service.app)))

    assert await asyncio.to_thread(_status, port, "live") == 200
    assert await asyncio.to_thread(_status, port, "ready") == 503
    os.kill(os.getpid(), signal.SIGTERM)
    assert await asyncio.wait_for(serving, 20) == 0


def _status(port: int, probe: str) -> int:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", f"/health/{probe}")
        return connection.getresponse().status


@pytest.mark.parametrize("setting", ["BIAOCHI_PORT", "BIAOCHI_METRICS_PORT"])
async def test_a_port_taken_by_another_is_a_sentence_and_nothing_starts(setting: str, tmp_path: Path) -> None:
    health = Health()
    service = Service("gateway", ServiceApp([], health), health)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        free = str(free_ports())
        given = {"BIAOCHI_HOME": str(tmp_path), "BIAOCHI_PORT": free, "BIAOCHI_METRICS_PORT": free, setting: port}

        with pytest.raises(SettingsRefused, match=f"{port} .* set {setting}"):
            await serve_alone("gateway", lambda *_: service, Settings.read(given))

    assert not health.started


@pytest.mark.parametrize("form", process_log.FORMS)
def test_the_process_log_names_service_and_trace(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger().handlers[:]
    process_log.start(form)
    try:
        logging.getLogger("biaochi_tests").info("published %s", 3, extra={"service": "org", "trace": "a" * 32})
        process_log.note("Everybody may do everything.")
    finally:
        logging.getLogger().handlers[:] = before

    first, second = capsys.readouterr().err.splitlines()
    assert "published 3" in first
    assert "a" * 32 in first
    assert "Everybody may do everything." in second
    if form == "json":
        assert json.loads(first)["service"] == "org"


def test_a_served_part_writes_json_where_no_terminal_reads_it_and_each_line_once(tmp_path: Path) -> None:
    part = Running(tmp_path, ("org",))
    part.start()
    part.stop()

    lines = [json.loads(line) for line in (tmp_path / "org.log").read_text().splitlines()]
    said = [f"{line['logger']}: {line['message']}" for line in lines]
    assert said[0] == "biaochi_chassis.runtime.service: org serves"
    assert said[-1] == "biaochi_chassis.runtime.service: org has stopped"
    assert len(said) == len(set(said))


async def test_a_check_that_is_added_while_others_answer_is_the_next_question_s() -> None:
    health = Health()
    health.started = True

    async def slow() -> str | None:
        health.add("later", slow)
        return "is late"

    health.add("first", slow)
    assert await health.troubles() == {"first": "is late"}
