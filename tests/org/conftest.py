"""One started service a test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.org.office import Office, open_office
from tests.servers.databases import Databases


@pytest.fixture
async def office(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The registry's service with Lanzhou published and nobody in it."""
    async with open_office(tmp_path, databases) as opened:
        yield opened
