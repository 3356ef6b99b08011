"""An old version that meets the database of a newer one says so once, lives, and serves nobody until that is mended."""

import asyncio
import http.client
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

import pytest
from biaochi_chassis.runtime import service as services
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.runtime.service import Endpoint, Service, listen, serve
from biaochi_chassis.runtime.web import ServiceApp
from biaochi_chassis.store.migrating.upgrade import SchemaTooNew
from sqlalchemy import Engine, create_engine, text

from tests.chassis.worlds import database
from tests.servers.databases import Databases

NEWER = "producer_9999"


def migrated(databases: Databases, revision: str) -> str:
    """Mark the producer's database as of this migration; return as of which it was."""
    engine: Engine = create_engine(databases("producer"))
    with engine.begin() as connection:
        before = connection.execute(text("select version_num from alembic_version")).scalar_one()
        connection.execute(text("update alembic_version set version_num = :revision"), {"revision": revision})
    engine.dispose()
    return str(before)


async def made(databases: Databases) -> None:
    """Let this version make the database."""
    producer = database(databases, "producer")
    await producer.start()
    await producer.close()


@asynccontextmanager
async def serving(databases: Databases) -> AsyncIterator[int]:
    """The service on a port of its own."""
    health, listener = Health(), listen("127.0.0.1", 0)
    service = Service("producer", ServiceApp([], health), health, database(databases, "producer"))
    process = asyncio.create_task(serve([service], Endpoint(listener, service.app)))
    yield listener.getsockname()[1]
    process.cancel()
    await asyncio.gather(process, return_exceptions=True)


def probed(port: int, name: str) -> tuple[int, dict[str, Any]]:
    """What a probe answers."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", f"/health/{name}")
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


async def until(port: int, name: str, status: int) -> dict[str, Any]:
    """Wait until the probe answers with the status and names a reason, or none; return what it says."""
    while True:
        found, said = await asyncio.to_thread(probed, port, name)
        if found == status and said.get("troubles", {}).get("start") != "not started yet":
            return said
        await asyncio.sleep(0.01)


async def test_the_version_is_refused_with_a_sentence_and_the_database_stays_as_it_is(databases: Databases) -> None:
    await made(databases)
    migrated(databases, NEWER)

    old = database(databases, "producer")
    with pytest.raises(SchemaTooNew, match=f"{NEWER}, which this version does not know"):
        await old.start()
    await old.close()

    assert migrated(databases, NEWER) == NEWER


async def test_it_lives_and_is_not_ready_until_the_database_is_one_it_knows(
    databases: Databases, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(services, "LOOK_AGAIN", 0.02)
    await made(databases)
    known = migrated(databases, NEWER)
    with caplog.at_level(logging.ERROR):
        async with serving(databases) as port:
            said = await until(port, "ready", 503)
            assert NEWER in said["troubles"]["start"]
            assert await asyncio.to_thread(probed, port, "live") == (200, {"live": True})
            assert (await asyncio.to_thread(probed, port, "start"))[0] == 503
            await asyncio.sleep(0.1)
            assert [record.levelname for record in caplog.records] == ["ERROR"]
            assert NEWER in caplog.text

            migrated(databases, known)

            assert await until(port, "ready", 200) == {"ready": True, "troubles": {}, "limits": {}}
