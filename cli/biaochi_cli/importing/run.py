"""An import from folder to report: a folder is judged whole, as one, before anything of it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from biaochi_chassis.foundation.refusal import Refused

from biaochi_cli.importing.checking import Checking, Progress, Verdict, header_of, in_order, reason_of
from biaochi_cli.importing.destination import BATCH, Destination
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.registry_forms import KINDS
from biaochi_cli.importing.report import Report, SheetReport, rows_of
from biaochi_cli.importing.rows import BadRow, GoodRow, Sheet, recognise
from biaochi_cli.importing.tables import Reading, Table
from biaochi_cli.importing.vocabulary import Vocabulary

__all__ = ["Options", "Progress", "Report", "import_reading", "import_tables"]


@dataclass(frozen=True)
class Options:
    """How to import: only look, and whether good rows of a folder with bad ones are wanted all the same."""

    dry_run: bool = False
    skip_bad_rows: bool = False


async def import_tables(office: Destination, tables: Sequence[Table], options: Options, progress: Progress) -> Report:
    """Import tables as `import_reading` does."""
    return await import_reading(office, Reading(list(tables)), options, progress)


async def import_reading(office: Destination, given: Reading, options: Options, progress: Progress) -> Report:
    """Judge every row in the order of writing, then write; a dry run is the same without the writing.

    Nothing is written when anything is faulty, unless `skip_bad_rows`. Running it again after an interruption
    completes it: a row with a known number and the same content is counted as already there. What stops it half-way
    is in the report, which is never lost.
    """
    report = Report(notes=list(given.notes), dry_run=options.dry_run)
    report.bad += [
        BadRow(file.name, "", 0, "", file.name, reason, "UNREADABLE_FILE") for file, reason in given.unreadable.items()
    ]
    try:
        await _run(office, given, options, progress, report)
    except Refused as refused:
        report.aborted = f"{refused}（{refused.code}）"
    return report


async def _run(office: Destination, given: Reading, options: Options, progress: Progress, report: Report) -> None:
    vocabulary = await _vocabulary(office, given.tables)
    sheets = in_order([recognise(table, vocabulary) for table in given.tables])
    checking = Checking(await office.rehearsal([row.command for sheet in sheets for row in sheet.good]), progress)
    verdicts = []
    for sheet in sheets:
        verdict = checking.check(sheet, sheet.form) if sheet.form else Verdict()
        verdicts.append(verdict)
        _enter(report, sheet, verdict)
    if report.bad and not options.skip_bad_rows:
        report.left_alone = sorted({table.file.name for table in given.tables})
    elif not options.dry_run:
        for sheet, verdict, entry in zip(sheets, verdicts, report.sheets, strict=True):
            if sheet.form:
                await _write(_Writing(office, sheet, sheet.form, entry, report), verdict.good, progress)


async def _vocabulary(office: Destination, tables: Sequence[Table]) -> Vocabulary:
    """The city's words; where they are ambiguous, with the kinds of all subjects that the tables bring or name."""
    vocabulary = await office.vocabulary()
    if not vocabulary.ambiguous:
        return vocabulary
    cells: list[Mapping[str, str]] = [row.cells for table in tables for row in table.rows]
    codes = {text for row in cells for header, text in row.items() if header.endswith("编码")}
    brought = {row["组织编码"]: KINDS.get(row["类别"], "") for row in cells if {"组织编码", "类别"} <= row.keys()}
    return replace(vocabulary, subject_kinds={**brought, **await office.kinds(codes)})


def _enter(report: Report, sheet: Sheet, verdict: Verdict) -> None:
    file, title = sheet.table.file.name, sheet.table.title
    faults = sorted([*sheet.bad, *verdict.bad], key=lambda fault: fault.row)
    report.bad += faults
    report.notes += [f"{file} 表“{title}”：{note}" for note in sheet.notes]
    counts = (len(sheet.table.rows), len(verdict.good), len(verdict.already), len(rows_of(faults)))
    report.sheets.append(SheetReport(file, title, *counts))


@dataclass
class _Writing:
    office: Destination
    sheet: Sheet
    form: Form
    entry: SheetReport
    report: Report


async def _write(writing: _Writing, rows: Sequence[GoodRow], progress: Progress) -> None:
    """Write a sheet's rows. Raises Refused after entering the row that was spoiled meanwhile in the report."""
    table = writing.sheet.table
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        try:
            answer = await writing.office.send(writing.form, batch)
        except Refused as refused:
            if refused.index is not None and refused.index < len(batch):
                header, reason = header_of(writing.form, refused), reason_of(writing.form, refused)
                row = batch[refused.index].row
                writing.report.bad.append(writing.sheet.fault(row, header, reason, refused.code))
            raise
        already = sum(written.already for written in answer.written)
        writing.entry.already += already
        writing.entry.written += len(batch) - already
        progress(f"{table.file.name} {table.title} 写入", start + len(batch), len(rows))
