"""An import from folder to report: a folder is judged whole, as one, before anything of it is written."""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
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
from biaochi_cli.importing.destination import BATCH, Destination, Judge, interrupted
from biaochi_cli.importing.registry_forms import KINDS
from biaochi_cli.importing.report import Report, SheetReport, rows_of
from biaochi_cli.importing.rows import BadRow, Sheet, recognise
from biaochi_cli.importing.tables import Reading, Table
from biaochi_cli.importing.turns import Turn, in_order, turns_of
from biaochi_cli.importing.vocabulary import Vocabulary
from biaochi_cli.rehearsing.resting import brought, rests_on

INTERRUPTED = "被中断了，最后一批可能已经写入。"

__all__ = ["Options", "Progress", "Report", "import_reading", "import_tables"]


_ALONE = nullcontext()


@dataclass(frozen=True)
class Options:
    """How to import: only look, and whether good rows of a folder with bad ones are wanted all the same."""

    dry_run: bool = False
    skip_bad_rows: bool = False


async def import_tables(office: Destination, tables: Sequence[Table], options: Options, progress: Progress) -> Report:
    """Import tables as `import_reading` does."""
    return await import_reading(office, Reading(list(tables)), options, progress)


async def import_reading(
    office: Destination,
    given: Reading,
    options: Options,
    progress: Progress,
    turn: AbstractAsyncContextManager[None] = _ALONE,
) -> Report:
    """Judge every row in the order of writing, then write; a dry run is the same without the writing.

    Nothing is written when anything is faulty, unless `skip_bad_rows`. Running it again after an interruption
    completes it: a row with a known number and the same content is counted as already there. What stops it half-way,
    be it somebody who interrupts it, is in the report, which is never lost. A row that takes two persons is signed,
    and written when another imports it; so are the rows that rest on it. `turn` is held while the rows are judged: of
    several imports one at a time has it.
    """
    report = Report(notes=list(given.notes), dry_run=options.dry_run)
    report.bad += [
        BadRow(file.name, "", 0, "", file.name, reason, "UNREADABLE_FILE") for file, reason in given.unreadable.items()
    ]
    try:
        async with turn:
            judged = await _judged(office, given, options, progress, report)
        if judged and not options.dry_run:
            await _write(*judged, progress)
    except (Refused, asyncio.CancelledError) as stopped:
        if isinstance(stopped, Refused) and not interrupted():
            report.aborted = f"{stopped}（{stopped.code}）"
        else:
            report.aborted = INTERRUPTED
    return report


@dataclass
class _Writing:
    """Rows on their way; `held`: the keys of those that would be refused before another person has signed.

    `waiting`: the items and facts that a second signature is awaited for, by code and number.
    """

    office: Destination
    report: Report
    verdicts: Sequence[Verdict]
    held: Collection[str]
    dealt_with: Counter[int] = field(default_factory=Counter)
    waiting: set[str] = field(default_factory=set)

    def entry(self, turn: Turn) -> SheetReport:
        """The sheet of a row in the report."""
        return self.report.sheets[turn.place]

    def awaits(self, turn: Turn) -> None:
        """Enter a row that is not written yet, and that others wait for."""
        self.entry(turn).awaiting += 1
        self.waiting |= brought(turn.row.command)


async def _judged(
    office: Destination, given: Reading, options: Options, progress: Progress, report: Report
) -> tuple[_Writing, Sequence[Turn]] | None:
    """What is to be written, once the verdict on every row is in the report; None when something is faulty."""
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
        report.sheets[-1].awaiting = verdict.awaiting if options.dry_run else 0
    if report.bad and not options.skip_bad_rows:
        report.left_alone = sorted({table.file.name for table in given.tables})
        return None
    for turn in checking.good:
        left = await office.left_behind(turn.row.command)
        report.notes += [f"{turn.sheet.place(turn.row.row)}：{sentence}" for sentence in left]
    return _Writing(office, report, verdicts, checking.held), checking.good


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


async def _write(writing: _Writing, turns: Sequence[Turn], progress: Progress) -> None:
    """Write rows in their turns, but for those that rest on what waits for a second signature.

    Raises Refused after entering the row that was spoiled meanwhile in the report.
    """
    for batch in _batches(turns):
        ready = []
        for turn in batch:
            command = turn.row.command
            if command.idempotency_key in writing.held or (writing.waiting and rests_on(command) & writing.waiting):
                writing.awaits(turn)
            else:
                ready.append(turn)
        await _send(writing, ready)
        writing.dealt_with.update(turn.place for turn in batch)
        for place in dict.fromkeys(turn.place for turn in batch):
            entry = writing.report.sheets[place]
            progress(f"{entry.file} {entry.sheet} 写入", writing.dealt_with[place], len(writing.verdicts[place].good))


async def _send(writing: _Writing, batch: Sequence[Turn]) -> None:
    if not batch:
        return
    try:
        answer = await writing.office.send(batch[0].form, [turn.row for turn in batch])
    except Refused as refused:
        if refused.index is not None and refused.index < len(batch):
            turn = batch[refused.index]
            header, reason = header_of(turn.form, refused), reason_of(turn.form, refused)
            writing.report.bad.append(turn.sheet.fault(turn.row.row, header, reason, refused.code))
        raise
    for turn, written in zip(batch, answer.written, strict=True):
        if written.awaits_signature:
            writing.awaits(turn)
        writing.entry(turn).already += written.already
        writing.entry(turn).written += not written.already and not written.awaits_signature


def _batches(turns: Sequence[Turn]) -> Iterator[Sequence[Turn]]:
    """Rows that are written one after another by one method, at most so many at once, and none rests on another.

    So that a row which turns out to take two is known before what rests on it is sent.
    """
    for _, group in groupby(turns, key=lambda turn: turn.form.write):
        batch: list[Turn] = []
        own = set[str]()
        for turn in group:
            if len(batch) == BATCH or rests_on(turn.row.command) & own:
                yield batch
                batch, own = [], set()
            batch.append(turn)
            own |= brought(turn.row.command)
        yield batch
