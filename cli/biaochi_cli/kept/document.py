"""Commands about documents: save one in force as a file, and check such a file years later, with nothing installed."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from biaochi.assessment.v1.service_pb2 import ListDocumentsRequest, SignedDocument
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings, SettingsRefused

from biaochi_cli.bringing import office_of
from biaochi_cli.kept.document_file import Head, write
from biaochi_cli.kept.document_file import verify as verify_file
from biaochi_cli.kept.hashed_file import OtherFile, judge
from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer(help="Save a document in force as a file, and check such a file.", no_args_is_help=True)


@app.command()
def save(
    city: Annotated[str, typer.Argument(help="The city, by its slug.")],
    code: Annotated[str, typer.Argument(help="The document, by its code.")],
    file: Annotated[Path, typer.Argument(help="Where to write it.")],
) -> None:
    """Write a document that is in force, with its hash and signatures, into a file."""
    try:
        found = asyncio.run(_found(settings_here(), city, code))
        if found is None:
            give_up(f"{city} has no document {code} that you may read: look at its code and your roles.")
        if not found.in_force:
            give_up(f"{code} is not in force: it awaits the signature of another person than drafted it.")
        head = _head(city, found)
        write(file, head, found.document.text)
    except (SettingsRefused, Refused, OSError) as refused:
        give_up(str(refused))
    console.print(f"{file}: {head.city} {head.code}, {head.hash}", soft_wrap=True)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A file that biaochi document save wrote.")],
    published: Annotated[str, typer.Option("--hash", help="The hash that was published.")] = "",
) -> None:
    """Check a file against its hash, and against the published one if it is given. Exit code 1 when it is another."""
    try:
        found = verify_file(file)
    except (OtherFile, OSError) as refused:
        give_up(f"{file}: {refused}")
    head = found.head
    console.print(f"{head.city} {head.cycle}, {head.kind} {head.code}: {head.title}")
    console.print(f"  drafted by {head.drafted_by} at {head.drafted_at}")
    judge(head.signatures, found.hash, head.hash, published)


async def _found(settings: Settings, city: str, code: str) -> SignedDocument | None:
    """The document of this code; None where there is none that the caller may read. Raises Refused."""
    async with office_of(settings, city) as office:
        request = ListDocumentsRequest(city=city, code=code)
        answer = await office.assessment.list_documents(request, headers=await office.headers())
    return answer.documents[0] if answer.documents else None


def _head(city: str, found: SignedDocument) -> Head:
    one = found.document
    return Head(
        city=city,
        code=one.code,
        kind=one.kind,
        cycle=one.cycle,
        title=one.title,
        organization=one.organization,
        hash=one.hash,
        results_hash=one.results_hash,
        drafted_by=one.drafted_by,
        drafted_at=one.drafted_at,
        signatures=tuple((each.signed_by, each.signed_at) for each in found.signatures),
    )
