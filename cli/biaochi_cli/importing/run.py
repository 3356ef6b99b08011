"""An import from folder to report: file by file, each tried whole before anything of it is written."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from biaochi.common.v1.common_pb2 import Refusal, WriteAnswer

from biaochi_cli.importing.forms import KINDS, Form
from biaochi_cli.importing.rows import BadRow, GoodRow, Sheet, recognise
from biaochi_cli.importing.tables import Table
from biaochi_cli.importing.vocabulary import Vocabulary

BATCH = 1000
# What an earlier sheet of the same import may bring before it is written.
FORGIVEN = {
    "UNKNOWN_ORGANIZATION",
    "UNKNOWN_SUBJECT",
    "UNKNOWN_PERSON",
    "UNKNOWN_TASK",
    "UNKNOWN_CYCLE",
    "UNKNOWN_PERIOD",
}
BRINGS = {"组织": "code", "临时党组织": "code", "人员": "code", "考核周期": "code", "任务": "task"}
Progress = Callable[[str, int, int], None]


class Destination(Protocol):
    """Where the commands of one city go."""

    async def vocabulary(self) -> Vocabulary:
        """The words of the city's models."""

    async def kinds(self, codes: Collection[str]) -> Mapping[str, str]:
        """Of which kind the registered organizations of these codes are."""

    async def send(self, form: Form, rows: Sequence[GoodRow], *, dry_run: bool) -> WriteAnswer:
        """Try or write one batch."""


@dataclass(frozen=True)
class Options:
    """How to import: only look, and whether good rows of a file with bad ones are wanted all the same."""

    dry_run: bool = False
    skip_bad_rows: bool = False


@dataclass
class Report:
    """What an import did: rows written now, rows written before, rows refused, files left alone."""

    written: int = 0
    already: int = 0
    bad: list[BadRow] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


async def import_tables(office: Destination, tables: Sequence[Table], options: Options, progress: Progress) -> Report:
    """Import the files of `tables` in the order in which they depend on each other.

    A file with a bad row is left alone as a whole unless `skip_bad_rows`; the others go on. Running it again after an
    interruption completes it: a row with a known number and the same content is counted as already there.
    """
    vocabulary = await _vocabulary(office, tables)
    files: dict[Path, list[Sheet]] = {}
    for table in tables:
        files.setdefault(table.file, []).append(recognise(table, vocabulary))
    report, promised = Report(), set[str]()
    for file, sheets in sorted(files.items(), key=lambda item: (min(sheet.order for sheet in item[1]), item[0])):
        ordered = sorted(sheets, key=lambda sheet: sheet.order)
        await _import_file(_File(office, file.name, ordered, promised, report), options, progress)
    return report


async def _vocabulary(office: Destination, tables: Sequence[Table]) -> Vocabulary:
    """The city's words; where they are ambiguous, with the kinds of all subjects that the tables bring or name."""
    vocabulary = await office.vocabulary()
    if not vocabulary.ambiguous:
        return vocabulary
    cells = [row.cells for table in tables for row in table.rows]
    codes = {text for row in cells for header, text in row.items() if header.endswith("编码")}
    brought = {row["组织编码"]: KINDS.get(row["类别"], "") for row in cells if {"组织编码", "类别"} <= row.keys()}
    return replace(vocabulary, subject_kinds={**brought, **await office.kinds(codes)})


@dataclass
class _File:
    office: Destination
    name: str
    sheets: list[Sheet]
    promised: set[str]
    report: Report


async def _import_file(file: _File, options: Options, progress: Progress) -> None:
    bad: list[BadRow] = []
    good: dict[int, list[GoodRow]] = {}
    for place, sheet in enumerate(file.sheets):
        refused = await _try(file, sheet, sheet.form, progress) if sheet.form else []
        bad.extend([*sheet.bad, *refused])
        bad_rows = {fault.row for fault in refused}
        good[place] = [row for row in sheet.good if row.row.number not in bad_rows]
        file.promised |= _brought(sheet, good[place])
    file.report.bad.extend(bad)
    if bad and not options.skip_bad_rows:
        file.report.left_alone.append(file.name)
        return
    if not options.dry_run:
        for place, sheet in enumerate(file.sheets):
            if sheet.form:
                await _write(file, sheet, sheet.form, good[place], progress)


def _brought(sheet: Sheet, rows: Iterable[GoodRow]) -> set[str]:
    name = BRINGS.get(sheet.table.title)
    return {str(row.fields[name]) for row in rows} if name else set()


async def _try(file: _File, sheet: Sheet, form: Form, progress: Progress) -> list[BadRow]:
    """Dry-run every good row; what a row names that an earlier sheet brings is not held against it."""
    faults: list[BadRow] = []
    for start in range(0, len(sheet.good), BATCH):
        rows = sheet.good[start : start + BATCH]
        answer = await file.office.send(form, rows, dry_run=True)
        for refusal in answer.refusals:
            row = rows[refusal.index]
            if refusal.code in FORGIVEN and _names(row, refusal.field) in file.promised:
                continue
            faults.append(sheet.fault(row.row, _header(form, refusal), _reason(refusal)))
        progress(f"{file.name} {sheet.table.title} 校验", start + len(rows), len(sheet.good))
    return faults


async def _write(file: _File, sheet: Sheet, form: Form, rows: Sequence[GoodRow], progress: Progress) -> None:
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        answer = await file.office.send(form, batch, dry_run=False)
        already = sum(written.already for written in answer.written)
        file.report.already += already
        file.report.written += len(batch) - already
        progress(f"{file.name} {sheet.table.title} 写入", start + len(batch), len(rows))


def _names(row: GoodRow, field: str) -> str:
    """What the row names in that field; a period is promised by its cycle, the part before the hyphen."""
    named = str(row.fields.get(field, ""))
    return named.split("-")[0] if field == "period" else named


def _header(form: Form, refusal: Refusal) -> str:
    if refusal.code == "IDEMPOTENCY_KEY_REUSED":
        return "编号"
    return next((column.header for column in form.columns if column.field == refusal.field), "")


def _reason(refusal: Refusal) -> str:
    if refusal.code == "IDEMPOTENCY_KEY_REUSED":
        return "这个编号已经登记过，内容不同：已登记的不能修改，请写冲销，再用新编号登记。"
    return f"{refusal.sentence}（{refusal.code}）"
