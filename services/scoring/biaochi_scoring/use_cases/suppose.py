"""The rules a supposition is about: of the list's model and each it rests on, those compared and those supposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.model_dependencies import rests_on, usable
from biaochi_scoring.domain.refusals import UnknownModel
from biaochi_scoring.domain.suppositions import Parameter, Supposition, read_graph, with_parameters
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.use_cases.graphs import Graphs


@dataclass(frozen=True)
class Rules:
    """A model of the cycle: the version it pinned, the one compared with, and the one supposed."""

    pinned: Graph
    base: Graph
    then: Graph

    @property
    def rules(self) -> tuple[Graph, Graph]:
        """The one compared with and the one supposed."""
        return self.base, self.then


@dataclass(frozen=True)
class Supposing:
    """Reads the versions that a supposition names."""

    connection: Connection
    graphs: Graphs
    supposition: Supposition

    def chain(self, cycle: Cycle, judging: tuple[Graph, Sequence[Graph]]) -> list[Rules]:
        """The rules of all models that a list rests on, each after those it uses; the list's own last.

        Raises UnknownModel for a version or a number of none of them, UnknownNumber, NotANumber; ModelRefused for a
        rule that does not hold together.
        """
        listed, pinned = judging
        against = self._published(cycle.city, self.supposition.against_hash, listed)
        version = self._version(cycle.city, listed)
        received = {graph.code: graph for graph in pinned}
        versions = [one for one in (listed, against, version) if one is not None and one.code == listed.code]
        codes = frozenset[str]().union(*(rests_on(one, received) for one in versions)) - {listed.code}
        chain = [*(graph for graph in usable(pinned) if graph.code in codes), listed]
        self._check({graph.code: graph for graph in chain}, (against, version))
        parameters = [replace(one, model=one.model or listed.code) for one in self.supposition.parameters]
        return [self._rules(graph, (_of(graph, against), _of(graph, version)), parameters) for graph in chain]

    def _rules(self, pinned: Graph, named: tuple[Graph | None, Graph | None], parameters: Sequence[Parameter]) -> Rules:
        base = named[0] or pinned
        return Rules(pinned, base, with_parameters(named[1] or base, parameters))

    def _check(self, chain: Mapping[str, Graph], named: tuple[Graph | None, Graph | None]) -> None:
        for version in named:
            replaced = version and chain.get(version.code)
            if version and (replaced is None or replaced.subject_kind != version.subject_kind):
                raise UnknownModel(version.code, chain)
        for index, parameter in enumerate(self.supposition.parameters):
            if parameter.model and parameter.model not in chain:
                raise UnknownModel(parameter.model, chain).at(index)

    def _version(self, city: str, listed: Graph) -> Graph | None:
        if self.supposition.graph:
            return read_graph(self.supposition.graph)
        return self._published(city, self.supposition.model_hash, listed)

    def _published(self, city: str, model_hash: str, listed: Graph) -> Graph | None:
        """The published version with this hash; none when none is named. Raises UnknownModel for a hash of none."""
        if not model_hash:
            return None
        found = self.graphs.find(self.connection, city, model_hash)
        if found is None:
            raise UnknownModel(model_hash, [listed.code])
        return found


def _of(pinned: Graph, version: Graph | None) -> Graph | None:
    return version if version is not None and version.code == pinned.code else None
