"""Who stands where on the days of judging, remembered in a process: one fact does not cost reading everybody again."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from biaochi_chassis.store.revisions import Memory
from biaochi_sdk.graph.evaluation import Cohort

from biaochi_scoring.domain.registry import Hierarchy, RegistryState, hierarchy_on
from biaochi_scoring.events.decode import ORG
from biaochi_scoring.store import positions, registry
from biaochi_scoring.store.connection import Connection

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The day on which a period looks at the registry; and the days before it, where who left on one counts, too."""

    last: date
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a city's registry a run looks at: these kinds, on these days, up to a sequence if given.

    leavers: of which kinds those who left within the days count.
    """

    city: str
    kinds: frozenset[str]
    days: tuple[Window, ...]
    up_to: int | None
    leavers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Registered:
    """Who exists and stands above whom on some days."""

    hierarchies: Mapping[Window, Hierarchy]
    _cohorts: dict[str, Mapping[Window, Cohort]] = field(default_factory=dict)

    def cohorts(self, kind: str) -> Mapping[Window, Cohort]:
        """Those of a kind by days; days on which the same exist have the same cohort: rows need no looking up."""
        if kind not in self._cohorts:
            same: dict[tuple[str, ...], Cohort] = {}
            found: dict[Window, Cohort] = {}
            for days, hierarchy in self.hierarchies.items():
                subjects = tuple(member.code for member in hierarchy.cohort(kind))
                found[days] = same.setdefault(subjects, Cohort(subjects))
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
            known = version, Registered(_on_each(states, part))
            self._known[part] = known
        return known[1]


def _on_each(states: Collection[RegistryState], part: Part) -> Mapping[Window, Hierarchy]:
    """Days between which nothing begins or ends have the same."""
    turns = sorted({day for state in states for day in (state.since, state.until) if day})
    passed = {days.last: bisect_right(turns, days.last) for days in part.days}
    one_of = {count: day for day, count in passed.items()}
    standing = {count: hierarchy_on(states, day) for count, day in one_of.items()}
    return {
        days: standing[passed[days.last]]
        if days.first is None
        else standing[passed[days.last]].with_leavers(part.leavers, days.first, days.last + DAY)
        for days in part.days
    }
