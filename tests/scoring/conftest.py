"""Fixtures of scoring's tests."""

from collections.abc import AsyncIterator

import pytest

from tests.scoring.scorer import Scorer, open_scorer
from tests.scoring.town import Town
from tests.scoring.yardstick import GRAPH
from tests.servers.databases import Databases


@pytest.fixture
async def scorer(databases: Databases) -> AsyncIterator[Scorer]:
    """An empty store."""
    async with open_scorer(databases) as opened:
        yield opened


@pytest.fixture
def town() -> Town:
    """A town with its model installed and nothing else."""
    new = Town(GRAPH)
    new.install()
    return new
