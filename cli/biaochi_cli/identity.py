"""Tokens for development, and keys for the processes of a production: what the command makes of who calls whom."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from biaochi_chassis.foundation.aead import CIPHERS
from biaochi_chassis.foundation.settings import SERVICES, Settings, SettingsRefused
from biaochi_chassis.identity.development import DEVELOPER, development_key, development_token
from biaochi_chassis.identity.policy import access_table
from biaochi_chassis.identity.services import CALLERS
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.identity.tokens import Expected
from biaochi_chassis.identity.user import EVERYTHING, Grant
from biaochi_chassis.store.personal.wrapping import WrappingKey, written_keys

from biaochi_cli.certificates import PARTS, certify
from biaochi_cli.documents.access import document
from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer(help="Tokens, keys, and who may do what.", no_args_is_help=True)


@app.command()
def token(
    role: Annotated[str, typer.Option("--as", help="The role: scheme_owner, rater, ...; developer holds every one.")],
    city: Annotated[str, typer.Option(help="Only in this city, by its slug.")] = EVERYTHING,
    subject: Annotated[
        list[str] | None, typer.Option("--of", help="Only for this organization or person, by its code; several times.")
    ] = None,
) -> None:
    """Print a token of one hour for development: send it as the header `authorization: Bearer TOKEN`."""
    try:
        settings = Settings.read(os.environ)
        known = [DEVELOPER, *access_table().roles]
        if not settings.development:
            raise SettingsRefused("Tokens are made here in development mode only: in production the issuer makes them.")
        if role not in known:
            raise SettingsRefused(f"There is no role {role}: it is one of {', '.join(known)}.")
        grant = Grant(EVERYTHING if role == DEVELOPER else role, city, frozenset(subject or ()))
        typer.echo(development_token(development_key(settings.home), settings.audience, role, grant))
    except SettingsRefused as refused:
        give_up(str(refused))


@app.command()
def keys(folder: Annotated[Path, typer.Argument(help="A new folder for the keys.")]) -> None:
    """Make the keys of a production: of every part, the command and, where there is no other, an issuer of its own.

    NAME.key.json goes to that one alone (BIAOCHI_SERVICE_KEY), services.json to every service (BIAOCHI_SERVICE_KEYS),
    issuer.json to every part (BIAOCHI_ISSUER_KEYS); issuer.key.json stays with whoever makes tokens by biaochi issue.
    wrapping.json goes to org, assessment and the command (BIAOCHI_WRAPPING_KEYS): without it no name is read again.
    tls/PART.crt and PART.key go to that part alone, tls/ca.crt to all (BIAOCHI_RPC_CERTIFICATE, _KEY, _CA).
    """
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError as fault:
        give_up(f"{folder} cannot be made ({fault.strerror}): name a folder that is not there yet.")
    issuer, *callers = (SigningKey.make(name) for name in ("issuer", *CALLERS, *SERVICES))
    for key in (issuer, *callers):
        file = folder / f"{key.kid}.key.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps(key.document))
    cipher = CIPHERS[settings_here().cipher]
    wrapping = folder / "wrapping.json"
    wrapping.touch(mode=0o600)
    wrapping.write_text(written_keys([WrappingKey("1", cipher, cipher.new_key())]))
    services = {"keys": [one for key in callers for one in key.public["keys"]]}
    (folder / "services.json").write_text(json.dumps(services))
    (folder / "issuer.json").write_text(json.dumps(issuer.public))
    certify(folder / "tls")
    console.print(f"Made {', '.join(sorted(file.name for file in folder.iterdir()))} in {folder}.", soft_wrap=True)


@app.command()
def certificates(
    folder: Annotated[Path, typer.Argument(help="The folder with ca.crt and ca.key, or a new one.")],
) -> None:
    """Make the certificates by which the parts know each other, anew each time; the parts take renewed ones up."""
    try:
        certify(folder)
    except (OSError, ValueError) as fault:
        give_up(
            f"{folder} cannot be used ({getattr(fault, 'strerror', None) or fault}): name the folder of biaochi keys."
        )
    console.print(f"Made {', '.join(f'{part}.crt' for part in PARTS)} in {folder}.", soft_wrap=True)


@app.command()
def issue(
    subject: Annotated[str, typer.Argument(help="Whom the token names, as the file of grants does.")],
    key: Annotated[Path, typer.Option(help="The issuer's private key, issuer.key.json.")],
    hours: Annotated[int, typer.Option(min=1, max=24, help="How long it lasts.")] = 8,
) -> None:
    """Print a token of an issuer of our own, for a production without another (BIAOCHI_ISSUER, BIAOCHI_ISSUER_KEYS)."""
    try:
        settings = Settings.read(os.environ)
        if settings.issuer_keys is None:
            raise SettingsRefused("BIAOCHI_ISSUER_KEYS is missing: tokens are made by the issuer that is there.")
        typer.echo(SigningKey.read(key).sign(Expected(settings.issuer, settings.audience), subject, hours * 3600))
    except SettingsRefused as refused:
        give_up(str(refused))


@app.command()
def access() -> None:
    """Print who may do what (docs/access.md)."""
    typer.echo(document(access_table()), nl=False)
