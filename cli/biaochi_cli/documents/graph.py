"""The GraphQL schema as text, and what of it would break clients of an earlier one."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from biaochi_gateway.schema import schema as graph
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
)
from graphql.utilities import BreakingChangeType, find_schema_changes

from biaochi_cli.speaking import give_up

app = typer.Typer()

REMOVED = re.compile(r"(?:Field|Input field|Enum value) (\w+\.\w+) was removed\.")
UNTIL = re.compile(r"(\d{4}-\d{2}-\d{2}) 起可能删去")
"""How the reason of a deprecation says from which day on what it stands at may be gone."""


@app.command()
def schema(
    since: Annotated[Path | None, typer.Option(help="Compare with this earlier schema; 1 for a break.")] = None,
) -> None:
    """Print the GraphQL schema, or what of it would break clients of an earlier one."""
    text = graph.as_str()
    if since is None:
        typer.echo(text)
        return
    now = build_schema(text)
    found = [*breaks(build_schema(since.read_text()), now, date.today()), *undated(now)]  # noqa: DTZ011 - of the office
    if found:
        give_up("\n".join(found))


def breaks(old: GraphQLSchema, new: GraphQLSchema, today: date) -> list[str]:
    """What would break clients, in sentences; not what was to be gone by today."""
    return [
        change.description
        for change in find_schema_changes(old, new)
        if isinstance(change.type, BreakingChangeType)
        and not ((match := REMOVED.match(change.description)) and announced(old, match[1]) <= today)
    ]


def announced(schema: GraphQLSchema, coordinate: str) -> date:
    """From which day on a field or value may be gone; the last of all days where nothing was said."""
    reason = next((reason for name, reason in _deprecated(schema) if name == coordinate), "")
    dated = UNTIL.search(reason)
    return date.fromisoformat(dated[1]) if dated else date.max


def undated(schema: GraphQLSchema) -> list[str]:
    """What is deprecated without a day, in sentences."""
    return [
        f"{name} is deprecated without a day: write “YYYY-MM-DD 起可能删去” into its reason."
        for name, reason in _deprecated(schema)
        if not UNTIL.search(reason)
    ]


def _deprecated(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    for type_ in schema.type_map.values():
        for name, reason in _parts(type_):
            if reason is not None:
                yield f"{type_.name}.{name}", reason


def _parts(type_: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    """The fields or values of a type, each with the reason of its deprecation."""
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        yield from ((name, field.deprecation_reason) for name, field in type_.fields.items())
    if isinstance(type_, GraphQLEnumType):
        yield from ((name, value.deprecation_reason) for name, value in type_.values.items())
