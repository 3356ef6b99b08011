"""Rows into commands: every cell read, every fault reported with sheet, row, column, value and reason."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from biaochi_chassis.store.batch import Command

from biaochi_cli.importing.cells import BadCell
from biaochi_cli.importing.columns import CODE, SHEET, WORK_FIELD, Column, Line, Value
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.forms import header_of
from biaochi_cli.importing.shown import DATE, NUMBER
from biaochi_cli.importing.tables import Row, Table
from biaochi_cli.importing.vocabulary import Vocabulary
from biaochi_cli.importing.work_forms import all_forms
from biaochi_cli.rehearsing.commands import command_of

# Columns that help people to read a sheet and say nothing that a code does not say: said, and passed over.
HELPERS = frozenset(
    {
        "序号",
        "单位",
        "单位名称",
        "组织名称",
        "党组织名称",
        "党支部名称",
        "支部名称",
        "考核对象",
        "考核对象名称",
        "上级名称",
        "上级组织名称",
        "姓名",
        "人员姓名",
        "评议组织名称",
        "被评组织名称",
        "评分人",
        "评分人姓名",
        "投票人",
        "投票人姓名",
    }
)
LAST = 10**6
TOTALS = ("合计", "总计", "小计", "共计")


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be imported, and why, in words for the person who wrote it.

    `rule`: a stable code; `cell`: where the value stands, such as F3, if it is one cell. Row 0 is the whole file.
    """

    file: str
    sheet: str
    row: int
    column: str
    value: str
    reason: str
    rule: str = "BAD_CELL"
    cell: str = ""


class GoodRow(NamedTuple):
    """A row read: the fields of its command, idempotency key included, and the command as its service has it."""

    row: Row
    fields: Mapping[str, Any]
    command: Command


@dataclass(frozen=True)
class Sheet:
    """A table recognised as a form (None: none of ours), with the rows that could be read and those that could not.

    `notes`: what was recognised or passed over in it.
    """

    table: Table
    form: Form | None
    good: tuple[GoodRow, ...]
    bad: tuple[BadRow, ...]
    notes: tuple[str, ...] = ()
    order: int = LAST
    """Its place among all forms: a sheet may name what earlier ones bring. Unknown ones come last."""

    def place(self, row: Row) -> str:
        """Where a row of this sheet stands."""
        return f"{self.table.file.name} 表“{self.table.title}”第 {row.number} 行"

    def fault(self, row: Row, header: str, reason: str, rule: str) -> BadRow:
        """A fault of this sheet; an empty header means the whole row."""
        return _fault(self.table, row, header, reason, rule)


def recognise(table: Table, vocabulary: Vocabulary) -> Sheet:
    """Read a table by the form of its title. A title or header we do not know is a fault of the whole sheet.

    Columns that only help people are passed over and said; two columns for one field are refused.
    """
    forms = {form.title: form for form in all_forms(vocabulary.work)}
    form = forms.get(table.title)
    if form is None:
        reason = f"不认识这张表：表名应是 {'、'.join(forms)} 之一。"
        return _whole_sheet_bad(table, None, table.title, reason, "UNKNOWN_SHEET")
    if twice := _twice(table, form):
        reason = f"{'、'.join(twice)} 说的是同一件事：请只留一列。"
        return _whole_sheet_bad(table, form, twice[0], reason, "TWO_COLUMNS_FOR_ONE_FIELD")
    known = [column.header for column in form.columns]
    table = _with_first_headers(table, form)
    missing = [column.header for column in form.columns if column.required and column.header not in table.headers]
    if missing:
        reason = f"缺少这些列：{'、'.join(missing)}；表头写在第 1 行。"
        return _whole_sheet_bad(table, form, missing[0], reason, "MISSING_COLUMN")
    others = [header for header in table.headers if header not in known]
    if strange := [header for header in others if header not in HELPERS]:
        reason = f"不认识这一列；这张表的列是：{'、'.join(known)}。"
        return _whole_sheet_bad(table, form, strange[0], reason, "UNKNOWN_COLUMN")
    table, unfilled = _filled_in(table, known)
    unseen = [f"{table.columns[header]} 列“{header}”" for header in table.hidden if header in known]
    helped = [f"有 {len(unseen)} 列是隐藏的，也读了：{'、'.join(unseen)}。"] if unseen else []
    helped += [f"辅助列 {'、'.join(others)} 没有读。"] if others else []
    helped += [f"有 {unfilled} 行只填了辅助列，没有读。"] if unfilled else []
    order = list(forms).index(form.title)
    return replace(_read_rows(table, form, vocabulary), notes=(*table.notes, *helped), order=order)


