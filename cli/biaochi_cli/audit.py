"""Verifies the audit trails of all services, each row by row and against the heads that the others have."""

from collections.abc import Callable, Mapping

import typer
from biaochi_chassis.audit.chain import Head, Verdict, WitnessedHead, verify
from biaochi_chassis.audit.signing import head_verifier
from biaochi_chassis.foundation.settings import SERVICES, Settings, SettingsRefused
from biaochi_chassis.store.audit import kept_heads, trail
from biaochi_chassis.store.engines import readers
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer(help="The audit trails of the services.", no_args_is_help=True)


@app.callback()
def trails() -> None:
    """The audit trails of the services."""


@app.command(name="verify")
def verify_trails() -> None:
    """Say of each service whether its trail is whole; name the first row that is not. Exit code 1 when one is not."""
    try:
        verdicts = verified(settings_here())
    except SettingsRefused as refused:
        give_up(str(refused))
    except SQLAlchemyError as trouble:
        give_up(f"A database cannot be read now: {trouble}. Start the platform once, so that its tables are made.")
    for service, verdict in verdicts.items():
        console.print(f"{service}: {_said_of(verdict)}", soft_wrap=True)
    raise typer.Exit(1 if any(verdict.fault for verdict in verdicts.values()) else 0)


def verified(settings: Settings) -> Mapping[str, Verdict]:
    """The verdict on each service's trail, while the platform runs or not."""
    genuine = head_verifier(settings)
    engines = {service: readers(settings.database(service)) for service in SERVICES}
    try:
        return {service: _verdict(service, engines, genuine) for service in SERVICES}
    finally:
        for engine in engines.values():
            engine.dispose()


def _verdict(service: str, engines: Mapping[str, Engine], genuine: Callable[[Head], bool]) -> Verdict:
    witnessed: list[WitnessedHead] = []
    for witness, engine in engines.items():
        with engine.connect() as connection, connection.begin():
            witnessed += [WitnessedHead(head, witness) for head in kept_heads(connection, service)]
    # Read after the heads: a trail only grows, so that none of them can be ahead of it.
    with engines[service].connect() as connection, connection.begin():
        return verify(trail(connection), witnessed, genuine)


def _said_of(verdict: Verdict) -> str:
    if verdict.fault:
        return f"row {verdict.fault.number} is not right: {verdict.fault.sentence}."
    return f"{verdict.rows} rows follow each other, and agree with {verdict.heads} heads that others have."
