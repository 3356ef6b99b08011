"""Commands in which everything that can be typed is marked, and what became of it in the logs of every process."""

from itertools import count
from typing import Any

from biaochi_gateway.schema import schema
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
)

from tests.running import Running
from tests.small_city import CITY, CYCLE

MARK = "机密样例"
"""Stands in everything that is typed here."""
GRAPH = schema._schema  # noqa: SLF001  # graphql-core's schema under Strawberry's
assert isinstance(GRAPH.mutation_type, GraphQLObjectType)
MUTATIONS = GRAPH.mutation_type.fields
KNOWN = {"city": CITY, "cycle": CYCLE, "on": "2020-03-31", "since": "2020-01-01", "occurredOn": "2020-03-31"}
NUMBERS = {"Int": 1, "Decimal": "1", "Boolean": True, "Date": "2020-03-31"}
_numbers = count(1)


def planted(type_: GraphQLInputType, name: str) -> Any:  # noqa: ANN401  # whatever GraphQL takes
    """A value of this type in which every free text has the mark."""
    if isinstance(type_, GraphQLNonNull):
        return planted(type_.of_type, name)
    if isinstance(type_, GraphQLList):
        one = get_named_type(type_)
        if isinstance(one, GraphQLInputObjectType) and one.is_one_of:
            return [{field: planted(get_nullable_type(given.type), field)} for field, given in one.fields.items()]
        return [planted(type_.of_type, name)]
    if isinstance(type_, GraphQLInputObjectType):
        return {field: planted(given.type, field) for field, given in type_.fields.items()}
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    return KNOWN.get(name) or NUMBERS.get(str(type_)) or f"{MARK}{next(_numbers)}"


def sent(platform: Running, name: str, given: dict[str, Any]) -> dict[str, Any]:
    """The answer to a mutation with these arguments."""
    arguments = MUTATIONS[name].args
    declared = ", ".join(f"${one}: {arguments[one].type}" for one in given)
    passed = ", ".join(f"{one}: ${one}" for one in given)
    return platform.answer(f"mutation m({declared}) {{ {name}({passed}) {{ __typename }} }}", given)


def log_of(platform: Running) -> str:
    """What all its processes have said."""
    return "".join(file.read_text(encoding="utf-8") for file in sorted(platform.home.glob("*.log")))