def _twice(table: Table, form: Form) -> list[str]:
    for column in form.columns:
        found = [header for header in table.headers if header in _headers(column)]
        if len(found) > 1:
            return found
    return []


def _headers(column: Column) -> tuple[str, ...]:
    """What a column is headed by, in half width as the headers of a table are."""
    return column.header, *map(header_of, (column.header, *column.also))


def _with_first_headers(table: Table, form: Form) -> Table:
    """The table with each column under the first of its headers."""
    first = {other: column.header for column in form.columns for other in _headers(column)[1:]}
    first = {other: header for other, header in first.items() if other in table.headers and other != header}
    if not first:
        return table

    def renamed(given: Mapping[str, str]) -> Mapping[str, str]:
        return {first.get(header, header): text for header, text in given.items()}

    rows = (
        row._replace(cells=renamed(row.cells), problems=renamed(row.problems), kinds=renamed(row.kinds))
        for row in table.rows
    )
    headers, hidden = (tuple(first.get(one, one) for one in some) for some in (table.headers, table.hidden))
    return replace(table, headers=headers, rows=tuple(rows), columns=renamed(table.columns), hidden=hidden)


def _filled_in(table: Table, known: Sequence[str]) -> tuple[Table, int]:
    """The table without rows that are filled in helper columns only, as 序号 numbered ahead; how many those are."""
    own = [header for header in table.headers if header in known]
    rows = tuple(
        row for row in table.rows if row.stray or any(row.cells[header] or header in row.problems for header in own)
    )
    return replace(table, rows=rows), len(table.rows) - len(rows)


def _whole_sheet_bad(table: Table, form: Form | None, value: str, reason: str, rule: str) -> Sheet:
    fault = BadRow(table.file.name, table.title, table.header_row, "", value, reason, rule)
    return Sheet(table, form, (), (fault,), table.notes)


def _fault(table: Table, row: Row, header: str, reason: str, rule: str) -> BadRow:
    letter = table.columns.get(header, "")
    place = f"{letter}{row.number}" if letter else ""
    return BadRow(table.file.name, table.title, row.number, header, row.cells.get(header, ""), reason, rule, place)


def _read_rows(table: Table, form: Form, vocabulary: Vocabulary) -> Sheet:
    good: list[GoodRow] = []
    bad: list[BadRow] = []
    seen: dict[str, int] = {}
    columns = [column for column in form.columns if column.header in table.headers]
    fills_in = any(column.field.startswith(WORK_FIELD) for column in columns)
    for row in table.rows:
        if none := _no_row(row, columns):
            reason, rule = none
            bad.append(_fault(table, row, table.headers[0], reason, rule))
            continue
        fields, faults = _read_row(table, columns, row, vocabulary)
        number = str(fields.get("idempotency_key", ""))
        if number in seen and number:
            reason = f"编号在第 {seen[number]} 行已经用过：每行的编号只能用一次。"
            faults.append(_fault(table, row, "编号", reason, "NUMBER_USED_TWICE"))
        seen.setdefault(number, row.number)
        for value in row.stray:
            reason = f"这一格没有表头：请在第 {table.header_row} 行写上表头，或清空这一格。"
            fault = _fault(table, row, "", reason, "VALUE_WITHOUT_HEADER")
            faults.append(replace(fault, value=value))
        if faults:
            bad.extend(faults)
        else:
            fields.pop(SHEET, None)
            own: Mapping[str, Any] = _with_work(fields) if fills_in else fields
            said = {**own, "idempotency_key": f"{form.prefix}-{number}", **form.fixed}
            good.append(GoodRow(row, said, command_of(form.command.DESCRIPTOR.name, said)))
    return Sheet(table, form, tuple(good), tuple(bad))


