"""The commands `person …`: the rights of persons, and what operators do for them."""

import asyncio
import json
import os
from pathlib import Path
from typing import Annotated

import typer
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi.org.v1 import service_pb2 as org
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.log.contract import LogUnavailable
from biaochi_chassis.store.engines import readers
from biaochi_chassis.store.personal.keys import erased_persons
from sqlalchemy.exc import SQLAlchemyError

from biaochi_cli.backup.manifest import BackupRefused
from biaochi_cli.bringing import office_of
from biaochi_cli.persons.exporting import Document, held_of
from biaochi_cli.persons.notice import notice
from biaochi_cli.persons.sealing import seal as seal_all
from biaochi_cli.persons.wrapping import wrapped, wrapping
from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer(help="What is held of a person: given to them, or erased.", no_args_is_help=True)

app.command()(wrapping)
app.command()(wrapped)
app.command()(notice)
app.command()(notice)

Code = Annotated[str, typer.Argument(help="The person's code.")]
City = Annotated[str, typer.Option(help="The city, by its slug.")]


@app.command()
def export(
    code: Code,
    city: City,
    to: Annotated[Path | None, typer.Option(help="The file to write; printed if left out.")] = None,
    purpose: Annotated[str, typer.Option(help="What it is for; stands in the audit trail.")] = "本人查阅、复制",
) -> None:
    """Give all that the platform holds of one person, as JSON; as far as your roles show it."""
    settings = settings_here()
    if to and to.exists():
        give_up(f"{to} is there already: move it away, or name another file with --to.")
    try:
        document = asyncio.run(_held(settings, city, code, purpose))
    except Refused as refused:
        give_up(str(refused))
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if to is None:
        typer.echo(text, nl=False)
        return
    with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    console.print(f"{to} is written.", soft_wrap=True)


@app.command()
def erase(code: Code, city: City) -> None:
    """Erase a person: the code stays, what was said of them goes for good. It takes two of the registry."""
    try:
        (written,) = asyncio.run(_erase(settings_here(), city, code)).written
    except Refused as refused:
        give_up(str(refused))
    if written.awaits_signature:
        console.print(f"{code} awaits the same command by another person of the registry.", soft_wrap=True)
        return
    console.print(f"{code} is erased. Keep the list of biaochi person erased with your backups.", soft_wrap=True)


@app.command()
def erased() -> None:
    """List whoever is erased, a city and a code a line: for biaochi restore --erased, when a backup is older."""
    engine = readers(settings_here().database("org"))
    try:
        with engine.connect() as connection, connection.begin():
            for city, code in erased_persons(connection):
                typer.echo(f"{city} {code}")
    except SQLAlchemyError as trouble:
        give_up(f"The registry's database cannot be read now: {trouble}.")
    finally:
        engine.dispose()


@app.command()
def seal() -> None:
    """Seal what an earlier version left open about persons, while the platform is stopped. May be run again."""
    try:
        sealed = seal_all(settings_here())
    except (BackupRefused, SettingsRefused, LogUnavailable, OSError) as refused:
        give_up(str(refused))
    except SQLAlchemyError as trouble:
        give_up(f"The registry's database cannot be written now, and is as it was: {trouble}")
    console.print(f"{sealed.rows} rows and {sealed.events} events were open and are sealed.")


async def _held(settings: Settings, city: str, code: str, purpose: str) -> Document:
    async with office_of(settings, city) as office:
        office.call = office.call.reading_for(purpose)
        return await held_of(office, code)


async def _erase(settings: Settings, city: str, code: str) -> WriteAnswer:
    request = org.ErasePersonsRequest(city=city)
    request.deeds.add(idempotency_key=f"erase-{code}", code=code)
    async with office_of(settings, city) as office:
        return await office.org.erase_persons(request, headers=await office.headers())
