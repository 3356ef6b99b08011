"""What a model counts in the registry, as facts: made anew whenever somebody is judged or a sheet is opened."""

from collections.abc import Iterable
from typing import Any

from biaochi_sdk.values.subjects import PERSONS, SUBJECTS

from biaochi_scoring.domain.cycles import Period
from biaochi_scoring.domain.facts import REGISTERED, Fact
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.registry import RegistryState

REGISTRY = "registry"
MOST_NAMED = 20
"""How many organizations a fact names; persons it never does."""
_EMPTY = {name: "" for name, kind in Fact.__annotations__.items() if kind is str}


def registered_facts(context: RunContext, period: Period, subject: str) -> list[Fact]:
    """One fact for each input that is read from the registry as it stands on the last day of the period.

    They stand before everything in the log, so that a supposed number counts instead.
    """
    counted = context.graph.counted
    hierarchy = context.links.hierarchies[period.code] if counted else None
    return [
        _fact(context, period, (subject, indicator), hierarchy.below(kind).get(subject, ()) if hierarchy else ())
        for indicator, kind in counted.items()
    ]


def registered_of_all(context: RunContext, subject: str) -> list[Fact]:
    """The same for every judged period."""
    return [fact for period in context.periods for fact in registered_facts(context, period, subject)]


def _fact(context: RunContext, period: Period, about: tuple[str, str], found: Iterable[RegistryState]) -> Fact:
    (subject, indicator), states = about, list(found)
    day = period.last_day.isoformat()
    said: dict[str, Any] = {
        "number": f"{REGISTRY}/{day}/{subject}/{indicator}",
        "kind": REGISTERED,
        "subject": subject,
        "indicator": indicator,
        "cycle": context.run.cycle,
        "period": period.code,
        "amount": str(len(states)),
        "evidence": f"{REGISTRY}:{max((state.sequence for state in states), default=0)}",
        "note": _note(day, context.graph.counted[indicator], states),
        "recorded_by": REGISTRY,
        "recorded_at": f"{day}T00:00:00+00:00",
        "occurred_on": day,
    }
    return Fact(**_EMPTY | said, sequence=0)


def _note(day: str, kind: str, states: list[RegistryState]) -> str:
    unit, named = ("人", []) if kind in PERSONS else ("个", [state.code for state in states])
    shown = "、".join(named[:MOST_NAMED]) + ("等" if len(named) > MOST_NAMED else "")
    return f"{day} 名册：其下{SUBJECTS[kind]} {len(states)} {unit}" + (f"（{shown}）。" if shown else "。")
