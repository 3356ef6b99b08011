"""Whatever is written, refused or breaks, no name, reason or secret that somebody typed stands in a log."""

import sqlite3
from collections.abc import Iterator
from itertools import count
from typing import Any
from urllib.error import HTTPError

import pytest
from biaochi_gateway.schema import schema
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    get_nullable_type,
)

from tests.conftest import started
from tests.running import Running
from tests.small_city import CITY, CYCLE, found

MARK = "机密样例"
"""Stands in everything that is typed here."""
GRAPH = build_schema(schema.as_str())
assert isinstance(GRAPH.mutation_type, GraphQLObjectType)
MUTATIONS = GRAPH.mutation_type.fields
KNOWN = {"city": CITY, "cycle": CYCLE, "on": "2020-03-31", "since": "2020-01-01", "occurredOn": "2020-03-31"}
NUMBERS = {"Int": 1, "Decimal": "1", "Boolean": True, "Date": "2020-03-31"}
SECRET_TOKEN = f"eyJ{MARK.encode().hex()}.e30.c2VjcmV0"
_numbers = count(1)


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A platform of its own with the small city, which the last of these tests breaks."""
    with started(tmp_path_factory.mktemp("logs"), {}) as running:
        found(running)
        yield running


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
    return (platform.home / "platform.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_a_command_full_of_names_leaves_none_of_them(platform: Running, name: str) -> None:
    answer = sent(platform, name, {one: planted(given.type, one) for one, given in MUTATIONS[name].args.items()})

    assert MARK not in log_of(platform), answer


def test_a_person_who_is_registered_renamed_and_read_stands_in_no_log(platform: Running) -> None:
    registered = {"city": CITY, "idempotencyKey": "p-1", "code": "P1", "name": f"{MARK}党员00017"}
    assert "errors" not in sent(platform, "registerPerson", {"input": registered})
    read = platform.execute(f'{{ person(city: "{CITY}", code: "P1") {{ name }} }}')

    assert read["person"]["name"] == f"{MARK}党员00017"
    assert MARK not in log_of(platform)


def test_neither_a_document_nor_a_variable_nor_a_token_that_is_wrong_stands_in_one(platform: Running) -> None:
    platform.answer(f'{{ {"x" * 3}(a: "{MARK}") {{ b }} }}')
    platform.answer("query q($n: Int!) { __typename }", {"n": MARK})
    with pytest.raises(HTTPError):
        platform.post("{ __typename }", authorization=f"Bearer {SECRET_TOKEN}")

    log = log_of(platform)
    assert MARK not in log
    assert SECRET_TOKEN not in log


@pytest.mark.parametrize("service", ["org", "assessment"])
def test_a_database_that_breaks_amid_a_write_names_nobody(platform: Running, service: str) -> None:
    """The trigger fails as a database does, with the row in its hands; the bug leaves its stack trace."""
    table, command = {"org": ("person", "registerPerson"), "assessment": ("audit", "openCycle")}[service]
    with sqlite3.connect(platform.home / "data" / f"{service}.db") as database:
        database.execute(
            f"create trigger broken before insert on {table} begin select raise(abort, 'broken at last'); end"
        )
    given = planted(MUTATIONS[command].args["input"].type, "input")
    answer = sent(platform, command, {"input": {**given, "code": "2021" if command == "openCycle" else "P2"}})

    log = log_of(platform)
    assert answer["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "broken at last" in log
    assert MARK not in log
    assert MARK not in str(answer)
