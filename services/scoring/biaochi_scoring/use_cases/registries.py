"""Who stands where on the days of judging, remembered in a process: one fact does not cost reading everybody again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from biaochi_chassis.store.revisions import Memory
from biaochi_sdk.graph.evaluation import Cohort

from biaochi_scoring.domain.registry import Hierarchy, RegistryState, hierarchy_on
from biaochi_scoring.events.decode import ORG
from biaochi_scoring.store import positions, registry
from biaochi_scoring.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a city's registry a run looks at: these kinds, on these days, up to a sequence if given."""

    city: str
    kinds: frozenset[str]
    days: tuple[date, ...]
    up_to: int | None


@dataclass(frozen=True)
class Registered:
    """Who exists and stands above whom on some days."""

    hierarchies: Mapping[date, Hierarchy]
    _cohorts: dict[str, Mapping[date, Cohort]] = field(default_factory=dict)

    def cohorts(self, kind: str) -> Mapping[date, Cohort]:
        """Those of a kind by day; days on which the same exist have the same cohort: rows need no looking up."""
        if kind not in self._cohorts:
            same: dict[tuple[str, ...], Cohort] = {}
            found: dict[date, Cohort] = {}
            for day, hierarchy in self.hierarchies.items():
                subjects = tuple(member.code for member in hierarchy.cohort(kind))
                found[day] = same.setdefault(subjects, Cohort(subjects))
            self._cohorts[kind] = found
        return self._cohorts[kind]


class Registries:
    """The parts this process read last; each is the stored one until more is received or the store was rebuilt."""

    def __init__(self) -> None:
        """Begin with none."""
        self._received = Memory(lambda _connection, _city: object())
        self._known: dict[Part, tuple[object, Registered]] = {}

    def find(self, connection: Connection, part: Part) -> Registered:
        """Who exists and stands above whom, by day."""
        received = self._received.find(connection, registry.revision_of(part.city))
        version = positions.epoch_of(connection, ORG, part.city), received
        known = self._known.get(part)
        if known is None or known[0] != version:
            states = registry.load_states(connection, part.city, part.kinds, part.up_to)
            known = version, Registered(_on_each(states, part.days))
            self._known[part] = known
        return known[1]


def _on_each(states: Collection[RegistryState], days: Collection[date]) -> Mapping[date, Hierarchy]:
    return {day: hierarchy_on(states, day) for day in days}
