"""Commands about final results: save a version as a file, and check such a file years later, with nothing installed."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.scoring.v1 import service_pb2 as scoring
from biaochi.scoring.v1.service_connect import ScoringServiceClient
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.identity.authentication import service_identity
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.rpc.mutual_tls import MutualTls

from biaochi_cli.bringing import service_addresses
from biaochi_cli.credentials import credentials_of
from biaochi_cli.kept.hashed_file import OtherFile, judge
from biaochi_cli.kept.result_file import Head, write
from biaochi_cli.kept.result_file import verify as verify_file
from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer(help="Save results as a file, and check such a file.", no_args_is_help=True)

AT_ONCE = 1000


@app.command()
def save(
    city: Annotated[str, typer.Argument(help="The city, by its slug.")],
    cycle: Annotated[str, typer.Argument(help="The cycle, by its code.")],
    file: Annotated[Path, typer.Argument(help="Where to write them.")],
    version: Annotated[int, typer.Option(help="Which version; the one that stands unless given.")] = 0,
) -> None:
    """Write a version of a cycle's results, with its hashes and signatures, into a file."""
    try:
        head = asyncio.run(_save(settings_here(), (city, cycle, version), file))
    except (SettingsRefused, Refused, OSError) as refused:
        give_up(str(refused))
    console.print(f"{file}: {head.city} {head.cycle}, version {head.version}, {head.results_hash}", soft_wrap=True)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A file that biaochi result save wrote.")],
    results_hash: Annotated[str, typer.Option("--hash", help="The hash that was published.")] = "",
) -> None:
    """Check a file against its hash, and against the published one if it is given. Exit code 1 when it is another."""
    try:
        found = verify_file(file)
    except (OtherFile, OSError) as refused:
        give_up(f"{file}: {refused}")
    head = found.head
    console.print(f"{head.city} {head.cycle}, version {head.version}: {found.results} results")
    judge(head.signatures, found.results_hash, head.results_hash, results_hash)


async def _save(settings: Settings, which: tuple[str, str, int], file: Path) -> Head:
    """Read a version through the services and write it. Raises what they refuse."""
    city, cycle, named = which
    addresses = service_addresses(settings)
    clients = Clients(service_identity(settings, "command"), MutualTls.of(settings))
    token = await credentials_of(settings).token()
    headers = Call.internal("command").by("command", frozenset(), token).headers()
    try:
        office = clients.of(AssessmentServiceClient, addresses["assessment"], deadline=60)
        scorer = clients.of(ScoringServiceClient, addresses["scoring"], deadline=60)
        life = await office.get_result_life(assessment.GetResultLifeRequest(city=city, cycle=cycle), headers=headers)
        request = scoring.ListResultVersionsRequest(city=city, cycle=cycle)
        versions = {one.version: one for one in (await scorer.list_result_versions(request, headers=headers)).versions}
        wanted = named or life.version
        lines: list[str] = []
        while True:
            page = scoring.ListResultLinesRequest(
                city=city, cycle=cycle, version=wanted, first=AT_ONCE, after=len(lines)
            )
            answer = await scorer.list_result_lines(page, headers=headers)
            lines += answer.lines
            if not answer.has_more:
                break
    finally:
        await clients.close()
    version = versions[wanted]
    signed = life.signatures if version.results_hash == life.results_hash else ()
    signatures = tuple((one.signed_by, one.signed_at) for one in signed)
    head = Head(city, cycle, wanted, version.results_hash, version.facts_hash, signatures)
    write(file, head, lines)
    return head
