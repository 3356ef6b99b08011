"""What hardly changes of a city, held in memory by revision: its calendar, its models and its cycles."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from biaochi_chassis.store.revisions import Memory

from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.clauses import Clauses
from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.facts import BY_TWO, Fact, Place
from biaochi_assessment.domain.models import Model, looked_at
from biaochi_assessment.domain.work.by_two import steps_by_two
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import models as model_store
from biaochi_assessment.store.connection import Connection

Texts = tuple[list[dict[str, str]], list[dict[str, str]]]
"""Facts and reversals, each field in its canonical text."""


@dataclass(frozen=True)
class Rules:
    """A city as it was published, its models by hash, and its cycles in order of code."""

    city: City | None
    models: Mapping[str, Model]
    cycles: Sequence[Cycle]

    @cached_property
    def clauses(self) -> Clauses:
        """The clauses under which facts of these cycles fall."""
        return Clauses(self.cycles, self.models)

    @cached_property
    def waivers(self) -> AbstractSet[str]:
        """The indicators under which a case is waived."""
        return {one.indicator for model in self.models.values() for one in model.accepts if one.waives}

    @cached_property
    def by_two(self) -> AbstractSet[str]:
        """The indicators whose facts two persons record: of vetoes, of decisions and of what waives a case."""
        every = (one for model in self.models.values() for one in model.accepts)
        return {one.indicator for one in every if one.waives or one.kind in BY_TWO}

    @cached_property
    def indicators_together(self) -> Mapping[str, AbstractSet[str]]:
        """By indicator those under which facts stand that a new one is judged next to."""
        return looked_at(self.models.values())

    def places(self, subject: str, indicator: str, period: str) -> set[Place]:
        """Where facts stand that one of these would be judged next to."""
        others = self.indicators_together.get(indicator, ())
        return {(cycle.code, subject, other) for other in others for cycle in self.cycles_of([period])}

    @cached_property
    def weighty(self) -> Mapping[str, AbstractSet[str]]:
        """By kind of work the keys of the steps that two persons take; of no other kind there are any."""
        kinds = self.city.work.values() if self.city else ()
        return {kind.key: two for kind in kinds if (two := steps_by_two(kind, self.by_two))}

    def lifting_takes_two(self, fact: Fact) -> bool:
        """Whether two persons recorded a fact, and take it back."""
        return fact.kind in BY_TWO or fact.indicator in self.waivers

    def cycles_of(self, periods: Collection[str]) -> list[Cycle]:
        """The cycles that have a period of one of these codes."""
        return [cycle for cycle in self.cycles if any(period.code in periods for period in cycle.periods)]

    def pinned(self, cycles: Collection[Cycle]) -> list[Model]:
        """The models that these cycles are judged by."""
        hashes = {pinned.hash for cycle in cycles for pinned in cycle.models}
        return [model for model_hash, model in self.models.items() if model_hash in hashes]


def texts_of_cycle(connection: Connection, rules: Rules, city: str, cycle: str) -> Texts:
    """Return what is hashed in its canonical texts: all facts of a cycle, each with its clause, and all reversals."""
    facts, reversals = fact_store.texts_of_cycle(connection, city, cycle)
    return [rules.clauses.quoted_texts(texts) for texts in facts], reversals


def rules_in_memory() -> Memory[Rules]:
    """The rules of every city this process is asked about."""
    return Memory(_read)


def _read(connection: Connection, city: str) -> Rules:
    models = {model.hash: model for model in model_store.models(connection, city)}
    return Rules(model_store.city(connection, city), models, cycle_store.cycles(connection, city))
