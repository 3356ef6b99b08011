"""An import tries a file whole, writes it in batches, and reports every fault with its place."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi_chassis.foundation.refusal import ServiceUnavailable
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.rows import GoodRow
from biaochi_cli.importing.run import Options, Report, import_tables
from biaochi_cli.importing.tables import Row, Table

from tests.cli.fake_office import FakeOffice

CHECK_HEADERS = ("编号", "组织编码", "规范", "期间", "得分")


def checks(*lines: tuple[str, ...], file: str = "考核验收.csv") -> Table:
    rows = [Row(number, dict(zip(CHECK_HEADERS, line, strict=True))) for number, line in enumerate(lines, start=2)]
    return Table(Path(file), "考核验收", CHECK_HEADERS, tuple(rows))


def good(number: int) -> tuple[str, ...]:
    return (f"2020-{number:05}", "07-03", "三会一课", "2020-Q1", "4.5")


async def bring(office: FakeOffice, *tables: Table, options: Options | None = None) -> Report:
    return await import_tables(office, tables, options or Options(), lambda *_: None)


async def test_good_rows_are_written_under_their_number() -> None:
    office = FakeOffice()

    report = await bring(office, checks(good(1), good(2)))

    assert (report.written, report.already, report.bad) == (2, 0, [])
    assert office.written["check-2020-00001"]["indicator"] == "three_meetings"


async def test_every_bad_cell_is_reported_with_sheet_row_column_value_and_reason_and_nothing_is_written() -> None:
    office = FakeOffice()
    wrong = ("2020-00002", "07-03", "没有的规范", "2020-Q1", "四点五")

    report = await bring(office, checks(good(1), wrong))

    assert [(bad.sheet, bad.row, bad.column, bad.value) for bad in report.bad] == [
        ("考核验收", 3, "规范", "没有的规范"),
        ("考核验收", 3, "得分", "四点五"),
    ]
    assert all(bad.reason for bad in report.bad)
    assert (office.written, report.left_alone) == ({}, ["考核验收.csv"])


async def test_a_refusal_of_the_service_becomes_a_bad_row_of_its_column() -> None:
    office = FakeOffice({"check-2020-00002": ("AMOUNT_OUT_OF_RANGE", "amount")})

    report = await bring(office, checks(good(1), good(2)))

    assert [(bad.row, bad.column, bad.value) for bad in report.bad] == [(3, "得分", "4.5")]
    assert office.written == {}


async def test_good_rows_of_a_bad_file_are_written_only_on_request() -> None:
    office = FakeOffice({"check-2020-00002": ("AMOUNT_OUT_OF_RANGE", "amount")})

    report = await bring(office, checks(good(1), good(2)), options=Options(skip_bad_rows=True))

    assert (report.written, list(office.written)) == (1, ["check-2020-00001"])


async def test_a_dry_run_writes_nothing() -> None:
    office = FakeOffice()

    report = await bring(office, checks(good(1)), options=Options(dry_run=True))

    assert (report.written, office.written) == (0, {})


async def test_a_row_that_takes_two_is_signed_and_written_when_another_imports_it() -> None:
    office = FakeOffice(by_two=["check-2020-00002"])

    first = await bring(office, checks(good(1), good(2)))
    there = list(office.written)
    second = await bring(office, checks(good(1), good(2)))

    assert (first.written, first.awaiting, first.failed, there) == (1, 1, False, ["check-2020-00001"])
    assert (second.written, second.awaiting, second.already) == (1, 0, 1)
    assert "check-2020-00002" in office.written


async def test_what_rests_on_a_row_that_takes_two_waits_with_it() -> None:
    office = FakeOffice(by_two=["check-2020-00001"])
    cells = {"编号": "2020-00009", "原表": "考核验收", "原编号": "2020-00001", "理由": "误登"}
    back = Table(Path("冲销.csv"), "冲销", tuple(cells), (Row(2, cells),))
    folder = checks(good(1), good(2)), back

    first = await bring(office, *folder)
    there = list(office.written)
    second = await bring(office, *folder)

    assert (first.written, first.awaiting, first.failed, there) == (1, 2, False, ["check-2020-00002"])
    assert (second.written, second.awaiting, second.already) == (2, 0, 1)


async def test_a_second_import_of_the_same_file_finds_everything_there() -> None:
    office = FakeOffice()
    await bring(office, checks(good(1)))

    report = await bring(office, checks(good(1), good(2)))

    assert (report.written, report.already) == (1, 1)


async def test_a_known_number_with_other_content_needs_a_reversal() -> None:
    office = FakeOffice()
    await bring(office, checks(good(1)))

    report = await bring(office, checks(("2020-00001", "07-03", "三会一课", "2020-Q1", "3")))

    assert [(bad.column, bad.value) for bad in report.bad] == [("编号", "2020-00001")]
    assert "冲销" in report.bad[0].reason


async def test_a_number_used_twice_in_a_sheet_is_a_bad_row() -> None:
    report = await bring(FakeOffice(), checks(good(1), good(1)))

    assert [(bad.row, bad.column) for bad in report.bad] == [(3, "编号")]


async def test_an_unknown_sheet_and_an_unknown_column_are_reported() -> None:
    strange = Table(Path("x.xlsx"), "别的", ("编号",), ())
    wide = Table(Path("考核验收.csv"), "考核验收", (*CHECK_HEADERS, "多余"), ())

    report = await bring(FakeOffice(), strange, wide)

    assert {bad.value for bad in report.bad} == {"别的", "多余"}


async def test_a_value_without_header_is_a_bad_row_and_not_lost() -> None:
    row = Row(2, dict(zip(CHECK_HEADERS, good(1), strict=True)), ("漏了表头",))

    report = await bring(FakeOffice(), Table(Path("考核验收.csv"), "考核验收", CHECK_HEADERS, (row,)))

    assert [(bad.row, bad.value) for bad in report.bad] == [(2, "漏了表头")]


class NeverAnswering(FakeOffice):
    """Writes the first batch, and never says that the next is written."""

    def __init__(self, refuses: bool) -> None:
        """`refuses`: a call that is cut off is a refusal, as of a service; `second`: a second batch was sent."""
        super().__init__()
        self.refuses = refuses
        self.second = asyncio.Event()

    async def send(self, form: Form, rows: Sequence[GoodRow]) -> WriteAnswer:
        """Write, or wait for ever."""
        if not self.written:
            return await super().send(form, rows)
        self.second.set()
        try:
            return await asyncio.Future()
        except asyncio.CancelledError:
            if self.refuses:
                raise ServiceUnavailable("没有及时回答。") from None
            raise


@pytest.mark.parametrize("refuses", [True, False])
async def test_who_interrupts_an_import_learns_what_is_written(refuses: bool) -> None:
    office = NeverAnswering(refuses)
    cells = {"编号": "1", "组织编码": "07-03", "规范": "党费收缴", "期间": "2020-Q1"}
    entry = Table(Path("台账.csv"), "台账", tuple(cells), (Row(2, cells),))
    importing = asyncio.create_task(bring(office, checks(good(1), good(2)), entry))
    await office.second.wait()

    importing.cancel()
    report = await importing

    assert [(one.sheet, one.written) for one in report.sheets] == [("考核验收", 2), ("台账", 0)]
    assert (report.failed, "中断" in report.aborted) == (True, True)
