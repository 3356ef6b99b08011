"""An import from folder to report: a folder is judged whole, as one, before anything of it is written."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from biaochi_chassis.foundation.refusal import Refused

from biaochi_cli.importing.checking import (
    Checking,
    Progress,
    Verdict,
    header_of,
    reason_of,
)
from biaochi_cli.importing.destination import BATCH, Destination, Judge
from biaochi_cli.importing.registry_forms import KINDS
from biaochi_cli.importing.report import Report, SheetReport, rows_of
from biaochi_cli.importing.rows import BadRow, Sheet, recognise
from biaochi_cli.importing.tables import Reading, Table
from biaochi_cli.importing.turns import Turn, in_order, turns_of
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
    is in the report, which is never lost. A row that takes two persons is signed, and written when another imports it.
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
    sheets = in_order(await asyncio.to_thread(_recognised, given.tables, vocabulary))
    turns = turns_of(sheets)
    judge: Judge | None = await office.rehearsal([turn.row.command for turn in turns])
    # What facts that follow from work need is known once they were judged: where any of it is taken, all is once more.
    while judge:
        checking = Checking(judge, progress)
        verdicts = await asyncio.to_thread(checking.check, sheets, turns)
        judge = await office.looked_again()
    for sheet, verdict in zip(sheets, verdicts, strict=True):
        _enter(report, sheet, verdict)
    if report.bad and not options.skip_bad_rows:
        report.left_alone = sorted({table.file.name for table in given.tables})
    elif not options.dry_run:
        await _write(_Writing(office, report, verdicts), checking.good, progress)


def _recognised(tables: Iterable[Table], vocabulary: Vocabulary) -> list[Sheet]:
    return [recognise(table, vocabulary) for table in tables]


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
    report: Report
    verdicts: Sequence[Verdict]
    written: Counter[int] = field(default_factory=Counter)


async def _write(writing: _Writing, turns: Sequence[Turn], progress: Progress) -> None:
    """Write rows in their turns. Raises Refused after entering the row that was spoiled meanwhile in the report."""
    for batch in _batches(turns):
        try:
            answer = await writing.office.send(batch[0].form, [turn.row for turn in batch])
        except Refused as refused:
            if refused.index is not None and refused.index < len(batch):
                turn = batch[refused.index]
                header, reason = header_of(turn.form, refused), reason_of(turn.form, refused)
                writing.report.bad.append(turn.sheet.fault(turn.row.row, header, reason, refused.code))
            raise
        for turn, written in zip(batch, answer.written, strict=True):
            entry = writing.report.sheets[turn.place]
            entry.already += written.already
            entry.awaiting += written.awaits_signature
            entry.written += not written.already and not written.awaits_signature
            writing.written[turn.place] += 1
        for place in dict.fromkeys(turn.place for turn in batch):
            entry = writing.report.sheets[place]
            progress(f"{entry.file} {entry.sheet} 写入", writing.written[place], len(writing.verdicts[place].good))


def _batches(turns: Sequence[Turn]) -> Iterator[Sequence[Turn]]:
    """Rows that are written one after another by one method, at most so many at once."""
    for _, group in groupby(turns, key=lambda turn: turn.form.write):
        alike = list(group)
        yield from (alike[start : start + BATCH] for start in range(0, len(alike), BATCH))
