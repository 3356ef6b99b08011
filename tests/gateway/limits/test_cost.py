"""Whatever a document repeats or nests, what it costs to find that out is bounded: the process serves others, too."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from biaochi_gateway.execution.documents import Document, Documents
from biaochi_gateway.schema import schema
from graphql import GraphQLError

MOST_CALLS = 400_000
"""Calls of functions: some 100 ms. The 490 equal fields of 9 KB took 18 millions before they were counted."""


def fragments(count: int, text: str) -> str:
    return "".join(f"fragment f{n} on Query {{ {text.format(n, n + 1)} }} " for n in range(count))


REFUSED = {
    "equal fields": "{" + "cities { __typename } " * 490 + "}",
    "equal leaves": "{" + "__typename " * 1990 + "}",
    "equal fields below equal fields": "{" + "cities { edges { node { name name name name } } } " * 60 + "}",
    "fragments of one field": "{" + "".join(f"...f{n} " for n in range(180)) + "}" + fragments(180, "__typename"),
    "fragments that are not even used": "{ __typename }" + fragments(200, "__typename __typename " * 2),
    "fragments that double": "{ ...f0 }" + fragments(90, "a{0}: cities {{ __typename }} ...f{1} ...f{1}"),
    "a chain of nested fragments": "{ ...f0 }" + fragments(9, "cities {{" * 60 + "...f{1}" + "}}" * 60),
    "deep fields": "{ cities" * 300 + "}" * 300,
    "deep lists": "{ cities(first: " + "[" * 900 + "]" * 900 + ") { __typename } }",
    "directives": "{ __typename " + "@aa" * 900 + "}",
    "arguments": "{ organization(" + "".join(f"a{n}: 1 " for n in range(600)) + ") { code } }",
    "input fields": "mutation { openCycle(input: {" + "".join(f"a{n}: 1 " for n in range(600)) + "}) { id } }",
    "comments": "#\n" * 30_000 + "{ __typename }",
    "blanks": " " * 70_000 + "{ __typename }",
}


@contextmanager
def counted() -> Iterator[list[int]]:
    """The calls of functions made inside."""
    calls = [0]

    def count(_frame: object, event: str, _argument: object) -> None:
        calls[0] += event == "call"

    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(None)


def read(text: str) -> Document | GraphQLError:
    try:
        return Documents(schema).read(text)
    except GraphQLError as error:
        return error


def codes(found: Document | GraphQLError) -> set[str]:
    errors = found.errors if isinstance(found, Document) else [found]
    return {getattr(error.original_error, "code", "") for error in errors}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_would_cost_much_is_refused_before_it_does(text: str) -> None:
    with counted() as calls:
        found = read(text)

    assert codes(found) == {"REQUEST_TOO_LARGE"}
    assert calls[0] < MOST_CALLS


UNKNOWN = "".join(f"citiesaaaaaaaaaaaaaaaaaa{n} " for n in range(1900))
ALLOWED = {
    "ninety equal fields": "{" + "__typename " * 90 + "}",
    "unknown fields with close names": "{" + UNKNOWN + "}",
    "unused fragments": "{ __typename }" + fragments(130, "__typename cities {{ totalCount }}"),
    "unused variables": "query (" + "".join(f"$v{n}: Int " for n in range(450)) + ") { __typename }",
    "a list of values too deep for its type": "{ cities(first: " + "[" * 190 + "]" * 190 + ") { __typename } }",
    "a fragment inside itself": "{ ...a } fragment a on Query { ...a ...a cities { totalCount } }",
}


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED)
def test_what_is_within_the_limits_is_validated_at_a_bounded_cost(text: str) -> None:
    with counted() as calls:
        found = read(text)

    assert "REQUEST_TOO_LARGE" not in codes(found)
    assert calls[0] < MOST_CALLS


def test_equal_fields_in_different_places_are_not_repetitions() -> None:
    names = "".join(f'o{n}: organization(city: "x", code: "{n}") {{ name parent {{ name }} }} ' for n in range(30))

    assert codes(read("{" + names + "}")) == set()
