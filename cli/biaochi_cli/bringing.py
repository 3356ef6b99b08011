"""Data into a running platform: where its services are, the import itself, and what it reports to a person."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.scoring.v1.service_connect import ScoringServiceClient
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.rpc.client import Clients
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from biaochi_cli.importing.office import Office
from biaochi_cli.importing.run import Options, Report, import_tables
from biaochi_cli.importing.tables import Table, read_folder
from biaochi_cli.record import find

MOST_SHOWN = 50


def service_addresses(settings: Settings) -> dict[str, str]:
    """Base URL of each service: the one port of our background process, else where `serve` puts them."""
    if record := find(settings):
        base = f"http://{settings.host}:{record.port}"
        return dict.fromkeys(("org", "assessment", "scoring"), base)
    return {name: settings.service_url(name) for name in ("org", "assessment", "scoring")}


async def bring(city: str, tables: Sequence[Table], settings: Settings, options: Options, console: Console) -> Report:
    """Import tables into the running platform, showing progress."""
    addresses, clients = service_addresses(settings), Clients()
    bars: dict[str, int] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        office = Office(
            city,
            clients.of(OrgServiceClient, addresses["org"], deadline=60),
            clients.of(AssessmentServiceClient, addresses["assessment"], deadline=60),
            clients.of(ScoringServiceClient, addresses["scoring"], deadline=60),
        )
        with Progress(*columns, console=console) as shown:

            def progress(what: str, done: int, total: int) -> None:
                if what not in bars:
                    bars[what] = shown.add_task(what, total=total)
                shown.update(bars[what], completed=done)  # type: ignore[arg-type]  # rich's TaskID is an int

            report = await import_tables(office, tables, options, progress)
        if report.written:
            with console.status("Waiting until every standing is recomputed ..."):
                await office.settled()
        return report
    finally:
        await clients.close()


def bring_examples(settings: Settings, examples: Path, console: Console) -> None:
    """Import every city of the examples folder once; a start after an interrupted import completes it.

    A city that BIAOCHI_PLUGINS leaves out is left out here, too.
    """
    for folder in sorted(path for path in examples.glob("*") if any(path.glob("*.xlsx"))):
        if settings.plugins is not None and folder.name not in settings.plugins:
            console.print(f"BIAOCHI_PLUGINS leaves {folder.name} out, and its example data with it.")
            continue
        done = settings.data / f"imported-{folder.name}.json"
        if done.exists():
            continue
        console.print(f"Importing the example data of {folder.name} ({folder}) ...")
        report = asyncio.run(bring(folder.name, read_folder(folder), settings, Options(), console))
        print_report(report, console)
        if not report.bad:
            done.write_text(json.dumps({"rows": report.written + report.already}))


def print_report(report: Report, console: Console) -> None:
    """What was written and what was not, with every bad row up to fifty."""
    console.print(f"写入 {report.written} 行，此前已有 {report.already} 行，有问题 {len(report.bad)} 行。")
    if report.left_alone:
        console.print(f"这些文件有问题，整个没有导入：{'、'.join(report.left_alone)}。改正后重新运行即可。")
    for bad in report.bad[:MOST_SHOWN]:
        cell = f"“{bad.column}”栏“{bad.value}”" if bad.column else f"“{bad.value}”"
        line = f"  {bad.file} 表“{bad.sheet}”第 {bad.row} 行 {cell}：{bad.reason}"
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    if len(report.bad) > MOST_SHOWN:
        console.print(f"还有 {len(report.bad) - MOST_SHOWN} 行有问题：改正上面的，再运行一次。")
