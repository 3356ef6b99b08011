"""What a batch of commands is judged against: cycles, models, who exists and what stands, up to date after each one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from biaochi_chassis.foundation.refusal import Refused

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.cycles import Cycle, closed, unknown_period
from biaochi_assessment.domain.facts import Fact, Neighbour, Place, Reversal, StoredFact
from biaochi_assessment.domain.models import Accept, Model, looked_at
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.values import optional_amount

Takers = Sequence[tuple[Model, Accept]]
"""Models with what each accepts under one indicator."""


@dataclass(frozen=True, slots=True)
class Recorder:
    """Who records, in which roles, at which instant. The role "*" may record everything."""

    name: str
    roles: frozenset[str]
    at: datetime

    def may(self, role: str) -> bool:
        """Whether the recorder has the role; everybody has the empty one."""
        return not role or role in self.roles or "*" in self.roles


@dataclass(frozen=True)
class Admitted:
    """Where commands that are alike belong, once all rules that every fact obeys have been kept.

    `takers`: every model that the fact is for, in order of code, with what it accepts; never none. They agree on its
    kind and on who may know the rater, or their city would not have been loaded.
    """

    cycle: Cycle
    period: Period
    takers: Takers

    @cached_property
    def accepts(self) -> Sequence[Accept]:
        """What each of the models accepts; the fact must fit all of it."""
        return [accept for _, accept in self.takers]

    @cached_property
    def alike(self) -> Mapping[str, Any]:
        """What all their facts have in the same fields."""
        _, accept = self.takers[0]
        return {
            "kind": accept.kind,
            "indicator": accept.indicator,
            "cycle": self.cycle.code,
            "period": self.period.code,
            "names": accept.privacy.names,
            "seen_by": accept.privacy.seen_by,
            "models": tuple([model.code for model, _ in self.takers]),
        }

    def amount(self, written: str) -> Decimal | None:
        """Read the amount; None where none is given and no model takes one. Raises what `optional_amount` does."""
        if written not in self._amounts:
            amounts = [optional_amount(accept, written) for accept in self.accepts]
            self._amounts[written] = next((amount for amount in amounts if amount is not None), None)
        return self._amounts[written]

    @cached_property
    def _amounts(self) -> dict[str, Decimal | None]:
        """What was read, by how it was written: of a thousand commands many say the same."""
        return {}


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of the things a batch names. `models` are those the cycles pin."""

    cycles: Sequence[Cycle] = ()
    models: Sequence[Model] = ()
    registry: Registry = field(default_factory=lambda: Registry(()))
    standing: Mapping[str, str] = field(default_factory=dict)
    facts: Iterable[StoredFact] = ()
    neighbours: Iterable[Neighbour] = ()


class DecisionContext:
    """The state a batch works on. Commands of one batch see each other's effects; nothing here is stored."""

    def __init__(self, known: Known) -> None:
        """Begin with what is known."""
        self._known = known
        self.registry = known.registry
        self._places = {period.code: (cycle, period) for cycle in known.cycles for period in cycle.periods}
        self._models = {model.hash: model for model in known.models}
        self._takers = {cycle.code: self._taking(cycle) for cycle in known.cycles}
        self.admitted: dict[tuple[str, str, str, frozenset[str]], Admitted] = {}
        """Where facts of a kind, an indicator and a period belong, about somebody of these kinds."""
        self._standing = dict(known.standing)
        self.found_free: set[str] = set()
        """The slots that were looked at and in which nothing stood, as far as is known."""
        self._facts = {stored.fact.number: stored for stored in known.facts}
        self._neighbours: dict[Place, tuple[Neighbour, ...]] = {}
        for one in known.neighbours:
            self._neighbours[one.place] = (*self._neighbours.get(one.place, ()), one)
        self.looked_around: set[Place] = set()
        """The places of which it was asked what stands there."""
        self._together = looked_at(known.models)
        self._changed: list[tuple[dict[Any, Any], Any, Any]] | None = None

    def fork(self) -> "DecisionContext":
        """Return the same state, to go on from apart."""
        neighbours = [one for some in self._neighbours.values() for one in some]
        return DecisionContext(
            replace(self._known, standing=self._standing, facts=self._facts.values(), neighbours=neighbours)
        )

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Let what is entered inside be entered whole, or nothing of it where it is refused; one in another is one."""
        if self._changed is not None:
            yield
            return
        changed: list[tuple[dict[Any, Any], Any, Any]] = []
        self._changed = changed
        try:
            yield
        except Refused:
            for state, key, before in reversed(changed):
                _set(state, key, before)
            raise
        finally:
            self._changed = None

    def open_period(self, code: str) -> tuple[Cycle, Period]:
        """Return the period and its cycle. Raises UnknownPeriod, CycleClosed."""
        if code not in self._places:
            raise unknown_period(code)
        cycle, period = self._places[code]
        if cycle.closed_at is not None:
            raise closed(cycle, "period")
        return cycle, period

    def takers(self, cycle: Cycle, indicator: str) -> Takers:
        """Return what the cycle's models accept under this indicator: none, one, or one a model."""
        return self._takers[cycle.code].get(indicator, ())

    def standing(self, slot: str) -> str | None:
        """Return the number of the fact that stands in a slot."""
        number = self._standing.get(slot)
        if number is None and slot:
            self.found_free.add(slot)
        return number

    def neighbours(self, place: Place) -> Sequence[Neighbour]:
        """Return what stands in a place, as far as it is known."""
        self.looked_around.add(place)
        return self._neighbours.get(place, ())

    def fact(self, number: str | None) -> StoredFact | None:
        """Return the fact of this number."""
        return None if number is None else self._facts.get(number)

    def keep(self, fact: Fact) -> Fact:
        """Enter a fact that was judged good, and return it."""
        self._enter(self._facts, fact.number, StoredFact(fact, None))
        if fact.slot:
            self._enter(self._standing, fact.slot, fact.number)
        if fact.indicator in self._together:
            entered = Neighbour.of(fact)
            self._enter(self._neighbours, entered.place, (*self._neighbours.get(entered.place, ()), entered))
        return fact

    def reverse(self, reversal: Reversal) -> Reversal:
        """Enter a reversal that was judged good, and return it; its fact stands no more."""
        fact = self._facts[reversal.fact].fact
        self._enter(self._facts, reversal.fact, StoredFact(fact, reversal))
        self._enter(self._standing, fact.slot, None)
        place = Neighbour.of(fact).place
        left = tuple(one for one in self._neighbours.get(place, ()) if one.number != fact.number)
        self._enter(self._neighbours, place, left or None)
        return reversal

    def reversed_fact(self, reversal: Reversal) -> Fact:
        """Return the fact that an entered reversal took back."""
        return self._facts[reversal.fact].fact

    def _enter(self, state: dict[Any, Any], key: object, value: object) -> None:
        if self._changed is not None:
            self._changed.append((state, key, state.get(key)))
        _set(state, key, value)

    def _taking(self, cycle: Cycle) -> dict[str, list[tuple[Model, Accept]]]:
        taking: defaultdict[str, list[tuple[Model, Accept]]] = defaultdict(list)
        for pinned in cycle.models:
            model = self._models[pinned.hash]
            for accept in model.accepts:
                taking[accept.indicator].append((model, accept))
        return dict(taking)


def _set(state: dict[Any, Any], key: object, value: object) -> None:
    if value is None:
        state.pop(key, None)
    else:
        state[key] = value
