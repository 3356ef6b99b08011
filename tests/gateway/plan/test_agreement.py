"""Whatever is asked, a plan answers as graphql-core does: the same data, the same errors at the same places."""

import asyncio
import gc
from collections.abc import Iterator, Sequence
from inspect import isawaitable
from typing import Any, cast

import graphql
import pytest
from biaochi_gateway.plan.operation import Plan, PlannedOperation
from graphql import DocumentNode, GraphQLError, GraphQLObjectType, OperationDefinitionNode
from hypothesis import assume, given, settings

from tests.gateway.plan.documents import documents
from tests.gateway.plan.probe import SCHEMA, Context

# graphql-core leaves what it began unawaited where a field that may not be null fails beside it. Python warns of it as
# it is collected; within the constructor of a named tuple, which has no builtins, it can only say that it could not.
pytestmark = [
    pytest.mark.filterwarnings(f"ignore:{message}{whose}:{category}")
    for whose in ("Executor", "GraphQLCoreConverter")
    for message, category in (
        ("coroutine '", "RuntimeWarning"),
        ("Exception ignored in. <coroutine object ", "pytest.PytestUnraisableExceptionWarning"),
    )
]

GRAPH = SCHEMA._schema  # noqa: SLF001  # graphql-core's schema under Strawberry's
VALUES: dict[str, Sequence[object]] = {
    "Int": [0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 13],
    "number": [-1, 2, 3, 6, 7, 9, 10, 11, 13],
    "first": [0, 1, 3],
}

Reported = tuple[tuple[str | int, ...], str]


@pytest.fixture(autouse=True, scope="module")
def collected() -> Iterator[None]:
    """What graphql-core left is collected within the last of these tests, and warned of in no other module's."""
    yield
    gc.collect()


QUERY, MUTATION = cast(GraphQLObjectType, GRAPH.query_type), cast(GraphQLObjectType, GRAPH.mutation_type)


@given(document=documents(GRAPH, QUERY, VALUES))
@settings(max_examples=150, deadline=None)
def test_a_plan_answers_a_query_as_graphql_core_does(document: tuple[str, dict[str, object]]) -> None:
    assume(not graphql.validate(GRAPH, graphql.parse(document[0])))
    compare(*document)


@given(document=documents(GRAPH, MUTATION, VALUES))
@settings(max_examples=60, deadline=None)
def test_a_plan_does_a_mutation_as_graphql_core_does(document: tuple[str, dict[str, object]]) -> None:
    assume(not graphql.validate(GRAPH, graphql.parse(document[0])))
    compare(*document)


def compare(text: str, variables: dict[str, object]) -> None:
    """Both ways, over a context of their own."""
    node = graphql.parse(text)
    planned, reference = asyncio.run(by_plan(node, variables)), asyncio.run(by_graphql_core(node, variables))
    assert planned[0] == reference[0]
    assert list_keys(planned[0]) == list_keys(reference[0])
    assert surviving(planned) == surviving(reference)


def surviving(answer: tuple[Any, list[Reported]]) -> set[Reported]:
    """The errors by the place where null stands for them, each place once.

    Of several errors that end at one null the specification asks for one; which comes first depends on who waits.
    """
    data, errors = answer
    return {(null_of(data, path), "" if len(null_of(data, path)) < len(path) else message) for path, message in errors}


def null_of(data: object, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The place on the path where the answer has null."""
    for length, key in enumerate(path):
        if data is None:
            return path[:length]
        data = data[key]  # type: ignore[index]
    return path


def list_keys(data: object) -> object:
    """The keys in their order, which equality of dicts passes over."""
    if isinstance(data, dict):
        return [(key, list_keys(value)) for key, value in data.items()]
    return [list_keys(each) for each in data] if isinstance(data, list) else None


async def by_plan(node: DocumentNode, variables: dict[str, object]) -> tuple[Any, list[Reported]]:
    (operation,) = (each for each in node.definitions if isinstance(each, OperationDefinitionNode))
    planned = PlannedOperation(SCHEMA, node, operation)
    values = planned.variables(variables)
    if isinstance(values, list):
        return None, reported(values)
    plan = planned.plan(values)
    assert isinstance(plan, Plan), plan
    answer = await plan.answer(Context(), values)
    return answer.data, reported(answer.errors)


async def by_graphql_core(node: DocumentNode, variables: dict[str, object]) -> tuple[Any, list[Reported]]:
    executed = graphql.execute(GRAPH, node, context_value=Context(), variable_values=variables)
    result = await executed if isawaitable(executed) else executed
    return result.data, reported(result.errors or [])


def reported(errors: Sequence[GraphQLError]) -> list[Reported]:
    return [(tuple(each.path or ()), each.message) for each in errors]


@pytest.mark.parametrize(
    "text",
    [
        "{ thing(number: 9) { maybe number } }",
        "{ thing(number: 6) { maybe text } }",
        "{ things(numbers: [1, 7]) { doubledSurely number } later { id } }",
        "{ things(numbers: [2, 3]) { mustNotFail } later { number } }",
        "{ table nothing eithers { __typename ... on Even { half oddOne { rest } } ... on Odd { rest } } }",
        "{ a: later(number: 13) { id } thing(number: 1) { id } }",
        "mutation { a: do(number: 1) b: do(number: 13) c: do(number: 2) }",
        "mutation { a: tryTo(number: 1) { id } b: tryTo(number: 13) { id } c: do(number: 2) }",
    ],
)
def test_a_plan_answers_as_graphql_core_does_where_something_fails(text: str) -> None:
    compare(text, {})


def test_what_only_graphql_core_knows_is_left_to_it() -> None:
    for text, reason in {"{ __schema { types { name } } }": "introspection"}.items():
        node = graphql.parse(text)
        (operation,) = (each for each in node.definitions if isinstance(each, OperationDefinitionNode))
        planned = PlannedOperation(SCHEMA, node, operation)
        values = planned.variables({})
        assert not isinstance(values, list)
        assert planned.plan(values) == reason
