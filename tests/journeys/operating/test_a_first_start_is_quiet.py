"""Healthy means quiet: who starts the platform and brings in four cities finds nothing in its log to worry about."""

import re

from tests.example_years import CITIES, ExampleYears

NOTICE = "development"
"""What the one warning of a platform that is not in production speaks of."""
QUIET = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (INFO|DEBUG) ")


def test_the_log_of_a_first_start_with_all_four_examples_holds_nothing_above_info(
    example_years: ExampleYears,
) -> None:
    for city in CITIES:
        example_years.of(city)

    assert [line for line in example_years.log if not QUIET.match(line) and NOTICE not in line] == []
