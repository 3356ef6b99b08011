"""An installed city and its models: data only, whole in the store, so that no plugin is needed to run them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from biaochi_sdk.graph.graph import Graph

CADENCES = ("year", "half-year", "quarter", "two-months", "month", "half-month")

OPENING_RUNG, OPENING_RUNG_TITLE = "opening_rung", "起始等级"
"""The indicator of opening rungs, which every model with a ladder takes besides its own."""


@dataclass(frozen=True, slots=True)
class City:
    """A city with the plugin that brought it; `calendar` are its cadences, coarse to fine.

    `work` and `notice`: its kinds of work and how it shows its results, as the canonical JSON of the SDK; this service
    only passes them on. `consequences`: what follows from its results, likewise.
    """

    slug: str
    title: str
    plugin: str
    version: str
    calendar: tuple[str, ...]
    work: str = "[]"
    notice: str = "null"
    consequences: str = "[]"


@dataclass(frozen=True, slots=True)
class Model:
    """One model of a city, valid from `since` until before `until`; the hash names its graph for ever.

    `sequence` is where in the log it was published; none until this service has read it there.
    """

    city: str
    hash: str
    code: str
    subject_kind: str
    since: date
    until: date | None
    graph: str
    sequence: int | None = None

    def valid_on(self, day: date) -> bool:
        """Whether it is the rule on this day."""
        return self.since <= day and (self.until is None or day < self.until)


def calendar_of(graphs: Iterable[Graph]) -> tuple[str, ...]:
    """The cadences that the models of a city know together, coarse to fine."""
    known = {cadence for graph in graphs for cadence in graph.calendar.cadences}
    return tuple(cadence for cadence in CADENCES if cadence in known)


def in_force(models: Iterable[Model], day: date | None = None) -> Sequence[Model]:
    """For each code and first day the model published last; with a day, for each code the one valid on it."""
    latest: dict[tuple[str, date], Model] = {}
    for model in sorted(models, key=_given_model):
        latest[model.code, model.since] = model
    if day is None:
        return [latest[place] for place in sorted(latest)]
    valid = {code: model for (code, _), model in sorted(latest.items()) if model.valid_on(day)}
    return [valid[code] for code in sorted(valid)]


def superseded(models: Iterable[Model]) -> Mapping[str, str]:
    """For each version whose place another took the hash of that one: same code and first day, published later."""
    models = list(models)
    latest = {(model.code, model.since): model.hash for model in in_force(models)}
    return {
        model.hash: latest[model.code, model.since] for model in models if latest[model.code, model.since] != model.hash
    }


def in_order(models: Iterable[Model]) -> Sequence[Model]:
    """In order of first day, those of one day as they were published."""
    return sorted(models, key=lambda model: (model.since, _given_model(model)))


def _given_model(model: Model) -> tuple[bool, int]:
    return model.sequence is None, model.sequence or 0
