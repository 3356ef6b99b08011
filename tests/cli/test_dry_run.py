"""A dry run is the run without the writing: of random folders with planted faults both say the same, row for row."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi_chassis.foundation.refusal import ServiceUnavailable
from biaochi_chassis.store.batch import Command
from biaochi_cli.bringing import office_of
from biaochi_cli.importing.destination import Destination, Judge
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.report import Report
from biaochi_cli.importing.rows import GoodRow
from biaochi_cli.importing.run import Options, import_reading
from biaochi_cli.importing.tables import read
from biaochi_cli.importing.vocabulary import Vocabulary

from tests.cli.brought import bring_into, settings_of
from tests.cli.random_folders import HEADERS, plant
from tests.cli.random_work import kinds_of, plant_work
from tests.running import Running


def counts(report: Report) -> list[tuple[str, int, int, int]]:
    """Of each sheet: what is or would be written, was there, is at fault."""
    return [(one.sheet, one.good, one.already, one.faulty) for one in report.sheets]


def places(report: Report) -> set[tuple[str, int]]:
    """The rows at fault; what was written meanwhile may put another rule before that which refused a row."""
    return {(fault.sheet, fault.row) for fault in report.bad}


def plant_all(folder: Path, seed: int) -> None:
    """Every kind of sheet, with the city's work among them."""
    plant(folder, seed)
    plant_work(folder, seed, kinds_of("lanzhou"), [f"PR{seed}-{place}" for place in range(12)])


@dataclass
class Interrupted:
    """The services, which are gone after so many batches."""

    office: Destination
    batches: int

    async def vocabulary(self) -> Vocabulary:
        """As they say."""
        return await self.office.vocabulary()

    async def kinds(self, codes: Collection[str]) -> Mapping[str, str]:
        """As they say."""
        return await self.office.kinds(codes)

    async def rehearsal(self, commands: Sequence[Command]) -> Judge:
        """As they say."""
        return await self.office.rehearsal(commands)

    async def send(self, form: Form, rows: Sequence[GoodRow]) -> WriteAnswer:
        """Write as long as they are there."""
        if not self.batches:
            raise ServiceUnavailable("服务停了。")
        self.batches -= 1
        return await self.office.send(form, rows)


async def begun(running: Running, folder: Path, batches: int) -> Report:
    """An import that is interrupted after so many batches."""
    async with office_of(settings_of(running), "lanzhou") as office:
        options = Options(skip_bad_rows=True)
        return await import_reading(Interrupted(office, batches), read(folder), options, lambda *_: None)


@pytest.mark.parametrize("seed", range(3))
def test_what_a_dry_run_says_of_every_row_is_what_a_run_does(city: Running, tmp_path: Path, seed: int) -> None:
    plant_all(tmp_path, seed)

    tried = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)
    done = bring_into(city, tmp_path, skip_bad_rows=True)
    again = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)

    assert (tried.aborted, done.aborted) == ("", "")
    assert counts(done) == counts(tried)
    assert done.bad == tried.bad
    assert tried.faulty > 0
    assert [one.written for one in done.sheets] == [one.good for one in tried.sheets]
    assert [one.already for one in again.sheets] == [one.good + one.already for one in tried.sheets]


def test_a_run_that_goes_on_after_an_interruption_does_what_the_dry_run_said(city: Running, tmp_path: Path) -> None:
    plant_all(tmp_path, 4)
    tried = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)

    halfway = asyncio.run(begun(city, tmp_path, batches=7))
    still = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)
    done = bring_into(city, tmp_path, skip_bad_rows=True)

    assert (halfway.bad, done.bad) == (tried.bad, still.bad)
    assert places(still) <= places(tried)
    assert "服务停了" in halfway.aborted
    assert 0 < halfway.written < tried.good
    assert still.already == tried.already + halfway.written
    assert done.written == still.good >= tried.good - halfway.written


def test_a_folder_is_written_whole_or_not_at_all(city: Running, tmp_path: Path) -> None:
    plant(tmp_path, 7)

    tried, done = bring_into(city, tmp_path, dry_run=True), bring_into(city, tmp_path)

    assert (done.bad, done.written) == (tried.bad, 0)
    assert done.left_alone == sorted(f"{title}.csv" for title in HEADERS)