def _with_work(fields: Mapping[str, Value]) -> dict[str, Any]:
    """The fields of a command, with those of work filled in under their own keys."""
    filled = [
        {"key": name.removeprefix(WORK_FIELD), "values": value if isinstance(value, list) else [value]}
        for name, value in fields.items()
        if name.startswith(WORK_FIELD)
    ]
    said = {name: value for name, value in fields.items() if not name.startswith(WORK_FIELD)}
    return said | {"fields": filled} if filled else said


def _no_row(row: Row, columns: Sequence[Column]) -> tuple[str, str] | None:
    """Why a row is none of the form's, with its rule: totals, the header once more, or what stands under a table."""
    filled = [(header, text) for header, text in row.cells.items() if text]
    if filled and "".join(filled[0][1].split()).rstrip("：:") in TOTALS and _mostly_empty(row):
        return "是合计行，不是一件事：请删去这一行。", "TOTAL_ROW"
    # Codes and numbers, most cells by far, are no Chinese header however they are spelled.
    maybe = [(header, text) for header, text in filled if header.isascii() or not text.isascii()]
    again = sum(header_of(text) == header for header, text in maybe) if 2 * len(maybe) > len(filled) else 0
    if again > 1 and 2 * again > len(filled):
        return "又是一行表头，不是一件事：请删去这一行。", "HEADER_ROW"
    if len(filled) != 1:
        return None
    required = [column.header for column in columns if column.required]
    empty = [header for header in required if not row.cells[header] and header not in row.problems]
    if len(required) - len(empty) <= 1 < len(empty):
        reason = f"没有填写{'、'.join(empty)}：是填表说明或签名的，请删去或移出表外；是一件事的，请补齐。"
        return reason, "NOT_A_ROW"
    return None


def _mostly_empty(row: Row) -> bool:
    filled = Counter(bool(text) for text in row.cells.values())
    return filled[True] <= filled[False]


def _read_row(
    table: Table, columns: Sequence[Column], row: Row, vocabulary: Vocabulary
) -> tuple[dict[str, Value], list[BadRow]]:
    line = Line(vocabulary, {column.field: row.cells[column.header] for column in columns})
    fields: dict[str, Value] = {}
    faults: list[BadRow] = []
    for column in columns:
        cell = row.cells[column.header]
        try:
            if row.problems or row.kinds:
                _check_held(column, row, cell)
            if cell:
                fields[column.field] = column.read(cell, line)
            elif column.required:
                raise BadCell("必须填写。")
        except BadCell as fault:
            faults.append(_fault(table, row, column.header, str(fault), "BAD_CELL"))
    return fields, faults


def _check_held(column: Column, row: Row, cell: str) -> None:
    """Refuse a cell that shows nothing to be read, and a code that a spreadsheet turned into a date or a fraction."""
    if problem := row.problems.get(column.header):
        raise BadCell(problem)
    if column.read is not CODE:
        return
    kind = row.kinds.get(column.header)
    if kind == DATE:
        raise BadCell("被表格软件当成了日期：请把这一列设为文本格式，再重新填写编码。")
    if kind == NUMBER and ("." in cell or len(cell) > 15):
        raise BadCell("被表格软件当成了数，末位可能已变：请把这一列设为文本格式，再重新填写编码。")
