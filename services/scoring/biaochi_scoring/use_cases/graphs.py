"""Graphs by hash, parsed once in a process. A hash never changes its meaning, so nothing here grows stale."""

from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.store import models
from biaochi_scoring.store.connection import Connection


class Graphs:
    """The graphs this process has needed so far."""

    def __init__(self) -> None:
        """Begin with none."""
        self._parsed: dict[str, Graph] = {}

    def find(self, connection: Connection, city: str, model_hash: str) -> Graph | None:
        """The graph of a city's model; none while the model was not received."""
        if model_hash not in self._parsed:
            text = models.graph_text(connection, city, model_hash)
            if text is None:
                return None
            self._parsed[model_hash] = Graph.parse(text)
        return self._parsed[model_hash]

    def pinned(self, connection: Connection, cycle: Cycle) -> list[Graph]:
        """The graphs that judge a cycle, as far as they were received."""
        found = [self.find(connection, cycle.city, model_hash) for model_hash in cycle.models.values()]
        return [graph for graph in found if graph is not None]
