"""Fixtures of the chassis' tests: every log and every database is the test's own."""

from collections.abc import AsyncIterator

import pytest

from tests.chassis.worlds import World, database
from tests.servers.logs import Backbone


@pytest.fixture
async def world(backbone: Backbone) -> AsyncIterator[World]:
    teller, hearer = database(backbone.databases, "teller"), database(backbone.databases, "hearer")
    await teller.start()
    await hearer.start()
    async with backbone.make_log() as log:
        yield World(backbone, log, teller, hearer)
        await teller.close()
        await hearer.close()
