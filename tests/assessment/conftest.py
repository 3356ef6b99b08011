"""One started service a test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.assessment.office import Office, open_office
from tests.servers.databases import Databases


@pytest.fixture
async def office(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The assessment service of a small city in which no cycle is open yet."""
    async with open_office(tmp_path, databases) as opened:
        yield opened
