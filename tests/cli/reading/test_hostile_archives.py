"""Archives that no office writes: refused in a sentence, whatever they would unpack to."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from biaochi_cli.importing.tables import read

from tests.cli.made_cases import SHEET, repeated, write_archive

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
        (repeated(BEGIN, FILLED * 10_000, 16, END), "填了 300000 格或"),
        (repeated(BEGIN + TEXT, b"x" * 2**20, 9, b"</t></is></c></row>" + END), "填了 300000 格或"),
        (repeated(b'<worksheet x="', b"x" * 2**20, 20, b'"/>'), "一处标记超过 1 MB"),
        (repeated(BEGIN, b"<c/>" * 100_000, 21, END), "2000000 个以上的单元格"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>', "打不开"),
        (BEGIN + b'<row r="1"><c r="A1" t="s"><v>-1</v></c></row>' + END, "打不开"),
        (BEGIN + b'<row r="1"><c r="A1"><v>many</v></c></row>' + END, "打不开"),
    ],
)
def test_a_hostile_sheet_is_refused(
    tmp_path: Path, sheet: bytes | Callable[[zipfile.ZipFile], None], says: str
) -> None:
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


READ_WITHIN_BOUNDS = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_DATA, (200 * 2**20, 200 * 2**20))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from biaochi_cli.importing.tables import read
print(*read(Path(sys.argv[1])).unreadable.values())
"""
DISTINCT = b"".join(b"<row><c><v>%d</v></c><c><v>1%d</v></c></row>" % (n, n) for n in range(10_000_000, 10_010_000))
ASTRAL = "\U00020000".encode() * 2**18


@pytest.mark.parametrize(
    "sheet",
    [
        repeated(BEGIN, b" " * 2**20, 161, END),
        repeated(BEGIN, DISTINCT, 40, END),
        repeated(BEGIN + TEXT, ASTRAL, 40, b"</t></is></c></row>" + END),
        repeated(BEGIN, TEXT + b"y" * 60 + b"</t></is></c></row>", 400_000, END),
        repeated(b'<worksheet x="', b"x" * 2**20, 150, b'"/>'),
        repeated(BEGIN, b"<c/>" * 100_000, 300, END),
    ],
)
def test_a_hostile_sheet_costs_less_than_200_megabytes_and_a_minute_of_a_processor(
    tmp_path: Path, sheet: Callable[[zipfile.ZipFile], None]
) -> None:
    write_archive(tmp_path / "台账.xlsx", sheet)

    read_it = subprocess.run(
        [sys.executable, "-c", READ_WITHIN_BOUNDS, str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert (read_it.returncode, read_it.stderr) == (0, "")
    assert "不像办公表格" in read_it.stdout
