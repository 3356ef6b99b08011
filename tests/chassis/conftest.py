"""Fixtures of the chassis' tests: every log and every database is the test's own."""

from collections.abc import AsyncIterator

import pytest

from tests.chassis.worlds import World, database
from tests.servers.fixtures import BACKBONES
from tests.servers.logs import Backbone

# Everywhere else only the database matters, and every case costs time.
LOG_MATTERS = ("test_comparison", "test_consumer", "test_lost_log", "test_parking", "test_relay", "test_tail")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests on all backbones, or on both databases where the log does not matter."""
    if "backbone" in metafunc.fixturenames:
        all_of_them = metafunc.module.__name__.endswith(LOG_MATTERS)
        metafunc.parametrize("backbone", BACKBONES if all_of_them else BACKBONES[:2], indirect=True)


@pytest.fixture
async def world(backbone: Backbone) -> AsyncIterator[World]:
    producer, receiver = database(backbone.databases, "producer"), database(backbone.databases, "receiver")
    await producer.start()
    await receiver.start()
    async with backbone.make_log() as log:
        yield World(backbone, log, producer, receiver)
        await producer.close()
        await receiver.close()
