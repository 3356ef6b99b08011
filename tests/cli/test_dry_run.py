"""A dry run is the run without the writing: of random folders with planted faults both say the same, row for row."""

import asyncio
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi_chassis.foundation.refusal import ServiceUnavailable
from biaochi_chassis.identity.development import development_key, development_token
from biaochi_chassis.identity.user import Grant
from biaochi_chassis.store.batch import Command
from biaochi_cli.bringing import bring, office_of
from biaochi_cli.importing.destination import Destination, Judge
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.report import Report
from biaochi_cli.importing.rows import GoodRow
from biaochi_cli.importing.run import Options, import_reading
from biaochi_cli.importing.tables import read
from biaochi_cli.importing.vocabulary import Vocabulary

from tests.cli.brought import NOTHING, bring_into, settings_of
from tests.cli.made_cases import write_csv
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
class Passed:
    """The services, as they are."""

    office: Destination

    async def vocabulary(self) -> Vocabulary:
        """As they say."""
        return await self.office.vocabulary()

    async def kinds(self, codes: Collection[str]) -> Mapping[str, str]:
        """As they say."""
        return await self.office.kinds(codes)

    async def rehearsal(self, commands: Sequence[Command]) -> Judge:
        """As they say."""
        return await self.office.rehearsal(commands)

    async def looked_again(self) -> Judge | None:
        """As they say."""
        return await self.office.looked_again()

    async def left_behind(self, command: Command) -> list[str]:
        """As they say."""
        return await self.office.left_behind(command)

    async def send(self, form: Form, rows: Sequence[GoodRow]) -> WriteAnswer:
        """As they do."""
        return await self.office.send(form, rows)


@dataclass
class Interrupted(Passed):
    """The services, which are gone after so many batches."""

    batches: int

    async def send(self, form: Form, rows: Sequence[GoodRow]) -> WriteAnswer:
        """Write as long as they are there."""
        if not self.batches:
            raise ServiceUnavailable("服务停了。")
        self.batches -= 1
        return await super().send(form, rows)


@dataclass
class Overtaken(Passed):
    """The services, to which somebody else brings a folder before the second batch."""

    running: Running
    folder: Path
    batches: int = 0

    async def send(self, form: Form, rows: Sequence[GoodRow]) -> WriteAnswer:
        """Write after the other one did."""
        self.batches += 1
        if self.batches == 2:
            other = await bring("lanzhou", read(self.folder), settings_of(self.running), Options(), NOTHING)
            assert other.written == 1
        return await super().send(form, rows)


async def begun(running: Running, folder: Path, batches: int) -> Report:
    """An import that is interrupted after so many batches."""
    async with office_of(settings_of(running), "lanzhou") as office:
        options = Options(skip_bad_rows=True)
        return await import_reading(Interrupted(office, batches), read(folder), options, lambda *_: None)


@pytest.mark.parametrize("seed", range(2))
def test_what_a_dry_run_says_of_every_row_is_what_a_run_does(city: Running, tmp_path: Path, seed: int) -> None:
    plant_all(tmp_path, seed)

    tried = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)
    done = bring_into(city, tmp_path, skip_bad_rows=True)
    again = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)

    assert (tried.aborted, done.aborted) == ("", "")
    assert counts(done) == counts(tried)
    assert done.bad == tried.bad
    assert tried.faulty > 0
    assert [one.written + one.awaiting for one in done.sheets] == [one.good for one in tried.sheets]
    assert [one.awaiting for one in done.sheets] == [one.awaiting for one in tried.sheets]
    there = [one.written + one.already for one in done.sheets]
    assert [one.already for one in again.sheets] == there


def test_a_run_that_goes_on_after_interruptions_does_what_the_dry_run_said(city: Running, tmp_path: Path) -> None:
    plant_all(tmp_path, 4)
    tried = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)
    chance, begin = random.Random(4), tried

    for batches in (7, chance.randint(1, 3), chance.randint(1, 3)):
        halfway = asyncio.run(begun(city, tmp_path, batches))
        still = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)

        assert halfway.bad == begin.bad
        assert places(still) <= places(begin)
        assert "服务停了" in halfway.aborted
        assert 0 < halfway.written < begin.good
        assert still.already == begin.already + halfway.written
        assert still.good >= begin.good - halfway.written
        begin = still
    done = bring_into(city, tmp_path, skip_bad_rows=True)

    assert (done.bad, done.written, done.aborted) == (begin.bad, begin.good, "")


@pytest.mark.parametrize("role", ["checker", "work_committee"])
def test_who_holds_a_role_for_some_of_a_city_only_is_refused_by_a_dry_run_as_by_a_run(
    city: Running, tmp_path: Path, role: str
) -> None:
    write_csv(tmp_path / "考核验收.csv", HEADERS["考核验收"], [("G-1", "01-06", "政治理论学习", "2020-Q1", "3", "")])
    settings, grant = settings_of(city), Grant(role, "lanzhou", frozenset({"01-06"}))
    token = tmp_path / "token"
    token.write_text(development_token(development_key(settings.home), settings.audience, role, grant))
    theirs = settings_of(city, BIAOCHI_TOKEN_FILE=str(token))

    tried, done = (
        asyncio.run(bring("lanzhou", read(tmp_path / "考核验收.csv"), theirs, Options(dry_run), NOTHING))
        for dry_run in (True, False)
    )

    assert (tried.aborted, tried.good, done.written) == (done.aborted, 0, 0)
    assert "没有办这件事所需的角色" in tried.aborted


async def overtaken(running: Running, folder: Path, other: Path) -> Report:
    """An import that somebody else overtakes."""
    async with office_of(settings_of(running), "lanzhou") as office:
        return await import_reading(Overtaken(office, running, other), read(folder), Options(), lambda *_: None)


def test_a_row_that_is_spoiled_meanwhile_stops_the_run_which_says_what_is_written(
    city: Running, tmp_path: Path
) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
    organizations = ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期")
    write_csv(ours / "组织.csv", organizations, [("O-1", "OV1", "样例单位OV1党支部", "党支部", "LZ", "2019-01-01")])
    write_csv(ours / "人员.csv", ("编号", "人员编码", "姓名"), [("O-1", "POV1", "样例党员00001")])
    write_csv(theirs / "人员.csv", ("编号", "人员编码", "姓名"), [("O-2", "POV1", "样例党员00002")])
    tried = bring_into(city, ours, dry_run=True)

    done = asyncio.run(overtaken(city, ours, theirs))
    (ours / "人员.csv").unlink()
    again = bring_into(city, ours)

    assert (tried.good, tried.bad, tried.aborted) == (2, [], "")
    assert (done.written, [(bad.file, bad.row) for bad in done.bad]) == (1, [("人员.csv", 2)])
    assert "POV1" in done.aborted
    assert done.failed
    assert (again.already, again.written, again.bad) == (1, 0, [])


def test_a_folder_is_written_whole_or_not_at_all(city: Running, tmp_path: Path) -> None:
    plant(tmp_path, 7)

    tried, done = bring_into(city, tmp_path, dry_run=True), bring_into(city, tmp_path)

    assert (done.bad, done.written) == (tried.bad, 0)
    assert done.left_alone == sorted(f"{title}.csv" for title in HEADERS)
