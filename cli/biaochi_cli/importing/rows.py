"""Rows into commands: every cell read, every fault reported with sheet, row, column, value and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from biaochi_cli.importing.cells import BadCell
from biaochi_cli.importing.columns import Column, Line, Value
from biaochi_cli.importing.forms import BY_TITLE, FORMS, Form
from biaochi_cli.importing.tables import Row, Table
from biaochi_cli.importing.vocabulary import Vocabulary


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be imported, and why, in words for the person who wrote it."""

    file: str
    sheet: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class GoodRow:
    """A row read: the fields of its command, idempotency key included."""

    row: Row
    fields: Mapping[str, Value]


@dataclass(frozen=True)
class Sheet:
    """A table recognised as a form (None: none of ours), with the rows that could be read and those that could not."""

    table: Table
    form: Form | None
    good: tuple[GoodRow, ...]
    bad: tuple[BadRow, ...]

    @property
    def order(self) -> int:
        """Its place among all forms: a sheet may name what earlier ones bring. Unknown ones come last."""
        return FORMS.index(self.form) if self.form else len(FORMS)

    def fault(self, row: Row, header: str, reason: str) -> BadRow:
        """A fault of this sheet; an empty header means the whole row."""
        return BadRow(self.table.file.name, self.table.title, row.number, header, row.cells.get(header, ""), reason)


def recognise(table: Table, vocabulary: Vocabulary) -> Sheet:
    """Read a table by the form of its title. A title or header we do not know is a fault of the whole sheet."""
    form = BY_TITLE.get(table.title)
    if form is None:
        reason = f"不认识这张表：表名应是 {'、'.join(BY_TITLE)} 之一。"
        return _whole_sheet_bad(table, None, table.title, reason)
    table = _with_first_headers(table, form)
    missing = [column.header for column in form.columns if column.required and column.header not in table.headers]
    if missing:
        return _whole_sheet_bad(table, form, missing[0], f"缺少这些列：{'、'.join(missing)}；表头写在第 1 行。")
    unknown = [header for header in table.headers if header not in {column.header for column in form.columns}]
    if unknown:
        known = "、".join(column.header for column in form.columns)
        return _whole_sheet_bad(table, form, unknown[0], f"不认识这一列；这张表的列是：{known}。")
    return _read_rows(table, form, vocabulary)


def _with_first_headers(table: Table, form: Form) -> Table:
    """The table with each column under the first of its headers."""
    first = {other: column.header for column in form.columns for other in column.also if other in table.headers}
    rows = (
        replace(row, cells={first.get(header, header): text for header, text in row.cells.items()})
        for row in table.rows
    )
    return replace(table, headers=tuple(first.get(one, one) for one in table.headers), rows=tuple(rows))


def _whole_sheet_bad(table: Table, form: Form | None, value: str, reason: str) -> Sheet:
    return Sheet(table, form, (), (BadRow(table.file.name, table.title, 1, "", value, reason),))


def _read_rows(table: Table, form: Form, vocabulary: Vocabulary) -> Sheet:
    good: list[GoodRow] = []
    bad: list[BadRow] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        fields, faults = _read_row(table, form.columns, row, vocabulary)
        number = str(fields.get("idempotency_key", ""))
        if number in seen and number:
            reason = f"编号在第 {seen[number]} 行已经用过：每行的编号只能用一次。"
            faults.append(BadRow(table.file.name, table.title, row.number, "编号", number, reason))
        seen.setdefault(number, row.number)
        for value in row.stray:
            reason = "这一格没有表头：请在第 1 行写上表头，或清空这一格。"
            faults.append(BadRow(table.file.name, table.title, row.number, "", value, reason))
        if faults:
            bad.extend(faults)
        else:
            good.append(GoodRow(row, {**fields, "idempotency_key": f"{form.prefix}-{number}"}))
    return Sheet(table, form, tuple(good), tuple(bad))


def _read_row(
    table: Table, columns: Sequence[Column], row: Row, vocabulary: Vocabulary
) -> tuple[dict[str, Value], list[BadRow]]:
    line = Line(vocabulary, {column.field: row.cells.get(column.header, "") for column in columns})
    fields: dict[str, Value] = {}
    faults: list[BadRow] = []
    for column in columns:
        cell = row.cells.get(column.header, "")
        try:
            if cell:
                fields[column.field] = column.read(cell, line)
            elif column.required:
                raise BadCell("必须填写。")
        except BadCell as fault:
            faults.append(BadRow(table.file.name, table.title, row.number, column.header, cell, str(fault)))
    return fields, faults
