"""Healthy means quiet: who starts the platform and brings in four cities finds nothing in its log to worry about."""

import re
from pathlib import Path

from tests.conftest import import_year, started

CITIES = ("dazhou", "laixi", "lanzhou", "yantai")
NOTICE = "development"
"""What the one warning of a platform that is not in production speaks of."""
QUIET = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (INFO|DEBUG) ")


def test_the_log_of_a_first_start_with_all_four_examples_holds_nothing_above_info(tmp_path: Path) -> None:
    with started(tmp_path, {"BIAOCHI_PLUGINS": ",".join(CITIES), "BIAOCHI_PROCESSES": "2"}) as running:
        for city in CITIES:
            import_year(running, city)

    lines = (tmp_path / "platform.log").read_text().splitlines()
    assert [line for line in lines if not QUIET.match(line) and NOTICE not in line] == []
