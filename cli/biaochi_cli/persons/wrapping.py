"""The key over the keys of persons: `person wrapping` makes and changes it, `person wrapped` counts what it wraps."""

import os
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from biaochi_chassis.foundation.aead import CIPHERS
from biaochi_chassis.store.engines import readers
from biaochi_chassis.store.personal.rewrapping import wrapped_by
from biaochi_chassis.store.personal.wrapping import WrappingKey, read_keys, written_keys
from sqlalchemy.exc import SQLAlchemyError

from biaochi_cli.speaking import console, give_up, settings_here

File = Annotated[Path, typer.Argument(help="The file that BIAOCHI_WRAPPING_KEYS names.")]


def wrapping(
    file: File,
    new: Annotated[str, typer.Option(help="Add a new key of this name, which unwraps and does not wrap yet.")] = "",
    first: Annotated[str, typer.Option(help="Let the key of this name wrap from now on.")] = "",
    drop: Annotated[str, typer.Option(help="Take the key of this name out.")] = "",
) -> None:
    """Make the file of wrapping keys, or change it in one step; the services read it again by themselves."""
    if [bool(new), bool(first), bool(drop)].count(True) != 1:
        give_up("Say one of --new, --first and --drop, with the name of a key.")
    try:
        keys = read_keys(file.read_text(encoding="utf-8")) if file.exists() else []
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        give_up(f"{file} holds no wrapping keys ({type(trouble).__name__}): name another file.")
    named = {key.name: key for key in keys}
    if (new in named) if new else ((first or drop) not in named):
        give_up(f"{file} has the keys {', '.join(named) or '(none)'}: {'choose another name' if new else 'name one'}.")
    if new:
        cipher = CIPHERS[settings_here().cipher]
        keys = [*keys, WrappingKey(new, cipher, cipher.new_key())]
    elif first:
        keys = [named[first], *(key for key in keys if key.name != first)]
    elif keys[0].name == drop:
        give_up(f"{drop} is the key that wraps: let another be the first one before.")
    else:
        keys = [key for key in keys if key.name != drop]
    _replace(file, written_keys(keys))
    console.print(f"{file} has {', '.join(key.name for key in keys)}: {keys[0].name} wraps.", soft_wrap=True)


def wrapped() -> None:
    """Count the keys of persons by the key that wraps them: one that wraps none may be taken out."""
    counted = Counter[str]()
    for service in ("org", "assessment"):
        counted += _wrapped_in(service)
    for name, count in sorted(counted.items()):
        typer.echo(f"{name or '(bare)'} {count}")


def _wrapped_in(service: str) -> Counter[str]:
    engine = readers(settings_here().database(service))
    try:
        with engine.connect() as connection, connection.begin():
            return wrapped_by(connection)
    except SQLAlchemyError as trouble:
        give_up(f"The database of {service} cannot be read now: {trouble}.")
    finally:
        engine.dispose()


def _replace(file: Path, text: str) -> None:
    """Put a file in the place of another at once, so that whoever reads it meanwhile reads one or the other."""
    draft = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
