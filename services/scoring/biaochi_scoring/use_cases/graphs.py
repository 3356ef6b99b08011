"""What hardly changes, in memory: graphs by hash, which never changes its meaning; cities and cycles by revision."""

from collections.abc import Sequence

from biaochi_chassis.store.revisions import Memory
from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.models import City
from biaochi_scoring.store import cycles, models
from biaochi_scoring.store.connection import Connection


class Graphs:
    """The graphs, cities and cycles this process has needed so far."""

    def __init__(self) -> None:
        """Begin with none."""
        self._parsed: dict[str, Graph] = {}
        self._cities = Memory(lambda connection, _: models.load_cities(connection))
        self._cycles = Memory(lambda connection, city: cycles.load_cycles(connection, [city]))

    def cities(self, connection: Connection) -> Sequence[City]:
        """All installed cities in order of slug."""
        return self._cities.find(connection, models.CITIES)

    def cycles(self, connection: Connection, city: str) -> Sequence[Cycle]:
        """All cycles of a city in order of opening."""
        return self._cycles.find(connection, city)

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
