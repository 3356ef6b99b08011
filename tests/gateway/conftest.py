"""A gateway over the town, spoken to over HTTP in this process."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.runtime.service import Service
from biaochi_gateway.app import build
from pyqwest import Client, FullResponse
from pyqwest.testing import ASGITransport

from tests.callers import at_home, token
from tests.gateway.fakes import Recorder, services

HERE, JSON = "http://127.0.0.1", "application/json"


@dataclass
class Gateway:
    """The running gateway, its log, and what its services were asked."""

    service: Service
    log: EventLog
    recorder: Recorder

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> FullResponse:
        """One GET by the developer, unless the headers say otherwise."""
        sent = {"authorization": f"Bearer {token()}", **(headers or {})}
        return await Client(ASGITransport(self.service.app)).get(f"{HERE}{path}", sent)

    async def post(self, body: object, headers: Mapping[str, str] | None = None) -> FullResponse:
        """One POST to /graphql by the developer, unless the headers say otherwise."""
        sent = {"content-type": JSON, "accept": JSON, "authorization": f"Bearer {token()}", **(headers or {})}
        return await Client(ASGITransport(self.service.app)).post(f"{HERE}/graphql", sent, json.dumps(body).encode())

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
    log = EmbeddedLog(tmp_path / "log.db")
    await log.start()
    recorder = Recorder()
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path)})
    at_home(tmp_path)
    service = build(settings, log, SystemClock(), services(recorder))
    await service.start()
    yield Gateway(service, log, recorder)
    await service.stop()
    await log.close()
