"""How tests are dealt to the workers of a parallel run: what shares a platform stays together, the longest first."""

import pytest

PLATFORMS = ("lanzhou", "city", "overlays")
"""Fixtures that files share and that take long to make: their tests go to one worker."""
SUITES = ("crash", "journeys", "old_data", "deployment", "examples", "cli", "servers", "browser", "scoring", "sdk")
"""The suites whose single tests are long, the longest first: a long one that began last would be waited for."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests stay together, and put the longest first."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=_suite)


def _group(item: pytest.Item) -> str:
    """Its file, or the platform it shares with other files; apart for each deployment."""
    fixtures = getattr(item, "fixturenames", ())
    shared = next((name for name in PLATFORMS if name in fixtures), item.nodeid.partition("::")[0])
    callspec = getattr(item, "callspec", None)
    return f"{shared} {callspec.params['deployment']}" if callspec and "deployment" in callspec.params else shared


def _suite(item: pytest.Item) -> int:
    suite = item.path.relative_to(item.config.rootpath).parts[1]
    return SUITES.index(suite) if suite in SUITES else len(SUITES)
