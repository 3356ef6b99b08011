"""Fixtures of the chassis' tests: every log and database is a file of the test's own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from biaochi_chassis.log.embedded import EmbeddedLog

from tests.chassis.worlds import World, database


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    teller, hearer = database(tmp_path, "teller"), database(tmp_path, "hearer")
    await teller.start()
    await hearer.start()
    async with EmbeddedLog(tmp_path / "log.db") as log:
        yield World(tmp_path, log, teller, hearer)
        await teller.close()
        await hearer.close()
