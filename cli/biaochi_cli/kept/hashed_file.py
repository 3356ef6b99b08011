"""A file that needs nothing else to be checked: a head, and what its hash is made over.

The head is a line of JSON: what the file holds, under which hash, and who signed it.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from biaochi_cli.speaking import console, give_up

Signatures = tuple[tuple[str, str], ...]
"""Name and instant of each."""
Head = TypeVar("Head")


class OtherFile(Exception):
    """The file is no such file; the sentence says why."""


def write(file: Path, form: str, head: Mapping[str, Any], body: str) -> None:
    """Write a file, in place of one that is there. `form`: the name of what such files are."""
    line = json.dumps({"format": form, **head}, ensure_ascii=False, separators=(",", ":"))
    file.write_bytes(f"{line}\n{body}".encode())


def read(file: Path, form: str, head: type[Head], saved_by: str) -> tuple[Head, str]:
    """Head and body of a file of this form. `saved_by`: the command that writes them. Raises OtherFile, OSError."""
    hint = f"give a file that {saved_by} wrote"
    try:
        line, _, body = file.read_bytes().decode().partition("\n")
    except UnicodeDecodeError:
        raise OtherFile(f"it is no text in UTF-8: {hint}") from None
    try:
        said = json.loads(line)
        if said.pop("format") != form:
            raise OtherFile(f"its first line does not say {form}: {hint}")
        return head(**said | {"signatures": tuple((name, at) for name, at in said["signatures"])}), body
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise OtherFile(f"its first line is no head ({fault!r}): {hint}") from None


def judge(signatures: Signatures, made: str, named: str, published: str) -> None:
    """Say who signed a file and whether it is intact; ends with exit code 1 where it is not.

    `made`: the hash that it comes to; `named`: by its head; `published`: empty when nobody gave one.
    """
    for name, at in signatures:
        console.print(f"  signed by {name} at {at}")
    if made != named:
        give_up(f"CHANGED: what it holds comes to {made}, and its head says {named}.")
    if published not in ("", named):
        give_up(f"ANOTHER: it holds {named}, and {published} was published.")
    console.print(f"INTACT: {named}", soft_wrap=True)
