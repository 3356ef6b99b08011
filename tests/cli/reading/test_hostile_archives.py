"""Archives that no office writes: refused in a sentence, whatever they would unpack to."""

import struct
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from biaochi_cli.importing.archive import open_archive
from biaochi_cli.importing.tables import read

from tests.cli.made_cases import SHEET, Part, repeated, write_archive

BEGIN, END = b"<worksheet><sheetData>", b"</sheetData></worksheet>"
FILLED = b"<row><c><v>12345</v></c><c><v>17</v></c></row>"
TEXT = b'<row><c t="inlineStr"><is><t>'
OURS = b'<row r="1"><c r="A1" t="inlineStr"><is><t>\xe7\xbc\x96\xe5\x8f\xb7</t></is></c></row>'


def refused(folder: Path) -> str:
    """The sentence about the one file of a folder."""
    (sentence,) = read(folder).unreadable.values()
    return sentence


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        (repeated(BEGIN, b" " * 2**20, 161, END), "展开后超过 160 MB"),
        (repeated(BEGIN + TEXT, b"x" * 2**16, 2, b"</t></is></c></row>" + END), "有一格超过 32768 个字"),
        (repeated(b'<worksheet x="', b"x" * 2**20, 20, b'"/>'), "一处标记超过 1 MB"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>', "打不开"),
        (BEGIN + b'<row r="1"><c r="A1" t="s"><v>-1</v></c></row>' + END, "打不开"),
        (BEGIN + b'<row r="1"><c r="A1"><v>many</v></c></row>' + END, "打不开"),
        (BEGIN + b'<row r="1048577"><c><v>1</v></c></row>' + END, "打不开"),
        (BEGIN + b"<row>" + b"<c><v>1</v></c>" * 16_385 + b"</row>" + END, "打不开"),
    ],
)
def test_a_hostile_sheet_is_refused(tmp_path: Path, sheet: Part, says: str) -> None:
    write_archive(tmp_path / "台账.xlsx", sheet)

    assert says in refused(tmp_path)


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    write_archive(tmp_path / "台账.xlsx", BEGIN + FILLED + END)
    whole = (tmp_path / "台账.xlsx").read_bytes()
    (tmp_path / "台账.xlsx").write_bytes(whole[: len(whole) // 2])

    assert "打不开" in refused(tmp_path)


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    write_archive(tmp_path / "台账.xlsx", BEGIN + FILLED + END)
    held = bytearray((tmp_path / "台账.xlsx").read_bytes())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        found = held.find(mark)
        while found >= 0:
            held[found + place] |= 1
            found = held.find(mark, found + 4)
    (tmp_path / "台账.xlsx").write_bytes(held)

    assert "打不开" in refused(tmp_path)


def test_a_directory_of_very_many_entries_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "台账.xlsx", "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}.xml", b"")

    assert "打不开" in refused(tmp_path)


def test_one_cell_at_the_end_of_the_world_is_one_cell(tmp_path: Path) -> None:
    last = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    write_archive(tmp_path / "台账.xlsx", BEGIN + OURS + last + END)

    (table,) = read(tmp_path).tables

    assert [(row.number, row.stray) for row in table.rows] == [(1048576, ("1",))]


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write_archive(tmp_path / "台账.xlsx", BEGIN)
    (tmp_path / "人员.csv").write_text("编号,人员编码,姓名\n1,P1,样例党员00001\n", encoding="utf-8")

    found = read(tmp_path)

    assert [table.title for table in found.tables] == ["人员"]
    assert [file.name for file in found.unreadable] == ["台账.xlsx"]


def test_a_workbook_without_its_sheet_is_refused(tmp_path: Path) -> None:
    write_archive(tmp_path / "台账.xlsx", lambda archive: archive.writestr(f"{SHEET}.bak", b""))

    assert "打不开" in refused(tmp_path)


STYLED = b'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="%s"/></numFmts><cellXfs><xf numFmtId="200"/>'
STYLED += b"</cellXfs></styleSheet>"


@pytest.mark.parametrize("code", [b"[" * 400_000, b"," * 400_000, b"&quot;" + b"x" * 400_000 + b"&quot;0"])
def test_a_format_longer_than_any_spreadsheet_takes_is_refused(tmp_path: Path, code: bytes) -> None:
    sheet = BEGIN + b'<row><c s="0"><v>17</v></c></row>' * 1000 + END
    write_archive(tmp_path / "台账.xlsx", sheet, also={"styles": STYLED % code})

    assert "打不开" in refused(tmp_path)


def test_a_sheet_that_many_sheets_name_as_theirs_is_refused(tmp_path: Path) -> None:
    listed = b"".join(b'<sheet name="%d" r:id="r1"/>' % place for place in range(2000))
    write_archive(tmp_path / "台账.xlsx", BEGIN + FILLED * 1000 + END, sheets=listed)

    assert "打不开" in refused(tmp_path)


DIRECTORY = struct.Struct("<4s4B4HL2L5H2L")
ENTRY = DIRECTORY.pack(b"PK\x01\x02", 20, 0, 20, *(0,) * 8, 8, *(0,) * 6) + b"name.xml"
LONG_END, LOCATOR, END_OF_DIRECTORY = struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL"), struct.Struct("<4s4H2LH")


def test_a_directory_whose_size_stands_only_in_the_long_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    entries = ENTRY * 20_000
    long = LONG_END.pack(b"PK\x06\x06", 44, 45, 45, 0, 0, 20_000, 20_000, len(entries), 0)
    locator = LOCATOR.pack(b"PK\x06\x07", 0, len(entries), 1)
    end = END_OF_DIRECTORY.pack(b"PK\x05\x06", 0, 0, 1, 1, 46, 0, 0)
    (tmp_path / "台账.xlsx").write_bytes(entries + long + locator + end)

    with pytest.raises(zipfile.BadZipFile, match="larger"), open_archive(tmp_path / "台账.xlsx"):
        pass


def test_a_directory_whose_end_holds_another_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    size = int.from_bytes(b"\x05\x06\x20\x00", "little")
    entries = (ENTRY * (size // len(ENTRY))).ljust(size, b"\x00")
    end = END_OF_DIRECTORY.pack(b"PK\x05\x06", 0, 0, 1, int.from_bytes(b"PK", "little"), size, 0, 0)
    (tmp_path / "台账.xlsx").write_bytes(entries + end)

    with pytest.raises(zipfile.BadZipFile, match="larger"), open_archive(tmp_path / "台账.xlsx"):
        pass


READ_WITHIN_BOUNDS = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_DATA, (400 * 2**20, 400 * 2**20))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from biaochi_cli.importing.tables import read
print(*read(Path(sys.argv[1])).unreadable.values())
print(*(int(one.split()[1]) // 1024 for one in open("/proc/self/status") if one.startswith("VmHWM")))
"""
DISTINCT = b"".join(b"<row><c><v>%d</v></c><c><v>1%d</v></c></row>" % (n, n) for n in range(10_000_000, 10_010_000))
ASTRAL = "\U00020000".encode() * 10_000
ONE = b"<row><c><v>1</v></c></row>"
WIDE = b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>"
SHARED = b"".join(b"<si><t>%d</t></si>" % n for n in range(10_000_000, 10_050_000))
HOSTILE: Mapping[str, Part] = {
    "blank": repeated(BEGIN, b" " * 2**20, 161, END),
    "distinct": repeated(BEGIN, DISTINCT, 40, END),
    "long texts": repeated(BEGIN, TEXT + ASTRAL + b"</t></is></c></row>", 4000, END),
    "inline texts": repeated(BEGIN, TEXT + b"y" * 60 + b"</t></is></c></row>", 400_000, END),
    "one tag": repeated(b'<worksheet x="', b"x" * 2**20, 150, b'"/>'),
    "empty cells": repeated(BEGIN, b"<row>" + b"<c/>" * 10_000 + b"</row>", 310, END),
    "many headers": repeated(BEGIN + WIDE, ONE * 1000, 200, END),
    "merged wide": repeated(BEGIN, ONE * 1000, 90, b'</sheetData><mergeCell ref="A1:IU90000"/></worksheet>'),
    "merged often": repeated(
        BEGIN + ONE * 20_000 + b"</sheetData>", b'<mergeCell ref="A1:A20000"/>', 20_000, b"</worksheet>"
    ),
    "shared texts": repeated(b"<sst>", SHARED, 30, part="xl/sharedStrings.xml"),
    "merged nothing": repeated(
        BEGIN + ONE + b"</sheetData>", b'<mergeCell ref="A2:B2"/>' * 1000, 1900, b"</worksheet>"
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_costs_less_than_200_megabytes_and_twenty_seconds_of_a_processor(
    tmp_path: Path, name: str
) -> None:
    part = HOSTILE[name]
    also = {"sharedStrings": part} if name == "shared texts" else {}
    write_archive(tmp_path / "台账.xlsx", BEGIN + ONE + END if also else part, also)

    read_it = subprocess.run(
        [sys.executable, "-c", READ_WITHIN_BOUNDS, str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert (read_it.returncode, read_it.stderr) == (0, "")
    sentence, megabytes = read_it.stdout.splitlines()
    assert "不像办公表格" in sentence
    assert int(megabytes) < 200
