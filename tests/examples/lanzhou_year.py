"""Lanzhou's example year as it is read once: its tables, and for each model the facts typed and those that follow."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from biaochi_lanzhou import MODELS
from biaochi_lanzhou.work import WORK
from biaochi_sdk.bench.judging import Known

from tests.examples.folder import known_of, tables_of

FOLDER = Path(__file__).parents[2] / "examples" / "lanzhou"
GRAPHS = {model.graph.code: model.graph for model in MODELS}


@cache
def known() -> Mapping[str, Known]:
    """The facts of every model at the year's end, and who stood above whom."""
    return known_of(FOLDER, list(GRAPHS.values()), date(2020, 12, 31), WORK)


def lines(title: str) -> list[Mapping[str, str]]:
    """The rows of a sheet by header."""
    return [row.cells for table in tables_of(FOLDER) if table.title == title for row in table.rows]
