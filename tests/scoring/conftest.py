"""Fixtures of scoring's tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scoring.scorer import Scorer, open_scorer
from tests.scoring.town import Town
from tests.scoring.yardstick import GRAPH
from tests.servers.databases import Databases, as_settings


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


@pytest.fixture
def home(tmp_path: Path, databases: Databases) -> dict[str, str]:
    """Where a service lives, as its environment."""
    return {"BIAOCHI_HOME": str(tmp_path), "BIAOCHI_PLUGINS": "lanzhou", **as_settings(databases, "scoring")}
