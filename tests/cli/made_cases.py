"""Folders that are too large to be kept, or cannot be kept as files: made anew for each test."""

import csv
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = '<Relationship Id="{id}" Type="{type}" Target="{target}"/>'
SHEETS = b'<sheet name="\xe5\x8f\xb0\xe8\xb4\xa6" sheetId="1" r:id="r1"/>'
Part = bytes | Callable[[zipfile.ZipFile], None]
"""A part of an archive: what it holds, or what writes it."""


def thousand_organizations(folder: Path) -> None:
    """1,002 organizations in one sheet, the parent in row 2, its children below it."""
    rows = [("B-1", "BIG", "样例大单位机关党委", "机关党委", "LZ", "2019-01-01")]
    rows += [
        (f"B-{place + 1}", f"BIG-{place:04}", f"样例大单位第{place}党支部", "党支部", "BIG", "2019-01-01")
        for place in range(1, 1002)
    ]
    write_csv(folder / "组织.csv", ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"), rows)


def duplicate_in_the_second_batch(folder: Path, branches: Sequence[str], indicator: str) -> None:
    """A cycle, and 1,001 checks in it of which the last repeats the subject, indicator and period of the first."""
    quarters = [f"2021-Q{quarter}" for quarter in range(1, 5)]
    about = [(branch, indicator, period) for period in quarters for branch in branches][:1000]
    rows = [(f"W1-{place}", *one, "3", f"{_last(one[2])}") for place, one in enumerate([*about, about[0]], start=1)]
    write_csv(folder / "考核周期.csv", ("编号", "周期"), [("W1-1", "2021")])
    write_csv(folder / "考核验收.csv", ("编号", "组织编码", "规范", "期间", "得分", "验收日期"), rows)


def write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A sheet as a text file."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([headers, *rows])


def write_archive(path: Path, sheet: Part, also: Mapping[str, Part] | None = None, sheets: bytes = SHEETS) -> None:
    """A workbook by its raw parts: the XML of its sheet 台账, what else it has by kind, how sheets are listed."""
    others = {kind: (kind, f"{kind}.xml") for kind in also or {}}
    office = {
        "_rels/.rels": _relations({"r1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": b'<workbook xmlns:r="%s"><sheets>%s</sheets></workbook>' % (TYPES.encode(), sheets),
        "xl/_rels/workbook.xml.rels": _relations({"r1": ("worksheet", "worksheets/sheet1.xml"), **others}),
        **{f"xl/{kind}.xml": part for kind, part in (also or {}).items()},
        SHEET: sheet,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in office.items():
            if callable(part):
                part(archive)
            else:
                archive.writestr(name, part)


def repeated(begin: bytes, piece: bytes, times: int, end: bytes = b"", part: str = SHEET) -> Part:
    """A part of one piece many times over, never held in memory."""

    def write(archive: zipfile.ZipFile) -> None:
        with archive.open(part, "w") as stream:
            stream.write(begin)
            for _ in range(times):
                stream.write(piece)
            stream.write(end)

    return write


def _relations(found: Mapping[str, tuple[str, str]]) -> bytes:
    listed = (RELATION.format(id=key, type=f"{TYPES}/{kind}", target=path) for key, (kind, path) in found.items())
    return f"<Relationships>{''.join(listed)}</Relationships>".encode()


def _last(quarter: str) -> str:
    days: Mapping[str, str] = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30", "Q4": "12-31"}
    year, _, name = quarter.partition("-")
    return f"{year}-{days[name]}"
