"""Delimited text as lines of cells: encoding and separator are recognised, and said where they are not usual."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from biaochi_cli.importing.archive import UnreadableFile, reading
from biaochi_cli.importing.forms import HEADERS, header_of
from biaochi_cli.importing.shown import Cell, trimmed
from biaochi_cli.importing.worksheet import LAST_COLUMN, LAST_ROW, Grid

MOST_BYTES = 64 * 2**20
MARKS = {
    codecs.BOM_UTF8: ("utf-8-sig", "UTF-8"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
}
SEPARATORS = {",": "逗号", "\t": "制表符", ";": "分号", "，": "全角逗号", "；": "全角分号", "|": "竖线"}
USUAL = ("UTF-8", "逗号")
LOOKED_AT = 20


def read_delimited(file: Path) -> tuple[Grid, list[str]]:
    """The cells of a text file by row and column, and a sentence on what is unusual in it. Raises UnreadableFile."""
    decoded, encoding = _decoded(file)
    separator = _separator(decoded)
    usual = (encoding, SEPARATORS[separator]) == USUAL
    notes = [] if usual else [f"按 {encoding} 编码、以{SEPARATORS[separator]}分隔读入。"]
    grid: Grid = {}
    shown: dict[str, Cell] = {}
    for number, line in _lines(file, decoded, separator):
        cells = {column: cell for column, text in enumerate(line, start=1) if (cell := _cell(shown, text)).text}
        if cells:
            grid[number] = cells
    return grid, notes


def _cell(shown: dict[str, Cell], written: str) -> Cell:
    """The cell of a text; a sheet says the same many times."""
    if written not in shown:
        shown[written] = Cell(trimmed(written))
    return shown[written]


def _decoded(file: Path) -> tuple[str, str]:
    with reading(file), file.open("rb") as stream:
        held = stream.read(MOST_BYTES + 1)
    if len(held) > MOST_BYTES:
        raise UnreadableFile(f"{file.name} 超过 {MOST_BYTES >> 20} MB：请拆成几个文件。")
    if held.startswith(b"PK\x03\x04"):
        raise UnreadableFile(f"{file.name} 其实是工作簿，不是文本：请把扩展名改为 .xlsx，或另存为“CSV UTF-8”。")
    for codec, name in _candidates(held):
        try:
            text = held.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, name
    raise UnreadableFile(f"{file.name} 不是 UTF-8、GB18030 或 UTF-16 编码的文字：请另存为“CSV UTF-8”。")


def _candidates(held: bytes) -> list[tuple[str, str]]:
    for mark, named in MARKS.items():
        if held.startswith(mark):
            return [named]
    if b"\x00" in held[:4096]:
        order = "le" if held[1::2].count(0) > held[::2].count(0) else "be"
        return [(f"utf-16-{order}", "UTF-16")]
    return [("utf-8", "UTF-8"), ("gb18030", "GB18030")]


def _separator(text: str) -> str:
    """What parts the columns: the mark that parts most headers we know in one of the first lines.

    Where none parts two, the mark that stands most often in one of them: a note may hold more of another.
    """
    first = text[: 2**16].splitlines()[:LOOKED_AT]
    parted = {mark: max((_headers(line, mark) for line in first), default=0) for mark in SEPARATORS}
    most = {mark: max((line.count(mark) for line in first), default=0) for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: (parted[mark] if parted[mark] > 1 else 0, most[mark]))


def _headers(line: str, mark: str) -> int:
    return sum(header_of(cell.strip('"')) in HEADERS for cell in line.split(mark))


def _lines(file: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not blank, with the number a spreadsheet shows it under: a row, be it of several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number, begun = 0, 1
    try:
        for line in reader:
            number, begun = number + 1, reader.line_num + 1
            if number > LAST_ROW:
                raise UnreadableFile(f"{file.name} 超过 {LAST_ROW} 行，表格软件也打不全：请拆成几个文件。")
            if len(line) > LAST_COLUMN:
                raise UnreadableFile(
                    f"{file.name} 第 {number} 行有 {len(line)} 列，最多 {LAST_COLUMN} 列：请核对分隔符。"
                )
            yield number, line
    except csv.Error as fault:
        sentence = (
            f"{file.name} 从第 {begun} 行起不是完好的 CSV，常因引号没有成对：请改正那一行，或在表格软件中重新另存。"
        )
        raise UnreadableFile(sentence) from fault
