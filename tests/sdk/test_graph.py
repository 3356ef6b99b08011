"""A graph is its text: canonical, hashed, and enough without the plugin that made it."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from biaochi_sdk import default
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.graph.receipt import receipt
from biaochi_sdk.terms.catalogue import Rotation, due
from biaochi_sdk.terms.parsing import canonical
from biaochi_sdk.values.errors import GraphRefused
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED, climbing, made, points

REPLAY = """
import sys
from biaochi_sdk.graph.graph import Graph
graph = Graph.parse(sys.stdin.read())
first = graph.evaluate("2020-Q1", ["A", "B"], [{"total": "4"}, {"total": "3"}])
print(graph.hash, first.to_json(), graph.rulebook())
"""


def test_the_hash_is_that_of_the_text() -> None:
    graph = climbing()

    assert graph.hash == hashlib.sha256(graph.text.encode()).hexdigest()
    assert Graph.parse(graph.text).text == graph.text


def test_the_text_alone_gives_the_same_answers_under_every_hash_seed() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", REPLAY],
            input=climbing().text,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }

    assert len(answers) == 1


def test_making_a_model_again_gives_the_same_text() -> None:
    assert climbing().text == climbing().text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is no JSON with exact numbers"),
        ("[]", "is no graph of schema biaochi.graph/1"),
        ('{"schema":"biaochi.graph/2"}', "is no graph of schema biaochi.graph/1"),
        ('{"schema":"biaochi.graph/1"}', "contradicts itself"),
        ('{"schema": "biaochi.graph/1"}', "is not in its canonical spelling"),
        ('{"schema":"biaochi.graph/1","x":0.5}', "the number 0.5 is not exact"),
    ],
)
def test_a_text_that_is_no_graph_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(GraphRefused, match=sentence):
        Graph.parse(text)


def test_a_graph_with_an_operation_nobody_knows_is_refused() -> None:
    data = json.loads(climbing().text)
    data["nodes"][1]["term"]["op"] = "guess"

    with pytest.raises(GraphRefused, match="the operation 'guess', which this SDK does not know"):
        Graph.parse(canonical(data))


@FIXED
@given(st.integers(0, 10_000), st.sampled_from([None, 0, -1, "", "x", "1/0", [], {}, ["a"], {"op": "sum"}, "0.50"]))
def test_a_graph_with_any_part_spoilt_is_refused_or_proven_again(place: int, junk: object) -> None:
    data = json.loads(climbing().text)
    spots = list(_spots(data))
    holder, key = spots[place % len(spots)]
    holder[key] = junk

    try:
        graph = Graph.parse(canonical(data))
    except GraphRefused:
        return
    assert graph.text == canonical(data)


def _spots(data: object) -> Iterator[tuple[Any, Any]]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield data, key
        yield from _spots(value)


def test_a_graph_changed_into_what_cannot_be_proven_is_refused() -> None:
    a = points()
    text = made({"a": a, "total": (a * a)(default("积"))}).text

    with pytest.raises(GraphRefused, match="more than 64 bits"):
        Graph.parse(text.replace('"value":"10"', '"value":"10000000000"'))


def test_a_receipt_names_the_rules_and_the_inputs() -> None:
    graph = climbing()
    one, same, other = (receipt(graph, {"total": value}) for value in ("4", "4", "3"))

    assert one == same
    assert one.model_hash == graph.hash
    assert one.input_hash != other.input_hash


def test_the_round_goes_on_in_code_order_and_wraps() -> None:
    rotation = Rotation("mutual", "quarter", {1: (1, 2), 2: (3,)})

    assert due(rotation, 1, ["C", "A", "B", "D"]) == [
        *(("A", "B"), ("A", "C"), ("B", "C"), ("B", "D")),
        *(("C", "D"), ("C", "A"), ("D", "A"), ("D", "B")),
    ]
    assert due(rotation, 2, ["A", "B", "C", "D"])[0] == ("A", "D")
    assert due(rotation, 3, ["A", "B"]) == []


def test_nobody_rates_itself_or_anybody_twice_in_a_small_round() -> None:
    rotation = Rotation("mutual", "quarter", {1: (1, 2, 3)})

    assert due(rotation, 1, ["A", "B"]) == [("A", "B"), ("B", "A")]
    assert due(rotation, 1, ["A"]) == []
