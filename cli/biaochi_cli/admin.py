"""Who holds which role: the first security administrator of a city, and what they grant and take back."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar
from uuid import uuid4

import typer
from biaochi.org.v1 import service_pb2 as org
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.identity.authentication import service_identity
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.rpc.mutual_tls import MutualTls
from rich.table import Table as Grid

from biaochi_cli.bringing import service_addresses
from biaochi_cli.credentials import credentials_of
from biaochi_cli.speaking import console, give_up

app = typer.Typer(help="Grant roles and take them back.", no_args_is_help=True)

Answer = TypeVar("Answer")
City = Annotated[str, typer.Option(help="The city, by its slug.")]
Holder = Annotated[str, typer.Option("--to", help="Whom: the `sub` of their tokens.")]

FIRST = "security_administrator"


@app.command()
def first(city: City, to: Holder) -> None:
    """Make one of the first two security administrators of a city; refused as soon as it has two."""
    request = org.GrantRolesRequest(city=city)
    request.deeds.add(idempotency_key=f"first-{uuid4().hex}", holder=to, role=FIRST)
    answer = _called(lambda client, headers: client.grant_roles(request, headers=headers), alone=True)
    typer.echo(answer.written[0].code)


@app.command()
def grant(
    city: City,
    to: Holder,
    role: Annotated[str, typer.Option(help="The role: scheme_owner, rater, ...")],
    subject: Annotated[
        list[str] | None, typer.Option("--of", help="Only for this organization or person, by its code; several times.")
    ] = None,
    since: Annotated[str, typer.Option(help="The first day, YYYY-MM-DD; left out: today.")] = "",
    until: Annotated[str, typer.Option(help="The first day without it; left out: none.")] = "",
    code: Annotated[str, typer.Option(help="The second signature: the code that the first one printed.")] = "",
) -> None:
    """Sign a grant, as the security administrator whose token BIAOCHI_TOKEN_FILE holds. Prints the grant's code.

    It counts when another security administrator has given the same command with this code.
    """
    request = org.GrantRolesRequest(city=city)
    key = code or f"grant-{uuid4().hex}"
    request.deeds.add(idempotency_key=key, holder=to, role=role, subjects=subject or (), since=since, until=until)
    (written,) = _called(lambda client, headers: client.grant_roles(request, headers=headers)).written
    typer.echo(written.code)
    if written.awaits_signature:
        console.print("It awaits the same command by another security administrator, with --code and this code.")


@app.command()
def revoke(city: City, code: Annotated[str, typer.Argument(help="The code of the grant.")]) -> None:
    """Take a grant back; it counts no longer within seconds."""
    request = org.RevokeGrantsRequest(city=city)
    request.deeds.add(idempotency_key=f"revoke-{code}", grant=code)
    _called(lambda client, headers: client.revoke_grants(request, headers=headers))
    console.print(f"{code} is taken back.", soft_wrap=True)


@app.command()
def grants(city: City) -> None:
    """List who holds which role in a city."""
    request = org.ListGrantsRequest(city=city)
    grid = Grid("holder", "role", "of", "since", "until", "grant")
    for one in _called(lambda client, headers: client.list_grants(request, headers=headers)).grants:
        grid.add_row(one.holder, one.role, " ".join(one.subjects), one.since, one.until, one.grant)
    console.print(grid)


def _called(invoke: Callable[[OrgServiceClient, dict[str, str]], Awaitable[Answer]], *, alone: bool = False) -> Answer:
    """The registry's answer; `alone` when no person stands behind the command."""
    try:
        return asyncio.run(_call(Settings.read(os.environ), invoke, alone=alone))
    except (SettingsRefused, Refused) as refused:
        give_up(str(refused))


async def _call(
    settings: Settings, invoke: Callable[[OrgServiceClient, dict[str, str]], Awaitable[Answer]], *, alone: bool
) -> Answer:
    clients = Clients(service_identity(settings, "command"), MutualTls.of(settings))
    try:
        token = "" if alone else await credentials_of(settings).token()
        call = Call.internal("command").by("command", frozenset(), token)
        return await invoke(clients.of(OrgServiceClient, service_addresses(settings)["org"]), call.headers())
    finally:
        await clients.close()
