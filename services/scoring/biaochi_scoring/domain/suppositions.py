"""What if: what somebody supposes over a real cycle, and the rule they suppose. Nothing of it is ever kept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.parsing import canonical
from biaochi_sdk.values.errors import GraphRefused
from biaochi_sdk.values.exact import exact, written
from biaochi_sdk.values.provenance import Provenance

from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.refusals import ModelRefused, NotANumber, UnknownNumber

SUPPOSED = "试算"
"""Who records what is only supposed, and the document of a number that is."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """Another value of one number of a rule: the `place`-th of the node's numbers, from 1; 0 is its only one.

    `model` is the one whose rule it is; empty for that of the list.
    """

    node: str
    place: int
    value: str
    model: str = ""


@dataclass(frozen=True, slots=True)
class Supposition:
    """Facts that would stand as well, numbers of facts that would not, and the rule: other numbers, another version.

    All of it may be of the list's own model or of one that it rests on.
    `model_hash` names a published version, `graph` is one that nobody has published; both empty: the one compared with.
    That is the published version `against_hash` names; empty: the pinned one, with the results as they are.
    """

    added: tuple[Fact, ...] = ()
    reversed: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    model_hash: str = ""
    graph: str = ""
    against_hash: str = ""


LARGEST_TREE = 20_000
"""How many nodes one explanation of a rule that somebody brings may open into."""


def read_graph(text: str) -> Graph:
    """The graph of a text that somebody brings.

    Raises ModelRefused unless it is one this SDK wrote and can prove, and opens into a tree that can be shown.
    """
    try:
        graph = Graph.parse(text)
    except GraphRefused as refused:
        raise ModelRefused(str(refused), field="graph") from None
    sizes: dict[str, int] = {}
    for key, node in graph.described.items():
        below = {term.text("key") for term in node.term.walk() if term.op == "ref"}
        sizes[key] = 1 + sum(sizes.get(name, 1) for name in below)
    if max(sizes.values(), default=0) > LARGEST_TREE:
        raise ModelRefused(f"打开后超过 {LARGEST_TREE} 个节点，无法说明", field="graph")
    return graph


def with_parameters(graph: Graph, parameters: Sequence[Parameter]) -> Graph:
    """The graph with those of these numbers that are its own, proven again.

    A number changed is a default of nobody's, and says so. Raises UnknownNumber, NotANumber; ModelRefused when the rule
    does not hold together with them.
    """
    own = [(index, one) for index, one in enumerate(parameters) if one.model in ("", graph.code)]
    if not own:
        return graph
    data = json.loads(graph.text)
    terms = {node["key"]: _numbers(node["term"]) for node in data["nodes"]}
    for index, parameter in own:
        term = terms.get(parameter.node, [])[_place(terms, parameter, index)]
        value = _value(parameter, index)
        place = f"由 {term['value']} 改为 {value}"
        term.update(value=value, provenance=Provenance.DEFAULT.value, document=SUPPOSED, place=place)
    try:
        return Graph.parse(canonical(data))
    except GraphRefused as refused:
        raise ModelRefused(str(refused), field="parameters") from None


def _numbers(term: dict[str, Any]) -> list[dict[str, Any]]:
    """The numbers of a rule in reading order, as the rule book lists them."""
    own = [term] if term["op"] == "number" else []
    return own + [number for arg in term["args"] for number in _numbers(arg)]


def _place(terms: dict[str, list[dict[str, Any]]], parameter: Parameter, index: int) -> int:
    count = len(terms.get(parameter.node, ()))
    if not 1 <= (parameter.place or 1) <= count or (parameter.place == 0 and count > 1):
        raise UnknownNumber(
            parameter.node, parameter.place, [term["value"] for term in terms.get(parameter.node, ())]
        ).at(index)
    return max(parameter.place, 1) - 1


def _value(parameter: Parameter, index: int) -> str:
    try:
        return written(exact(parameter.value))
    except (ValueError, ZeroDivisionError):
        raise NotANumber(parameter.value, "value").at(index) from None
