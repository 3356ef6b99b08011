"""Which models of a cycle rest on which: the order in which their runs are judged, and whom a change reaches. Pure."""

from collections.abc import Collection, Mapping, Sequence

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.links import LAST_CYCLE


def named(graph: Graph) -> frozenset[str]:
    """The codes of the models it names: those whose results it uses, or whose subjects are its units."""
    return frozenset(use.model or use.relation for use in graph.uses)


def usable(graphs: Sequence[Graph]) -> list[Graph]:
    """The models whose results may be used, each after those it names itself.

    Models that use each other in a circle are refused when their city is loaded. Should a cycle pin some all the same,
    they are left out with whatever rests on them.
    """
    found: list[Graph] = []
    left = sorted(graphs, key=lambda graph: graph.code)
    while ready := [graph for graph in left if not named(graph) & {other.code for other in left}]:
        found += ready
        left = [graph for graph in left if graph not in ready]
    return found


def users(graphs: Sequence[Graph], code: str) -> list[Graph]:
    """The models that use the results of this one, and whose results therefore change with it."""
    if code not in {graph.code for graph in usable(graphs)}:
        return []
    return [graph for graph in graphs if any(use.model == code for use in graph.uses)]


def rests_on(graph: Graph, given: Mapping[str, Graph]) -> frozenset[str]:
    """The codes of the model itself and of all whose results reach it, as far as they are known."""
    found, left = {graph.code}, [graph]
    while left:
        new = named(left.pop()) - found
        found |= new
        left += [given[code] for code in sorted(new) if code in given]
    return frozenset(found)


def complete(graphs: Sequence[Graph], pinned: Collection[str]) -> list[Graph]:
    """The models that can be judged: all they rest on is known, as far as the cycle pinned it at all."""
    given = {graph.code: graph for graph in graphs}
    return [graph for graph in graphs if rests_on(graph, given) & set(pinned) <= given.keys()]


def looks_around(graph: Graph) -> bool:
    """Whether it matters to a model who stands above whom."""
    return any(use.relation != LAST_CYCLE for use in graph.uses)
