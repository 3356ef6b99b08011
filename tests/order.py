"""In which order the files of tests are dealt to the workers of a parallel run: those that take long first."""

import pytest

SUITES = ("crash", "journeys", "old_data", "deployment", "examples", "cli", "servers", "browser", "scoring", "sdk")
"""The suites whose files take long, the longest first: a long one that began last would be waited for."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first."""
    items.sort(key=_suite)


def _suite(item: pytest.Item) -> int:
    suite = item.path.relative_to(item.config.rootpath).parts[1]
    return SUITES.index(suite) if suite in SUITES else len(SUITES)
