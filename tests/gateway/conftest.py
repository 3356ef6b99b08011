"""A gateway over the town, spoken to over HTTP in this process."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.identity.tokens import Expected
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.runtime.service import Service
from biaochi_gateway.app import build
from pyqwest import Client, FullResponse
from pyqwest.testing import ASGITransport

from tests.callers import AUDIENCE, at_home, token
from tests.gateway.fakes import Recorder, services

HERE, JSON = "http://127.0.0.1", "application/json"


@dataclass
class Gateway:
    """The running gateway, its log, and what its services were asked."""

    service: Service
    log: EventLog
    recorder: Recorder
    token: str
    """What its usual caller is known by."""

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> FullResponse:
        """One GET by the usual caller, unless the headers say otherwise."""
        return await self.send("GET", path, headers)

    async def post(self, body: object, headers: Mapping[str, str] | None = None) -> FullResponse:
        """One POST to /graphql by the usual caller, unless the headers say otherwise."""
        sent = {"content-type": JSON, "accept": JSON, **(headers or {})}
        return await self.send("POST", "/graphql", sent, json.dumps(body).encode())

    async def send(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> FullResponse:
        """One request as it is, by the usual caller, unless the headers say otherwise."""
        sent = {"authorization": f"Bearer {self.token}", **(headers or {})}
        return await Client(ASGITransport(self.service.app)).execute(method, f"{HERE}{path}", sent, body)

    async def answer(self, query: str, **variables: object) -> dict[str, Any]:
        """The whole answer to one document."""
        response = await self.post({"query": query, "variables": variables})
        answer: dict[str, Any] = json.loads(response.text())
        return answer

    async def execute(self, query: str, **variables: object) -> dict[str, Any]:
        """The data of an answer without errors."""
        answer = await self.answer(query, **variables)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    async def error(self, query: str, **variables: object) -> dict[str, Any]:
        """The one error of an answer."""
        (error,) = (await self.answer(query, **variables))["errors"]
        return dict(error)

    async def listening(self) -> None:
        """Wait until the gateway reads the log."""
        for _ in range(500):
            if "log" not in await self.service.health.troubles():
                return
            await asyncio.sleep(0.01)
        pytest.fail("the gateway does not read the log after five seconds")


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[Gateway]:
    at_home(tmp_path)
    async with running(Settings.read({"BIAOCHI_HOME": str(tmp_path)}), token()) as running_here:
        yield running_here


@pytest.fixture
async def production(tmp_path: Path) -> AsyncIterator[Gateway]:
    """A gateway as production has it, and somebody there who holds no role."""
    async with in_production(tmp_path) as running_here:
        yield running_here


@asynccontextmanager
async def in_production(folder: Path, **more: str) -> AsyncIterator[Gateway]:
    """A gateway as production has it, with further settings, and somebody there who holds no role."""
    key, public = SigningKey.make("gateway"), folder / "issuer.json"
    (folder / "key.json").write_text(json.dumps(key.document))
    public.write_text(json.dumps(key.public))
    given = {"BIAOCHI_ISSUER": "urn:issuer", "BIAOCHI_ISSUER_KEYS": str(public), **more}
    key_file = {"BIAOCHI_SERVICE_KEY": str(folder / "key.json"), "BIAOCHI_HOME": str(folder)}
    settings = Settings.read({"BIAOCHI_MODE": "production", **given, **key_file})
    async with running(settings, key.sign(Expected("urn:issuer", AUDIENCE), "somebody", 3600)) as running_here:
        yield running_here


@asynccontextmanager
async def running(settings: Settings, usual: str) -> AsyncIterator[Gateway]:
    """A gateway with these settings, its usual caller's token, over the town."""
    recorder = Recorder()
    async with EmbeddedLog(settings.home / "log.db") as log:
        service = build(settings, log, SystemClock(), services(recorder))
        await service.start()
        yield Gateway(service, log, recorder, usual)
        await service.stop()
