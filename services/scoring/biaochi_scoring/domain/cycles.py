"""A cycle with its periods: which are judged, in which order, and which contain which. Half-open dates throughout."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days; `ends_before` is the first day after it."""

    code: str
    cadence: str
    ordinal: int
    starts_on: date
    ends_before: date

    def contains(self, other: "Period") -> bool:
        """Whether every day of the other period lies in this one; a period contains itself."""
        return self.starts_on <= other.starts_on and other.ends_before <= self.ends_before

    @property
    def last_day(self) -> date:
        """The day on which it closes: who exists on it belongs to the cohort."""
        return self.ends_before - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closing:
    """What the closing of a cycle said: from here on no fact and no later change of the registry counts for it.

    An upheld objection changes facts all the same; until it has said their new hash, `facts_hash` is empty.
    """

    facts_hash: str
    registry_sequence: int


@dataclass(frozen=True)
class Cycle:
    """A cycle as it was opened: the whole of it first in `periods`, `models` maps a model's code to its pinned hash.

    `opened` is the sequence of its opening in the log of facts; it decides which cycle came before.
    """

    city: str
    code: str
    opened: int
    periods: tuple[Period, ...]
    models: Mapping[str, str]
    closing: Closing | None = None
    results_hash: str | None = None

    @property
    def whole(self) -> Period:
        """The period that is the cycle itself."""
        return self.periods[0]

    @property
    def frozen(self) -> bool:
        """Whether its results stand for ever."""
        return self.results_hash is not None

    def period(self, code: str) -> Period | None:
        """The period with this code, or none."""
        return next((period for period in self.periods if period.code == code), None)

    def judged(self, cadences: Collection[str]) -> tuple[Period, ...]:
        """The periods of these cadences in the order they are judged: by their close, at one close shorter first."""
        chosen = [period for period in self.periods if period.cadence in cadences]
        return tuple(sorted(chosen, key=lambda period: (period.ends_before, -period.starts_on.toordinal())))

    def containing(self, code: str, cadences: Collection[str]) -> tuple[Period, ...]:
        """The judged periods that contain the period with this code; none when the cycle has no such period."""
        inner = self.period(code)
        return () if inner is None else tuple(period for period in self.judged(cadences) if period.contains(inner))

    def contained(self, outer: Period) -> frozenset[str]:
        """The codes of all periods inside this one, itself among them."""
        return frozenset(period.code for period in self.periods if outer.contains(period))


def cycle_before(cycle: Cycle, cycles: Iterable[Cycle]) -> Cycle | None:
    """The cycle this one continues: the latest that starts earlier and was opened earlier.

    A cycle opened afterwards is never continued, so that results already frozen cannot change their past.
    """
    earlier = [
        other
        for other in cycles
        if other.city == cycle.city and other.whole.starts_on < cycle.whole.starts_on and other.opened < cycle.opened
    ]
    return max(earlier, key=lambda other: (other.whole.starts_on, other.opened), default=None)


def same_cadence_before(period: Period, periods: Iterable[Period]) -> Period | None:
    """The last period of the same cadence that closes before this one does."""
    earlier = [other for other in periods if other.cadence == period.cadence and other.ends_before < period.ends_before]
    return max(earlier, key=lambda other: other.ends_before, default=None)
