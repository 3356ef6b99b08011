"""Checks a page whenever its author saves it: in a fresh process that has everything but the page at hand."""

import multiprocessing
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from biaochi_sdk.bench.checks import quick_check

from biaochi_cli.authoring.pages import entry_of, imported
from biaochi_cli.speaking import console, give_up

PAUSE_SECONDS = 0.1


def watch(where: str, code: str) -> None:
    """Check at once and after every save, until interrupted."""
    folder = Path(where)
    if not (folder / "pyproject.toml").is_file():
        give_up(f"{where} is no folder that a plugin is written in: --watch looks at files as they are saved.")
    for _ in saves(folder):
        process = multiprocessing.get_context("fork").Process(target=check_saved, args=(where, code))
        process.start()
        process.join()


def saves(folder: Path) -> Iterator[None]:
    """At once, and whenever a file of the folder was written, came or went."""
    known: dict[Path, int] | None = None
    while True:
        files = {path: path.stat().st_mtime_ns for path in folder.rglob("*.py") if path.exists()}
        if files != known:
            known = files
            yield
        time.sleep(PAUSE_SECONDS)


def check_saved(where: str, code: str) -> None:
    """Load the page as it stands and say in a line for each model whether its cases hold, and every difference."""
    begun = time.perf_counter()
    sys.dont_write_bytecode = True
    try:
        page = imported(entry_of(where))
    except BaseException as fault:  # the author is in the middle of a sentence: say it, and wait for the next save
        _say("red", f"does not load: {type(fault).__name__}: {fault}")
        return
    for note in page.notes:
        _say("yellow", f"note: {note}")
    for model in page.city.models:
        if code in ("", model.graph.code):
            cases = [case for case in page.cases if case.model is model]
            wrong = quick_check(model.graph, cases)
            for difference in wrong:
                _say("red", f"  {difference}")
            style = "red" if wrong else "green"
            _say(style, f"{model.graph.code} since {model.graph.since}: {len(cases)} cases, {len(wrong)} differences")
    _say("dim", f"{time.perf_counter() - begun:.2f} s; the numbers and random facts are for plugin check alone")


def _say(style: str, line: str) -> None:
    console.print(line, style=style, soft_wrap=True)
