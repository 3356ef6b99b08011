"""What the guide names is imported from `biaochi_sdk`, and where earlier releases had it, it is still found."""

import importlib
from pathlib import Path

import biaochi_sdk
import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "plugins.md"
EARLIER = {
    "biaochi_sdk.checks": {"examine"},
    "biaochi_sdk.testkit": {"replay", "unpinned"},
    "biaochi_sdk.reports": {"concordance", "moved", "same_marks", "severities", "too_many_top"},
    "biaochi_sdk.periods": {"period"},
}


@pytest.mark.parametrize("module", EARLIER)
def test_a_plugin_of_an_earlier_release_imports_the_very_same_functions(module: str) -> None:
    earlier = importlib.import_module(module)

    assert {name for name in EARLIER[module] if getattr(earlier, name) is getattr(biaochi_sdk, name)} == EARLIER[module]


def test_every_name_an_author_can_import_is_there() -> None:
    assert [name for name in biaochi_sdk.__all__ if not hasattr(biaochi_sdk, name)] == []
    assert set().union(*EARLIER.values()) <= set(biaochi_sdk.__all__)


def test_the_guide_imports_from_the_sdk_itself_and_from_none_of_its_rooms() -> None:
    imports = [line for line in GUIDE.read_text(encoding="utf-8").splitlines() if line.startswith("from biaochi_sdk")]

    assert imports
    assert [line for line in imports if not line.startswith("from biaochi_sdk import ")] == []
