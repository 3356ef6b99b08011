"""A platform that imports are made into."""

import shutil
from collections.abc import Iterator

import pytest

from tests.cli.brought import bring_into
from tests.conftest import EXAMPLES, started
from tests.running import Running


@pytest.fixture(scope="package")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The platform with Lanzhou's organizations and the cycle of its example year."""
    home = tmp_path_factory.mktemp("city")
    with started(home / "home", {}) as running:
        for name in ("组织.xlsx", "考核周期.csv"):
            shutil.copy(EXAMPLES / "lanzhou" / name, home / name)
        assert not bring_into(running, home).failed
        yield running
