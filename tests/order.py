"""How the tests are dealt to the workers of a parallel run: what shares a platform together, the longest first."""

import re

import pytest

SUITES = ("crash", "journeys", "old_data", "deployment", "examples", "cli", "servers", "browser", "scoring", "sdk")
"""The suites whose files take long, the longest first: a long one that began last would be waited for."""
WITH_EXAMPLE_YEARS = {
    f"tests/{file}.py"
    for file in (
        "browser/test_graphiql",
        "examples/test_dazhou_queries",
        "examples/test_laixi_queries",
        "examples/test_yantai_queries",
        "journeys/operating/test_a_first_start_is_quiet",
        "journeys/test_exports",
        "journeys/test_four_processes_answer_as_one",
        "journeys/test_integrators",
        "journeys/test_reports",
        "journeys/test_what_if",
    )
}
"""The files whose tests share a platform with the cities' whole years, whose import takes minutes."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Deal the tests of one platform to one worker: those of a file, of a deployment."""
    # Only a parallel run needs it: a single suite runs without.
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    class ByPlatform(LoadScopeScheduling):  # type: ignore[misc,unused-ignore]
        def _split_scope(self, nodeid: str) -> str:
            return platform_of(nodeid)

    return ByPlatform(config, log)


def platform_of(nodeid: str) -> str:
    """What a test shares with others: its file's platform, on files or on servers."""
    file = nodeid.partition("::")[0]
    shared = "the example years" if file in WITH_EXAMPLE_YEARS else file
    return f"{shared} on servers" if re.search(r"\[servers[-\]]", nodeid) else shared


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first."""
    items.sort(key=_suite)


def _suite(item: pytest.Item) -> int:
    suite = item.path.relative_to(item.config.rootpath).parts[1]
    return SUITES.index(suite) if suite in SUITES else len(SUITES)
