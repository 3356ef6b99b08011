"""Everything scoring receives, as plain values; what it has no use for is not here."""

from dataclasses import dataclass

from biaochi_chassis.identity.granted import GrantChanged

from biaochi_scoring.domain.cycles import Closing, Cycle
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.models import City, Model
from biaochi_scoring.domain.registry import RegistryState


@dataclass(frozen=True, slots=True)
class RegistryChanged:
    """A change of the registry: the state of every organization it touched, or of the person."""

    states: tuple[RegistryState, ...]


@dataclass(frozen=True, slots=True)
class CycleOpened:
    """A cycle with its periods and pinned models."""

    cycle: Cycle


@dataclass(frozen=True, slots=True)
class CycleClosed:
    """A cycle takes no more facts."""

    cycle: str
    closing: Closing


@dataclass(frozen=True, slots=True)
class ResultsReopened:
    """Facts of a closed cycle follow: its results do not stand."""

    cycle: str


@dataclass(frozen=True, slots=True)
class FactsChanged:
    """All facts that objections changed in a closed cycle were said; they have this hash now."""

    cycle: str
    facts_hash: str


@dataclass(frozen=True, slots=True)
class NoticeBegan:
    """The results of a cycle are shown; `to`: to whom."""

    cycle: str
    to: str


@dataclass(frozen=True, slots=True)
class FactRecorded:
    """A fact of any kind."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class FactReversed:
    """A fact that counts no more, with the number of its reversal."""

    number: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class CityPublished:
    """An installed city."""

    city: City


@dataclass(frozen=True, slots=True)
class ModelPublished:
    """An installed model, whole."""

    model: Model


EventContent = (
    RegistryChanged
    | CycleOpened
    | CycleClosed
    | ResultsReopened
    | FactsChanged
    | NoticeBegan
    | FactRecorded
    | FactReversed
    | CityPublished
    | ModelPublished
    | GrantChanged
)
