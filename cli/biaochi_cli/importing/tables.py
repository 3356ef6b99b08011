"""Spreadsheet files as tables of text: sheets of a workbook and text files look the same from here on."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from biaochi_cli.importing.archive import UnreadableFile, reading
from biaochi_cli.importing.delimited import read_delimited
from biaochi_cli.importing.forms import BY_TITLE, HEADERS, header_of
from biaochi_cli.importing.shown import TEXT, Cell
from biaochi_cli.importing.workbook import BookSheet, read_book
from biaochi_cli.importing.worksheet import Cells, Grid

WORKBOOKS, TEXTS = (".xlsx", ".xltx"), (".csv", ".tsv")
READ = (*WORKBOOKS, *TEXTS)
OTHERS = (".xls", ".xlsm", ".xlsb", ".ods", ".et", ".xlt", ".ett", ".numbers")
# Sheets that help to fill in the others: said, and passed over.
ASIDE = ("说明", "填表说明", "字典", "选项", "参数")
# What a spreadsheet calls a sheet that nobody has named.
UNNAMED = re.compile(r"(sheet|工作表|表)\s*\d*", re.IGNORECASE)
LOOKED_AT = 20
MOST_PLACES = 16_000_000
"""Of a sheet: rows under all of its headers."""
_PLAIN = {Cell("")[1:]}
"""What a cell says beside its text when it is held as text and can be read."""

__all__ = ["Reading", "Row", "Table", "UnreadableFile", "read", "read_file", "read_folder"]


NOTHING: Mapping[str, str] = MappingProxyType({})


class Row(NamedTuple):
    """One line of a sheet: its number as the spreadsheet shows it, the text under each header, and what has none.

    `problems`: header to why the cell cannot be read; `kinds`: header to what a cell that is no text is held as.
    """

    number: int
    cells: Mapping[str, str]
    stray: tuple[str, ...] = ()
    problems: Mapping[str, str] = NOTHING
    kinds: Mapping[str, str] = NOTHING


@dataclass(frozen=True)
class Table:
    """A sheet: the file it is in, its title, its headers, its rows. A text file is a sheet titled like the file.

    `columns`: header to the letter of its column; `notes`: what was recognised or passed over in it; `hidden`: the
    headers of columns that nobody sees.
    """

    file: Path
    title: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    header_row: int = 1
    columns: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass
class Reading:
    """What a path held: tables, files that cannot be read with the reason, and what was passed over."""

    tables: list[Table] = field(default_factory=list)
    unreadable: dict[Path, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read(path: Path) -> Reading:
    """Read a file, or each spreadsheet of a folder in order of name; an unreadable one does not stop the others.

    Whatever else the folder holds is named in the notes, folders below it with their spreadsheets; what Excel and the
    system keep beside the files (~$…, .…) is not. Raises UnreadableFile when there is nothing to read at all.
    """
    if not path.exists():
        raise UnreadableFile(f"没有 {path}：请核对路径，给出表格文件，或放表格的文件夹。")
    result = Reading()
    entries = _entries(path)
    files = [one for one in entries if _is_spreadsheet(one)] if path.is_dir() else entries
    if path.is_dir():
        result.notes += _passed_over([one for one in entries if one not in files])
    if not files:
        raise UnreadableFile(f"{path} 里没有 .xlsx 或 .csv 文件：请给出表格文件，或放表格的文件夹。")
    for file in files:
        try:
            tables, notes = _read(file)
            result.tables += tables
            result.notes += notes
        except UnreadableFile as fault:
            result.unreadable[_named(file)] = str(fault)
    return result


def read_folder(path: Path) -> list[Table]:
    """All sheets of a folder or file. Raises UnreadableFile for the first that cannot be read."""
    result = read(path)
    for reason in result.unreadable.values():
        raise UnreadableFile(reason)
    return result.tables


def read_file(file: Path) -> list[Table]:
    """The visible sheets of one file that are not empty. Raises UnreadableFile."""
    return _read(file)[0]


def _read(file: Path) -> tuple[list[Table], list[str]]:
    kind = file.suffix.lower()
    if (named := _named(file)) != file:
        raise UnreadableFile(f"{named.name} 的文件名不是 UTF-8 编码，可能来自别的系统打的压缩包：请改名后再导入。")
    if not file.is_file():
        raise UnreadableFile(f"{file.name} 不是文件，读不出来：请核对，或把它移出文件夹。")
    if kind in TEXTS:
        grid, recognised = read_delimited(file)
        if not grid:
            raise UnreadableFile(f"{file.name} 是空的：请核对文件，或把它移出文件夹。")
        return [_table(file, file.stem, Cells(grid), recognised)], []
    if kind not in WORKBOOKS:
        raise UnreadableFile(f"{file.name} 不是 .xlsx 或 .csv 文件：请另存为其中一种。")
    tables: list[Table] = []
    notes: list[str] = []
    for sheet in read_book(file):
        if why := _why_aside(sheet):
            notes.append(f"{file.name} 的表“{sheet.title}”{why}，没有读。")
        elif sheet.cells:
            tables.append(_table(file, sheet.title, sheet.cells))
    if not tables:
        raise UnreadableFile(f"{file.name} 里没有填写的表：请核对文件，或把它移出文件夹。")
    if len(tables) == 1 and UNNAMED.fullmatch(tables[0].title):
        notes.append(f"{file.name} 的表“{tables[0].title}”没有表名，按文件名读作“{file.stem}”。")
        tables = [replace(tables[0], title=file.stem)]
    return tables, notes


def _unseen(cells: Cells) -> list[str]:
    """A sentence on rows that nobody sees and that are read all the same."""
    if not cells.hidden_rows:
        return []
    some = "、".join(map(str, cells.hidden_rows[:LOOKED_AT])) + ("…" if len(cells.hidden_rows) > LOOKED_AT else "")
    return [f"有 {len(cells.hidden_rows)} 行是隐藏或筛选掉的，也读了：第 {some} 行。"]


def _why_aside(sheet: BookSheet) -> str:
    if sheet.hidden:
        return "是隐藏的"
    if sheet.cells is None:
        return "是图表，不是数据"
    if not sheet.cells.grid:
        return "是空的"
    return "是辅助用的" if sheet.title.strip() in ASIDE and sheet.title not in BY_TITLE else ""


def _entries(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    with reading(path):
        return sorted(one for one in path.iterdir() if not one.name.startswith(("~$", ".")))


def _named(file: Path) -> Path:
    """The file by a name that can be written down: what is no UTF-8 is read as archives of Chinese systems write it."""
    held = os.fsencode(file.name)
    try:
        held.decode()
    except UnicodeDecodeError:
        return file.with_name(held.decode("gb18030", "replace"))
    return file


def _is_spreadsheet(file: Path) -> bool:
    return file.suffix.lower() in (*READ, *OTHERS) and not file.is_dir()


def _passed_over(entries: Sequence[Path]) -> Iterator[str]:
    for folder in (one for one in entries if one.is_dir()):
        inside = sorted(_named(one).name for one in folder.rglob("*") if _is_spreadsheet(one))
        if inside:
            yield f"子文件夹 {_named(folder).name} 里的 {'、'.join(inside)} 没有读：请另行导入那个文件夹。"
        else:
            yield f"子文件夹 {_named(folder).name} 里没有表格，没有读。"
    if others := [_named(one).name for one in entries if not one.is_dir()]:
        yield f"这些文件不是表格，没有读：{'、'.join(others)}。"


def _table(file: Path, title: str, cells: Cells, notes: Sequence[str] = ()) -> Table:
    grid = cells.grid
    place = _header_row(grid)
    headers = {column: header_of(cell.text) for column, cell in sorted(grid[place].items()) if cell.text}
    named = list(headers.values())
    twice = next((header for header, count in Counter(named).items() if count > 1), None)
    if twice:
        raise UnreadableFile(f"{file.name} 的表“{title}”有两列都叫“{twice}”：每列的表头只能出现一次。")
    if len(headers) * len(grid) > MOST_PLACES:
        what = f"有 {len(headers)} 列、{len(grid)} 行，不像办公表格"
        raise UnreadableFile(f"{file.name} 的表“{title}”{what}：请删去用不到的列，或拆成几个文件。")
    above = [number for number in grid if number < place]
    said = [*notes, *_unseen(cells), *([f"表头在第 {place} 行，其上 {len(above)} 行没有读。"] if above else [])]
    rows = tuple(_row(number, grid.pop(number), headers) for number in sorted(grid) if number > place)
    letters = {header: get_column_letter(column) for column, header in headers.items()}
    hidden = tuple(headers[column] for column in cells.hidden_columns if column in headers)
    return Table(file, title.strip(), tuple(named), rows, place, letters, tuple(said), hidden)


def _header_row(grid: Grid) -> int:
    """The row of the first ones that names most columns we know; the first row where none names two."""
    first = sorted(grid)[:LOOKED_AT]
    named = {number: sum(header_of(cell.text) in HEADERS for cell in grid[number].values()) for number in first}
    best = max(first, key=lambda number: named[number])
    return best if named[best] > 1 else first[0]


def _row(number: int, cells: Mapping[int, Cell], headers: Mapping[int, str]) -> Row:
    texts = {header: cells[column].text if column in cells else "" for column, header in headers.items()}
    if cells.keys() <= headers.keys() and {cell[1:] for cell in cells.values()} <= _PLAIN:
        return Row(number, texts)
    return Row(
        number,
        texts,
        tuple(cell.text for column, cell in sorted(cells.items()) if cell.text and column not in headers),
        {headers[column]: cell.problem for column, cell in cells.items() if cell.problem and column in headers},
        {headers[column]: cell.kind for column, cell in cells.items() if cell.kind != TEXT and column in headers},
    )
