"""What a model counts in the registry, as facts: made anew whenever somebody is judged or a sheet is opened."""

from collections.abc import Iterable, Sequence
from typing import Any

from biaochi_sdk.values.subjects import DAYS, is_person, title_of

from biaochi_scoring.domain.cycles import Period
from biaochi_scoring.domain.facts import REGISTERED, Fact
from biaochi_scoring.domain.judging.days import Days
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.registry import Hierarchy, RegistryState

REGISTRY = "registry"
MOST_NAMED = 20
"""How many organizations a fact names; persons it never does."""
_EMPTY = {name: "" for name, kind in Fact.__annotations__.items() if kind is str}


def registered_facts(context: RunContext, period: Period, subject: str) -> list[Fact]:
    """One fact for each input that is read from the registry as it stands on the last day of the period.

    They stand before everything in the log, so that a supposed number counts instead.
    """
    counted = context.graph.counted
    if not counted:
        return []
    hierarchy = context.links.hierarchies[period.code]
    return [
        _days(context, period, (subject, indicator), hierarchy)
        if kind == DAYS
        else _below(context, period, (subject, indicator), hierarchy.below(kind).get(subject, ()))
        for indicator, kind in counted.items()
    ]


def registered_of_all(context: RunContext, subject: str) -> list[Fact]:
    """The same for every judged period."""
    return [fact for period in context.periods for fact in registered_facts(context, period, subject)]


def _below(context: RunContext, period: Period, about: tuple[str, str], found: Iterable[RegistryState]) -> Fact:
    states, kind = list(found), context.graph.counted[about[1]]
    return _fact(context, period, about, (len(states), _note(period.last_day.isoformat(), kind, states), states))


def _days(context: RunContext, period: Period, about: tuple[str, str], hierarchy: Hierarchy) -> Fact:
    spells = hierarchy.spells(about[0], context.graph.subject_kind, period.starts_on, period.ends_before)
    counted = Days.of(spells)
    return _fact(context, period, about, (counted.days, counted.note(spells), [spell.state for spell in spells]))


def _fact(
    context: RunContext, period: Period, about: tuple[str, str], found: tuple[int, str, Sequence[RegistryState]]
) -> Fact:
    (subject, indicator), (amount, note, states) = about, found
    day = period.last_day.isoformat()
    said: dict[str, Any] = {
        "number": f"{REGISTRY}/{day}/{subject}/{indicator}",
        "kind": REGISTERED,
        "subject": subject,
        "indicator": indicator,
        "cycle": context.run.cycle,
        "period": period.code,
        "amount": str(amount),
        "evidence": f"{REGISTRY}:{max((state.sequence for state in states), default=0)}",
        "note": note,
        "recorded_by": REGISTRY,
        "recorded_at": f"{day}T00:00:00+00:00",
        "occurred_on": day,
    }
    return Fact(**_EMPTY | said, sequence=0)


def _note(day: str, kind: str, states: list[RegistryState]) -> str:
    unit, named = ("人", []) if is_person(kind) else ("个", [state.code for state in states])
    shown = "、".join(named[:MOST_NAMED]) + ("等" if len(named) > MOST_NAMED else "")
    return f"{day} 名册：其下{title_of(kind)} {len(states)} {unit}" + (f"（{shown}）。" if shown else "。")
