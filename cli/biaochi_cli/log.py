"""The command's view of the log: what could not be read, what waits, how far everybody is, and driving it again."""

import asyncio
import hashlib
import os
from collections.abc import Awaitable, Callable, Iterable, Sequence
from importlib import import_module
from typing import Annotated, NoReturn, TypeVar

import typer
from biaochi_chassis.event.event import sequence_of
from biaochi_chassis.foundation.settings import SERVICES, Settings, SettingsRefused
from biaochi_chassis.log.contract import EventLog, LogDisagrees, LogRecord, LogUnavailable
from biaochi_chassis.log.opening import log_of
from biaochi_chassis.runtime import inspection
from biaochi_chassis.store import parking
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.publishing.comparison import LogDisagreement
from biaochi_chassis.store.publishing.reconcile import Reconciled
from rich.table import Table as Grid
from sqlalchemy.exc import SQLAlchemyError

from biaochi_cli.speaking import console

app = typer.Typer(help="Look into the log, and repair what could not be read.", no_args_is_help=True)

Answer = TypeVar("Answer")
City = Annotated[str, typer.Option(help="Only this city, by its slug.")]
Service = Annotated[str, typer.Option(help="Only this service: org, assessment or scoring.")]

AT_ONCE = 1000


@app.command()
def dead(service: Service = "", city: City = "") -> None:
    """List records that could never be read, and why. Exit code 1 when there are any."""
    grid = Grid("reader", "stands at", "city", "event", "reason", "since")
    for letter in _of_all(service, inspection.dead_letters):
        if city in ("", letter.city):
            stands = f"{letter.topic}/{letter.part}/{letter.place}"
            grid.add_row(letter.reader, stands, letter.city, letter.event_id, letter.reason, letter.at[:19])
    _show(grid, "No dead letters.")


@app.command()
def parked(service: Service = "", city: City = "") -> None:
    """List subjects whose events wait because one could not be applied. Exit code 1 when there are any."""
    grid = Grid("reader", "topic", "city", "subject", "events", "reason", "since", "asked again")
    for one in _of_all(service, inspection.parked_subjects):
        if city in ("", one.city):
            requested = "yes" if one.redrive_requested else ""
            grid.add_row(
                one.reader, one.topic, one.city, one.subject, str(one.events), one.reason, one.at[:19], requested
            )
    _show(grid, "Nothing is parked.")


@app.command()
def redrive(
    service: Service = "",
    city: City = "",
    subject: Annotated[str, typer.Option(help="Only this subject, by its code.")] = "",
    dead_letters: Annotated[bool, typer.Option("--dead", help="Dead letters too: they can be read now.")] = False,
) -> None:
    """Ask the running services to apply parked events again; what still fails stays parked, with the new reason."""
    words = {name: value for name, value in (("city", city), ("subject", subject)) if value}

    def redrive_all(connection: Connection) -> int:
        unburied = parking.unbury(connection, words) if dead_letters else 0
        return max(unburied, parking.redrive(connection, words))

    async def on_service(database: Database) -> int:
        return await database.update(redrive_all)

    subjects = sum(_with_databases(service, on_service))
    console.print(
        f"{subjects} subjects will be driven again within seconds by the services that run; see biaochi log parked."
    )


@app.command()
def reconcile(service: Service = "") -> None:
    """Bring databases that are older than the log, say restored from an earlier dump, up to it. Nothing is lost.

    May run beside the platform: a service that refused writes for it takes them again within seconds.
    """
    settings = _settings()
    names = _names(service)

    async def each(log: EventLog) -> list[Reconciled]:
        return [await import_module(f"biaochi_{name}.app").reconcile(settings, log) for name in names]

    try:
        found = _with_log(settings, each)
    except LogDisagreement as disagreement:
        _give_up(disagreement.sentence)
    for name, reconciled in zip(names, found, strict=True):
        console.print(f"{name}: {reconciled.events} events taken back from the log.")
        for sentence in reconciled.unknown:
            console.print(f"  {sentence}", soft_wrap=True)


