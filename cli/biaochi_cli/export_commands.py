"""The command that writes what was imported into a city as the workbook that its import reads."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings

from biaochi_cli.background import Background
from biaochi_cli.bringing import office_of
from biaochi_cli.exporting.matching import Exported, match
from biaochi_cli.exporting.records import read_records
from biaochi_cli.exporting.workbook import numbered, write_workbooks
from biaochi_cli.importing.office import Office
from biaochi_cli.importing.work_forms import all_forms
from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer(add_completion=False)


@app.command("export")
def export(
    city: Annotated[str, typer.Argument(help="Slug of the city.")],
    to: Annotated[Path | None, typer.Option(help="The workbook to write; CITY-export.xlsx if left out.")] = None,
) -> None:
    """Write what spreadsheets brought into a city as a workbook, which `biaochi import` reads as all there already.

    What is more than the import takes of one workbook follows in others beside it, numbered from 2. What your roles do
    not let you see is left out, and counted; so is what did not come by spreadsheet.
    """
    path = to or Path(f"{city}-export.xlsx")
    if path.suffix.lower() != ".xlsx":
        give_up(f"--to {path}: the name must end in .xlsx.")
    if there := next(filter(Path.exists, (path, *numbered(path))), None):
        give_up(f"{there} is there already: move it away, or name another file with --to.")
    settings = settings_here()
    if not Background(settings).ready():
        give_up(f"Nothing is ready on port {settings.port} to export from: start the platform first, with make up.")
    try:
        files, exported, titles = asyncio.run(write_export(settings, city, path))
    except Refused as refused:
        give_up(str(refused))
    for prefix, rows in exported.rows.items():
        _say(f"  表“{titles[prefix]}”：{len(rows)} 行。")
    for prefix, count in exported.hidden.items():
        _say(f"  表“{titles[prefix]}”有 {count} 行没有写出：您的角色看不到其全部内容，或登记时的写法已无从得知。")
    if exported.others:
        _say(f"  另有 {exported.others} 件不是从表格登记的，没有写出。")
    _say(f"{'、'.join(map(str, files))} 已写好，共 {sum(map(len, exported.rows.values()))} 行。")


async def write_export(settings: Settings, city: str, path: Path) -> tuple[list[Path], Exported, dict[str, str]]:
    """Write the workbooks; return them, what is in them, and the titles of all sheets by prefix. Raises Refused."""
    async with office_of(settings, city) as office:
        return await _written(office, path)


async def _written(office: Office, path: Path) -> tuple[list[Path], Exported, dict[str, str]]:
    vocabulary = await office.vocabulary()
    records = await read_records(office)
    forms = all_forms(vocabulary.work)
    exported = match(records, forms, vocabulary.work)
    files = write_workbooks(path, exported, forms, replace(vocabulary, subject_kinds=records.kinds()))
    return files, exported, {form.prefix: form.title for form in forms}


def _say(line: str) -> None:
    console.print(line, soft_wrap=True)
