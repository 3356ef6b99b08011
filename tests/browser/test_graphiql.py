"""GraphiQL in a real browser, with every host but the gateway's blocked."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from tests.running import Running

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
QUERY = '{ standings(city: "lanzhou", cycle: "2020", index: "branch", first: 3) { totalCount } }'
NOTICED_MS = 2000
# Without these a browser asks its maker's hosts for things of its own.
FLAGS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of a fresh headless Chromium. In CI a missing Chromium is a failure, elsewhere a loud skip."""
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "CI has no Chromium: .ci/run installs it"
        pytest.skip("NO CHROMIUM HERE: GraphiQL was not tried in a browser; install it with: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, chromium_sandbox=os.geteuid() != 0)
        yield browser.new_page(viewport={"width": 1400, "height": 900})
        browser.close()


@pytest.mark.browser
def test_graphiql_runs_a_query_while_every_other_host_is_blocked(lanzhou: Running, page: Page, tmp_path: Path) -> None:
    home, elsewhere = f"http://127.0.0.1:{lanzhou.port}", []

    def only_home(route: Route) -> None:
        if route.request.url.startswith(home):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    page.route("**/*", only_home)
    page.goto(f"{home}/graphql")
    editor = page.locator(
        ".graphiql-query-editor .cm-content, .graphiql-query-editor textarea, .graphiql-query-editor .CodeMirror"
    )
    editor.first.wait_for()
    editor.first.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(QUERY)
    # The page takes note of what was typed a moment later; run before that, it runs what stood there first.
    page.wait_for_timeout(NOTICED_MS)
    page.keyboard.press("Control+Enter")

    page.locator(".result-window").get_by_text("545").first.wait_for(timeout=20_000)
    page.screenshot(path=tmp_path / "graphiql.png")
    assert elsewhere == []
