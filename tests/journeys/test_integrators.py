"""Every query of the page for integrators is answered, with something in it, as the page says."""

import re
from pathlib import Path
from typing import Any

import pytest
from biaochi_gateway.execution.limits import (
    ALIASES,
    COMMENTS,
    COMPARISONS,
    DEPTH,
    DIRECTIVES,
    INPUTS,
    LENGTH,
    TOKENS,
)
from biaochi_gateway.http.sockets import OPERATIONS
from biaochi_gateway.schema import schema
from biaochi_gateway.schema.common.pages import LARGEST
from graphql import build_schema, parse, validate

from tests.running import Running

PAGE = (Path(__file__).parents[2] / "docs" / "integrators.md").read_text()
QUESTIONS = dict(re.findall(r"\*\*([^*\n]+\?)\*\*[^\n]*\n\n```graphql\n(.*?)```", PAGE, re.DOTALL))


def leaves(value: Any) -> int:  # noqa: ANN401 - an answer is any JSON
    """How many values an answer has."""
    if isinstance(value, dict):
        return sum(map(leaves, value.values()))
    return sum(map(leaves, value)) if isinstance(value, list) else int(value is not None)


def test_the_page_has_these_questions_and_no_other_query() -> None:
    assert len(QUESTIONS) == PAGE.count("```graphql\n{") == 11


def test_the_limits_on_the_page_are_those_of_the_gateway() -> None:
    said = PAGE.partition("## Limits")[2].partition("## Versions")[0]
    enforced = (TOKENS, COMMENTS, DEPTH, ALIASES, DIRECTIVES, INPUTS, COMPARISONS, LARGEST, OPERATIONS)
    assert [limit for limit in enforced if not re.search(rf"\b{limit}\b", said)] == []
    assert f"{LENGTH // 1024} KiB" in said


@pytest.mark.parametrize("query", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_fits_the_graph(query: str) -> None:
    assert validate(build_schema(schema.as_str()), parse(query)) == []


@pytest.mark.parametrize("query", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_has_an_answer(lanzhou: Running, query: str) -> None:
    assert leaves(lanzhou.execute(query)) > 10


LARGE = {
    "a circular of the year": """{ circular(city: "lanzhou", cycle: "2020", index: "branch", first: 200) {
      entries { edges { node { losses { title lost facts { number } } } } } } }""",
    "a circular of a quarter": """{ circular(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q3",
      first: 200) { text entries { edges { node { losses { title lost facts { number } } } } } } }""",
    "a circular with what was found": """{ circular(city: "lanzhou", cycle: "2020", index: "branch", first: 200) {
      text entries { edges { node { standing { rank subject { code } } findings { code } } } } } }""",
    "totals of the year's sheets": """{ standings(city: "lanzhou", cycle: "2020", index: "branch", first: 200) {
      edges { node { total sheet { total receipt { inputHash } } } } } }""",
    "sheets of the year": """{ standings(city: "lanzhou", cycle: "2020", index: "branch", first: 200) { edges { node {
      total sheet { total explanation { title value children { title value } } } } } } }""",
}


@pytest.mark.parametrize("query", LARGE.values(), ids=LARGE)
def test_the_largest_page_has_an_answer_too(lanzhou: Running, query: str) -> None:
    assert leaves(lanzhou.execute(query)) > 200
