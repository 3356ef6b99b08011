"""Fixtures of the chassis' tests: every log and every database is the test's own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from biaochi_chassis.log.embedded import EmbeddedLog

from tests.chassis.worlds import World, database
from tests.servers.databases import Databases


@pytest.fixture
async def world(tmp_path: Path, databases: Databases) -> AsyncIterator[World]:
    teller, hearer = database(databases, "teller"), database(databases, "hearer")
    await teller.start()
    await hearer.start()
    async with EmbeddedLog(tmp_path / "log.db") as log:
        yield World(tmp_path, databases, log, teller, hearer)
        await teller.close()
        await hearer.close()
