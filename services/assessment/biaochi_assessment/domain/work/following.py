"""Facts that follow from a step: recorded by it, named after it, and explained by it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from biaochi_chassis.foundation.refusal import Refused

from biaochi_assessment.domain import commands as said
from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.deciding import decide
from biaochi_assessment.domain.decision import DecisionContext, Recorder
from biaochi_assessment.domain.facts import (
    BALLOT,
    BONUS,
    CHECK,
    CHOICE,
    DECISION,
    LEDGER,
    RATING,
    TASK,
    VETO,
    Fact,
)
from biaochi_assessment.domain.models import Accept
from biaochi_assessment.domain.recording import unknown_indicator
from biaochi_assessment.domain.work.items import Values, WorkItem, WorkStep
from biaochi_assessment.domain.work_kinds import GATES, Follow, Kind, Said

EVERYTHING = frozenset({"*"})
"""Who may take a step is said by the step: the facts that follow from it ask nobody again."""

_COMMANDS: Mapping[str, type[said.About]] = {
    LEDGER: said.RecordLedgerEntry,
    CHECK: said.RecordCheck,
    VETO: said.RecordVeto,
    BONUS: said.RecordBonus,
    CHOICE: said.RecordChoice,
    DECISION: said.RecordDecision,
    RATING: said.SubmitRating,
    BALLOT: said.CastBallot,
    TASK: said.IssueTask,
}


def evidence_of(item: str) -> str:
    """What a following fact names as its evidence."""
    return f"work:{item}"


def facts_following(
    context: DecisionContext, recorder: Recorder, kind: Kind, item: WorkItem, step: WorkStep
) -> tuple[Fact, ...]:
    """Return the facts that follow from a step; from one that a gate led elsewhere those that say so.

    Raises what recording each by hand would raise."""
    led_elsewhere = GATES in step.fields
    follows = [follow for follow in kind.at_step(step.step) if (follow.only == GATES) == led_elsewhere]
    if not follows:
        return ()
    by, values = Recorder(recorder.name, EVERYTHING, recorder.at), _values(item)
    return tuple(
        [
            _decided(context, by, command)
            for follow in follows
            for command in _commands(context, follow, (item, values), step)
        ]
    )


def _decided(context: DecisionContext, recorder: Recorder, command: Any) -> Fact:  # noqa: ANN401 - any of _COMMANDS
    try:
        return decide(context, recorder, command)
    except Refused as refused:
        refused.sentence = f"随此登记的指标 {getattr(command, 'indicator', '')} 不成立：{refused.sentence}"
        raise


def _commands(
    context: DecisionContext, follow: Follow, about: tuple[WorkItem, Values], step: WorkStep
) -> Iterator[object]:
    item, values = about
    if follow.only and not set(values.get(follow.only, ())) & set(follow.only_values):
        return
    said_of = {one.name: one.text or _said(one, values.get(one.field, ()), step.on) for one in follow.says}
    if any(one.field and not said_of[one.name] for one in follow.says if one.name == "amount"):
        return
    for subject in values.get(follow.subject, ()) if follow.subject else _own(context, follow, item, step.on):
        number = f"{step.number}#{follow.indicator}" + (f"#{subject}" if follow.subject else "")
        yield _command(context, follow, (number, subject), item, (step.on, said_of))


def _own(context: DecisionContext, follow: Follow, item: WorkItem, on: date) -> tuple[str, ...]:
    """The item's organization, unless no model judges its kind by this input: a kind of work may be wider."""
    cycle, _ = context.open_period(str(on.year))
    judged = {kind for model, _ in context.takers(cycle, follow.indicator) for kind in model.subject_kinds}
    there = context.registry.kinds_on(item.organization, on)
    return () if judged and there and not judged & there else (item.organization,)


def _said(said: Said, values: Sequence[str], on: date) -> str:
    if values and said.counted:
        return str(len(values))
    if values and said.days:
        return str(max((on - date.fromisoformat(values[0])).days, 0))
    return "".join(values[:1])


def _command(
    context: DecisionContext,
    follow: Follow,
    about: tuple[str, str],
    item: WorkItem,
    what: tuple[date, dict[str, str]],
) -> object:
    (number, subject), (on, said_of) = about, what
    cycle, _ = context.open_period(str(on.year))
    accept = _accept(context, cycle, follow.indicator)
    if accept.kind == TASK and "amount" in said_of:
        task = said_of.get("task") or item.code
        return said.CompleteTask(number, task, said_of["amount"], on.isoformat(), evidence_of(item.code))
    kind = _COMMANDS[accept.kind]
    own = kind.__dataclass_fields__
    falls_on = date.fromisoformat(said_of["falls_on"]) if said_of.get("falls_on") else on
    more: dict[str, Any] = {name: value for name, value in said_of.items() if value and name in own}
    more |= {"owners": int(said_of["owners"])} if said_of.get("owners") else {}
    more |= {"raised": True} if said_of.get("raised") else {}
    base: dict[str, Any] = {"evidence": evidence_of(item.code), "occurred_on": falls_on.isoformat()}
    if accept.kind == TASK:
        base = {"task": item.code, "title": item.title, "due_on": item.due_on.isoformat() if item.due_on else ""}
    return kind(
        idempotency_key=number,
        subject=subject,
        indicator=follow.indicator,
        period=_period(cycle, accept, falls_on),
        **{name: value for name, value in base.items() if name in own and name not in more},
        **more,
    )


def _accept(context: DecisionContext, cycle: Cycle, indicator: str) -> Accept:
    takers = context.takers(cycle, indicator)
    if not takers:
        raise unknown_indicator(cycle, indicator)
    return takers[0][1]


def _period(cycle: Cycle, accept: Accept, on: date) -> str:
    inside = [period for period in cycle.periods if period.starts_on <= on < period.ends_before]
    return next((period.code for cadence in accept.cadences for period in inside if period.cadence == cadence), "")


def _values(item: WorkItem) -> Values:
    due = (item.due_on.isoformat(),) if item.due_on else ()
    return {
        **item.fields,
        "organization": (item.organization,),
        "code": (item.code,),
        "title": (item.title,),
        "words": (item.words,),
        "on": (item.opened_on.isoformat(),),
        "due_on": due,
        "parent": (item.parent,) if item.parent else (),
    }