@app.command()
def lag(service: Service = "") -> None:
    """Say how far each reader is behind, and what is still to be published. Exit code 1 when somebody is behind."""
    settings = _settings()
    grid = Grid("reader", "topic", "read", "end", "behind")

    async def look(log: EventLog, database: Database) -> tuple[list[inspection.Lag], str]:
        lags = await inspection.lags(database, log)
        return lags, f"{database.source}: {await database.read(inspection.unpublished)}"

    async def all_of_them(log: EventLog) -> list[tuple[list[inspection.Lag], str]]:
        return [await _closing(database, lambda one: look(log, one)) for database in _databases(settings, service)]

    found = _with_log(settings, all_of_them)
    for one in (lag for lags, _ in found for lag in lags):
        grid.add_row(one.reader, one.topic, str(one.read), str(one.end), str(one.behind))
    console.print(grid)
    console.print(f"Events not in the log yet: {', '.join(outbox for _, outbox in found)}.")
    raise typer.Exit(1 if any(one.behind for lags, _ in found for one in lags) else 0)


@app.command()
def replay(
    topic: Annotated[str, typer.Argument(help="For example biaochi.org.v1.")],
    show: Annotated[bool, typer.Option("--show", help="Print a line for each event.")] = False,
) -> None:
    """Read a topic from its beginning and say what it comes to: equal for equal logs. Changes nothing."""
    seen: set[str] = set()
    digest = hashlib.sha256()
    records = 0
    for record in _with_log(_settings(), lambda log: _all_records(log, topic)):
        records += 1
        name = record.headers.get("ce_id", "")
        if name in seen:
            continue
        seen.add(name)
        digest.update(f"{name}\0{record.headers.get('ce_type', '')}\0".encode() + (record.value or b"") + b"\0")
        if show:
            console.print(_line(record), soft_wrap=True)
    console.print(f"{records} records, {len(seen)} events, sha256 {digest.hexdigest()}", soft_wrap=True)


async def _all_records(log: EventLog, topic: str) -> list[LogRecord]:
    records: list[LogRecord] = []
    for partition, end in sorted((await log.end_offsets(topic)).items()):
        at = 0
        while at < end:
            some = await log.read(topic, partition, at, AT_ONCE)
            records.extend(some)
            at = some[-1].offset + 1 if some else end
    return records


def _line(record: LogRecord) -> str:
    headers = record.headers
    place = f"{record.partition}/{record.offset}"
    who = f"{record.key} {headers.get('ce_subject', '')}"
    return f"{place:>10} {sequence_of(headers):>8} {headers.get('ce_time', ''):27} {headers.get('ce_type', '')} {who}"


def _of_all(service: str, question: Callable[[Connection], list[Answer]]) -> Iterable[Answer]:
    found = _with_databases(service, lambda database: database.read(question))
    return [one for answers in found for one in answers]


def _with_databases(service: str, work: Callable[[Database], Awaitable[Answer]]) -> list[Answer]:
    async def all_of_them() -> list[Answer]:
        return [await _closing(database, work) for database in _databases(_settings(), service)]

    return _carefully(all_of_them)


async def _closing(database: Database, work: Callable[[Database], Awaitable[Answer]]) -> Answer:
    try:
        return await work(database)
    finally:
        await database.close()


def _with_log(settings: Settings, work: Callable[[EventLog], Awaitable[Answer]]) -> Answer:
    async def with_it() -> Answer:
        async with log_of(settings) as log:
            return await work(log)

    return _carefully(with_it)


def _carefully(work: Callable[[], Awaitable[Answer]]) -> Answer:
    async def run() -> Answer:
        return await work()

    try:
        return asyncio.run(run())
    except SettingsRefused as refused:
        _give_up(str(refused))
    except (SQLAlchemyError, LogUnavailable, LogDisagrees) as trouble:
        _give_up(f"It cannot be seen now: {trouble}. Start the platform once, so that its databases are made.")


def _databases(settings: Settings, service: str) -> list[Database]:
    return [Database(name, settings.database(name), f"biaochi_{name}.migrations") for name in _names(service)]


def _names(service: str) -> Sequence[str]:
    if service and service not in SERVICES:
        _give_up(f"There is no service {service}: it is one of {', '.join(SERVICES)}.")
    return [service] if service else SERVICES


def _settings() -> Settings:
    try:
        return Settings.read(os.environ)
    except SettingsRefused as refused:
        _give_up(str(refused))


def _show(grid: Grid, nothing: str) -> None:
    console.print(grid if grid.row_count else nothing)
    raise typer.Exit(1 if grid.row_count else 0)


def _give_up(sentence: str) -> NoReturn:
    console.print(sentence, style="red", soft_wrap=True)
    raise typer.Exit(2)
