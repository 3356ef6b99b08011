"""Data into a running platform: where its services are, the import itself, and what it reports to a person."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path

from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.scoring.v1.service_connect import ScoringServiceClient
from biaochi_chassis.foundation.refusal import shown
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.identity.authentication import service_identity
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.rpc.mutual_tls import MutualTls
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from biaochi_cli.credentials import credentials_of
from biaochi_cli.importing.office import Office
from biaochi_cli.importing.report import SheetReport
from biaochi_cli.importing.rows import BadRow
from biaochi_cli.importing.run import INTERRUPTED, Options, Report, import_reading
from biaochi_cli.importing.run import Progress as Advance
from biaochi_cli.importing.tables import Reading, read
from biaochi_cli.record import find

MOST_SHOWN = 50
SECOND = "second_developer"
"""Who signs the examples second."""

Imported = Callable[[str], Awaitable[None]]
"""What comes after the import of a city."""


def service_addresses(settings: Settings) -> dict[str, str]:
    """Base URL of each service: the ports of our background processes, else where `serve` puts them."""
    if record := find(settings):
        ports = {"org": record.rpc, "assessment": record.rpc, "scoring": record.scoring or record.rpc}
        return {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    return {name: settings.service_url(name) for name in ("org", "assessment", "scoring")}


async def bring(
    city: str, given: Reading, settings: Settings, options: Options, console: Console, by: str = ""
) -> Report:
    """Import what was read into the running platform, showing progress to a person and nothing in a pipe.

    `by`: as `office_of` takes it.
    """
    async with office_of(settings, city, by) as office:
        with _bars(console) as progress:
            report = await import_reading(office, given, options, progress)
        if report.written and report.aborted != INTERRUPTED:
            await _settled([office.settled()], console)
        return report


async def _settled(settling: Iterable[Awaitable[None]], console: Console) -> None:
    with console.status("Waiting until every standing is recomputed ..."):
        await asyncio.gather(*settling)


@contextmanager
def _bars(console: Console) -> Iterator[Advance]:
    """What shows how far each thing has come."""
    bars: dict[str, TaskID] = {}
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progressed:

        def progress(what: str, done: int, total: int) -> None:
            if what not in bars:
                bars[what] = progressed.add_task(what, total=total)
            progressed.update(bars[what], completed=done)

        yield progress


@asynccontextmanager
async def office_of(settings: Settings, city: str, by: str = "") -> AsyncIterator[Office]:
    """A city's services on the running platform, as the command calls them; `by`: under this name, in development.

    Raises SettingsRefused for a name where an issuer says who somebody is.
    """
    addresses = service_addresses(settings)
    clients = Clients(service_identity(settings, "command"), MutualTls.of(settings))
    try:
        yield Office(
            city,
            clients.of(OrgServiceClient, addresses["org"], deadline=60),
            clients.of(AssessmentServiceClient, addresses["assessment"], deadline=60),
            clients.of(ScoringServiceClient, addresses["scoring"], deadline=60),
            credentials_of(settings, by),
        )
    finally:
        await clients.close()


class Examples:
    """The cities of the examples folder that are not imported yet, read one after the other from now on.

    A city that BIAOCHI_PLUGINS leaves out is left out here, too.
    """

    def __init__(self, settings: Settings, examples: Path) -> None:
        """Begin to read what is missing in this home, the smallest first: the platform has something to write soon."""
        folders = sorted(path for path in examples.glob("*") if any(path.glob("*.xlsx")))
        self.left_out = [
            one.name for one in folders if settings.plugins is not None and one.name not in settings.plugins
        ]
        served = {one: settings.data / f"imported-{one.name}.json" for one in folders if one.name not in self.left_out}
        self.missing = {folder: done for folder, done in served.items() if not done.exists()}
        """Each folder with the file that notes that it was imported."""
        with_one = ThreadPoolExecutor(1)
        self.readings = {folder: with_one.submit(read, folder) for folder in sorted(self.missing, key=_size)}
        with_one.shutdown(wait=False)


def bring_examples(settings: Settings, examples: Examples, console: Console, imported: Imported) -> None:
    """Import every city of the examples once; a start after an interrupted import completes it.

    `imported` is told of each when it is, while others still are.
    """
    for name in examples.left_out:
        console.print(f"BIAOCHI_PLUGINS leaves {name} out, and its example data with it.")
    if examples.missing:
        asyncio.run(_bring_missing(settings, examples, console, imported))


async def _bring_missing(settings: Settings, examples: Examples, console: Console, imported: Imported) -> None:
    """Import each of the missing and note in its file that it was."""
    turn = asyncio.Lock()
    async with AsyncExitStack() as stack:
        offices = {one: await stack.enter_async_context(office_of(settings, one.name)) for one in examples.missing}
        settling: list[Awaitable[None]] = []
        with _bars(console) as progress:

            async def one(folder: Path) -> None:
                given = await asyncio.wrap_future(examples.readings[folder])
                console.print(f"Importing the example data of {folder.name} ({folder}) ...")
                written_to = [offices[folder]]
                report = await import_reading(offices[folder], given, Options(), progress, turn)
                print_report(report, console)
                if report.awaiting:
                    second = await stack.enter_async_context(office_of(settings, folder.name, SECOND))
                    print_report(await _countersign(second, given, report), console)
                    written_to.append(second)
                if not report.failed:
                    examples.missing[folder].write_text(json.dumps({"rows": report.good + report.already}))
                    await imported(folder.name)
                # Its results are asked for, and so computed, while others are still written.
                settling.extend(asyncio.create_task(office.settled()) for office in written_to)

            # While the next larger one is judged here, the platform writes those that were.
            await asyncio.gather(*map(one, examples.readings))
        await _settled(settling, console)


def _size(folder: Path) -> int:
    """How much there is to read in a folder, in bytes."""
    return sum(file.stat().st_size for file in folder.iterdir())


async def _countersign(second: Office, given: Reading, first: Report) -> Report:
    """Import the sheets with rows that take two persons as the second one."""
    waiting = {(one.file, one.sheet) for one in first.sheets if one.awaiting}
    tables = [table for table in given.tables if (table.file.name, table.title) in waiting]
    return await import_reading(second, Reading(tables), Options(), lambda *_: None)


def print_report(report: Report, console: Console) -> None:
    """What was passed over, what was or would be written of each sheet, and every fault up to fifty."""

    def say(line: str) -> None:
        console.print(line, soft_wrap=True)

    for note in report.notes:
        say(note)
    for one in report.sheets:
        counts = f"{_done(report, one)}，此前已有 {one.already} 行，有问题 {one.faulty} 行"
        waits = f"，待另一人签署 {one.awaiting} 行" if one.awaiting else ""
        say(f"  {one.file} 表“{one.sheet}”：读到 {one.rows} 行，{counts}{waits}。")
    trial = "试运行：" if report.dry_run else ""
    done = f"{trial}{_done(report, report)}"
    say(f"{done}，此前已有 {report.already} 行，有问题 {report.faulty} 行。")
    if report.awaiting:
        signed = "导入时只签第一次" if report.dry_run else "已签第一次"
        say(f"有 {report.awaiting} 行须两人办理，{signed}：请另一位有权的人在七天内照样导入一次，方才写入。")
    if report.left_alone:
        say(f"有问题没有改正前，这些文件整个都不导入：{'、'.join(report.left_alone)}。改正后重新运行即可。")
    for bad in report.bad[:MOST_SHOWN]:
        say(f"  {_place(bad)}：{bad.reason}")
    if len(report.bad) > MOST_SHOWN:
        say(f"还有 {len(report.bad) - MOST_SHOWN} 个问题：用 --report faults.xlsx 看全部，或改正上面的再运行一次。")
    if report.aborted:
        say(f"没有做完：{report.aborted} 已写入的不会重复写入，改正后重新运行即可。")


def _done(report: Report, counted: Report | SheetReport) -> str:
    if report.left_alone:
        return f"{'将' if report.dry_run else ''}写入 0 行（无误 {counted.good} 行）"
    return f"将写入 {counted.good - counted.awaiting} 行" if report.dry_run else f"写入 {counted.written} 行"


def _place(bad: BadRow) -> str:
    if not bad.sheet:
        return bad.file
    where = f"{bad.file} 表“{bad.sheet}”{bad.cell}{' ' if bad.cell else ''}第 {bad.row} 行"
    value = shown(bad.value)
    return f"{where} “{bad.column}”栏“{value}”" if bad.column else f"{where} “{value}”"
