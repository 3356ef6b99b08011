"""A dry run is the run without the writing: of random folders with planted faults both say the same, row for row."""

from pathlib import Path

import pytest
from biaochi_cli.importing.report import Report

from tests.cli.brought import bring_into
from tests.cli.random_folders import HEADERS, plant
from tests.running import Running


def counts(report: Report) -> list[tuple[str, int, int, int]]:
    """Of each sheet: what is or would be written, was there, is at fault."""
    return [(one.sheet, one.good, one.already, one.faulty) for one in report.sheets]


@pytest.mark.parametrize("seed", range(3))
def test_what_a_dry_run_says_of_every_row_is_what_a_run_does(city: Running, tmp_path: Path, seed: int) -> None:
    plant(tmp_path, seed)

    tried = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)
    done = bring_into(city, tmp_path, skip_bad_rows=True)
    again = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)

    assert (tried.aborted, done.aborted) == ("", "")
    assert counts(done) == counts(tried)
    assert done.bad == tried.bad
    assert tried.faulty > 0
    assert [one.written for one in done.sheets] == [one.good for one in tried.sheets]
    assert [one.already for one in again.sheets] == [one.good + one.already for one in tried.sheets]


def test_a_folder_is_written_whole_or_not_at_all(city: Running, tmp_path: Path) -> None:
    plant(tmp_path, 7)

    tried, done = bring_into(city, tmp_path, dry_run=True), bring_into(city, tmp_path)

    assert (done.bad, done.written) == (tried.bad, 0)
    assert done.left_alone == sorted(f"{title}.csv" for title in HEADERS)
