"""Trusted documents: a folder of .graphql files of the operator, known by their hash at all times."""

from pathlib import Path

from biaochi_chassis.foundation.settings import SettingsRefused
from graphql import GraphQLError

from biaochi_gateway.execution.documents import Documents
from biaochi_gateway.schema import schema


def trusted(folder: Path | None) -> list[str]:
    """The documents of a folder and those below it; none without one.

    Raises SettingsRefused for a folder that is not there, and for a document that does not fit the graph.
    """
    if folder is None:
        return []
    if not folder.is_dir():
        raise SettingsRefused(f"BIAOCHI_DOCUMENTS: {folder} is no folder.")
    files = sorted(folder.rglob("*.graphql"))
    return [_checked(file, file.read_text(encoding="utf-8")) for file in files]


def _checked(file: Path, text: str) -> str:
    try:
        errors = Documents(schema).read(text).errors
    except GraphQLError as error:
        errors = [error]
    if errors:
        raise SettingsRefused(f"BIAOCHI_DOCUMENTS: {file} does not fit the graph: {errors[0].message}")
    return text
