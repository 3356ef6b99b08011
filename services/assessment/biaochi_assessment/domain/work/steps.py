"""Opening an item, taking a step, withdrawing: what must hold, and what comes of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from biaochi_chassis.foundation.making import changed
from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.facts import Reversal
from biaochi_assessment.domain.refusals import (
    AlreadyExists,
    DutiesNotSeparated,
    NotAllowedToRecord,
    StepNotPossible,
    UnknownSubject,
    WrongKind,
)
from biaochi_assessment.domain.values import code, text
from biaochi_assessment.domain.values import day as optional_day
from biaochi_assessment.domain.wording import title
from biaochi_assessment.domain.work.burden import check_burden
from biaochi_assessment.domain.work.children import check_children
from biaochi_assessment.domain.work.commands import AdvanceWorkItem, OpenWorkItem, WithdrawWorkItem
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.filling import day, filled, signed
from biaochi_assessment.domain.work.following import facts_following
from biaochi_assessment.domain.work.gates import through_gates, without_gates
from biaochi_assessment.domain.work.items import Taken, WorkItem, WorkStep
from biaochi_assessment.domain.work.limits import check_limits
from biaochi_assessment.domain.work.parents import check_lists, check_parent_state, check_unique
from biaochi_assessment.domain.work.quiet import check_quiet
from biaochi_assessment.domain.work.quotas import check_waited, through_quotas
from biaochi_assessment.domain.work.seals import check_seals
from biaochi_assessment.domain.work.top_shares import check_top_shares
from biaochi_assessment.domain.work.turns import check_turn
from biaochi_assessment.domain.work.waivers import facts_of_excuse
from biaochi_assessment.domain.work_kinds import WITHDRAW, WITHDRAWN, Kind, Step


def open_item(context: WorkContext, recorder: Recorder, command: OpenWorkItem) -> Taken:
    """Return the opened item with its first step and what follows.

    Raises UnknownWorkKind, NotAllowedToRecord, AlreadyExists, UnknownPeriod, CycleClosed, UnknownSubject, WrongKind,
    UnknownWorkItem or StepNotPossible of its parent, QuietDay, WorkBudgetSpent, BurdenTooGreat, GateClosed, NotOnList,
    QuotaSpent, TooManyTopMarks, and what `filled` and a recorded fact raise.
    """
    kind = context.kind(command.kind)
    step = kind.opening
    _may(recorder, kind, step)
    _check_code(context, command.code)
    on = day(command.on, "on")
    cycle, _ = context.facts.open_period(str(on.year))
    _check_organization(context, kind, command.organization, on)
    _check_parent(context, kind, command.parent)
    check_quiet(kind, on)
    check_limits(context, kind, cycle, command.organization, on)
    check_parent_state(context, kind, step, command.parent)
    values = filled(context, step, command.fields, on)
    check_turn(context, kind, command.organization, on, values)
    check_burden(context, kind, command.organization, on, values)
    check_lists(context, kind, step, command.parent, values)
    check_unique(context, kind, command.parent, values)
    item = WorkItem(
        code=command.code,
        kind=kind.key,
        noun=kind.noun,
        cycle=cycle.code,
        organization=command.organization,
        title=text(command.title, "title") or kind.title,
        words=text(command.words, "words"),
        parent=command.parent,
        state=step.to,
        opened_on=on,
        opened_by=recorder.name,
        opened_at=recorder.at,
        due_on=_due(kind, command.due_on, on),
        closed_on=on if step.closes else None,
        fields=values,
    )
    taken = WorkStep(
        number=command.idempotency_key,
        item=item.code,
        step=step.key,
        on=on,
        words=item.words,
        taken_by=recorder.name,
        taken_at=recorder.at,
        fields=values,
        signed=signed(step, command.signed, recorder.name),
    )
    return _kept(context, recorder, kind, item, taken)


def advance_item(context: WorkContext, recorder: Recorder, command: AdvanceWorkItem) -> Taken:
    """Return the step with the item after it and what follows.

    Raises UnknownWorkItem, StepNotPossible, NotAllowedToRecord, DutiesNotSeparated, BadRequest for a day before the
    item's, CycleClosed, ChildrenNotReady, ProportionNotMet, NotOnList, SealBroken, GateClosed, QuotaSpent,
    TooEarly, TooManyTopMarks, and what `filled` and a recorded fact raise.
    """
    item = context.item(command.item)
    kind = context.kind(item.kind)
    step = _possible(kind, item, command.step)
    _may(recorder, kind, step)
    on = _day_of_step(context, item, command.on)
    check_parent_state(context, kind, step, item.parent)
    check_children(context, kind, item, step)
    values = filled(context, step, command.fields, on)
    check_seals(step, item.fields, values, on)
    check_lists(context, kind, step, item.parent, values)
    due = optional_day(command.due_on, "due_on") or item.due_on
    fields = {**without_gates(item.fields), **values}
    closed_on = on if step.closes else None
    after = changed(item, {"state": step.to, "due_on": due, "closed_on": closed_on, "fields": fields})
    taken = WorkStep(
        number=command.idempotency_key,
        item=item.code,
        step=step.key,
        on=on,
        words=text(command.words, "words"),
        taken_by=recorder.name,
        taken_at=recorder.at,
        fields=values,
        signed=signed(step, command.signed, recorder.name),
    )
    _check_apart(context, kind, step, taken)
    check_waited(context, step, taken)
    earlier = [one for one in context.steps(item.code) if one.step in step.replaces]
    reason = f"由“{step.title}”更新"
    reversals = taken_back(context, recorder, earlier, command.idempotency_key, reason)
    return _kept(context, recorder, kind, after, taken, reversals)


def withdraw_item(context: WorkContext, recorder: Recorder, command: WithdrawWorkItem) -> Taken:
    """Return the item withdrawn, and the reversal of every fact that followed from it and stands.

    Who may open it may withdraw it. Raises UnknownWorkItem, StepNotPossible, BadRequest without a reason, CycleClosed.
    """
    item = context.item(command.item)
    kind = context.kind(item.kind)
    _may(recorder, kind, kind.opening)
    if item.state == WITHDRAWN:
        raise StepNotPossible(f"“{item.code}”已经撤回：不能再撤。", field="item")
    if not command.reason.strip():
        raise BadRequest(f"撤回 {item.code} 没有写理由：请写明为什么撤回。", field="reason")
    on = _day_of_step(context, item, command.on)
    reason = text(command.reason, "reason")
    reversals = taken_back(context, recorder, context.steps(item.code), command.idempotency_key, reason)
    step = WorkStep(command.idempotency_key, item.code, WITHDRAW, on, reason, recorder.name, recorder.at)
    return context.keep(Taken(replace(item, state=WITHDRAWN, closed_on=on), step, reversals=reversals))


def _kept(
    context: WorkContext,
    recorder: Recorder,
    kind: Kind,
    item: WorkItem,
    step: WorkStep,
    reversals: tuple[Reversal, ...] = (),
) -> Taken:
    item, step = through_gates(context, kind, item, step)
    item = through_quotas(context, kind, item, step)
    if step.step in kind.by_key:
        check_top_shares(context, kind, kind.by_key[step.step], item)
    facts = (
        *facts_following(context.facts, recorder, kind, item, step),
        *facts_of_excuse(context, recorder, kind, item, step),
    )
    numbers = tuple(fact.number for fact in facts)
    return context.keep(Taken(item, changed(step, {"facts": numbers}) if numbers else step, facts, reversals))


def taken_back(
    context: WorkContext, recorder: Recorder, steps: Iterable[WorkStep], key: str, reason: str
) -> tuple[Reversal, ...]:
    """Return the reversal of every fact that followed from these steps and stands. Raises CycleClosed."""
    numbers = [number for step in steps for number in step.facts]
    standing = [stored for number in numbers if (stored := context.facts.fact(number)) and stored.reversal is None]
    return tuple(
        context.facts.reverse(
            Reversal(
                f"{key}#{stored.fact.number}",
                stored.fact.number,
                _open_cycle_of(context, stored.fact.period).code,
                reason,
                recorder.name,
                recorder.at,
            )
        )
        for stored in reversed(standing)
    )


def _check_apart(context: WorkContext, kind: Kind, step: Step, taken: WorkStep) -> None:
    """Whoever took the one step neither takes the other nor is the only one to sign it."""
    hands = {one.taken_by for one in context.steps(taken.item) if step.apart_from and one.step == step.apart_from}
    if hands and not {taken.taken_by, *taken.signed} - hands:
        first, whose = kind.by_key[step.apart_from].title, "、".join(sorted(hands))
        sentence = f"“{taken.item}”的“{first}”由 {whose} 办理，“{step.title}”须由别人办或签署：请换一人。"
        raise DutiesNotSeparated(sentence, field="step", details={"apart_from": step.apart_from})


def _may(recorder: Recorder, kind: Kind, step: Step) -> None:
    if not recorder.may(step.by):
        sentence = f"{recorder.name} 不能办理“{kind.title}”的“{step.title}”：只有角色 {step.by} 可以，请由该角色办理。"
        raise NotAllowedToRecord(sentence, details={"role": step.by})


def _possible(kind: Kind, item: WorkItem, key: str) -> Step:
    step = kind.by_key.get(key)
    if step is None or item.state not in step.origins:
        possible = {one.key: one for one in kind.from_state(item.state)}
        known = "、".join(f"{step.key}（{step.title}）" for step in possible.values()) or "（没有，已经办完）"
        sentence = f"“{item.code}”现为“{kind.state_title(item.state)}”，不能办“{shown(key)}”：可办的有 {known}。"
        raise StepNotPossible(sentence, field="step", details={"state": item.state, "steps": ",".join(possible)})
    return step


def _check_code(context: WorkContext, written: str) -> None:
    if not code(written, "code").strip():
        raise BadRequest("工作事项没有编号：请取一个全市唯一的编号。", field="code")
    if context.has(written):
        raise AlreadyExists(f"工作事项 {written} 已经登记：请另取编号，或在其上办理。", field="code")


def _check_organization(context: WorkContext, kind: Kind, organization: str, on: date) -> None:
    kinds = context.facts.registry.kinds_on(organization, on)
    if not kinds:
        sentence = f"{shown(organization)} 在 {on} 不在名册上：请核对代码或日期。"
        raise UnknownSubject(sentence, field="organization")
    if not kinds & set(kind.subjects):
        sentence = f"“{kind.title}”属于{title(*kind.subjects)}，{organization} 是{title(*sorted(kinds))}：请核对。"
        raise WrongKind(sentence, field="organization")


def _check_parent(context: WorkContext, kind: Kind, parent: str) -> None:
    if not kind.parent:
        if parent:
            raise BadRequest(f"“{kind.title}”不挂在别的事项下，这里写了“{shown(parent)}”：请删去。", field="parent")
        return
    above = context.item(parent, "parent")
    if above.kind != kind.parent:
        sentence = f"“{kind.title}”应挂在“{context.kind(kind.parent).title}”下，{parent} 不是：请核对编号。"
        raise WrongKind(sentence, field="parent")
    if above.closed_on:
        sentence = f"“{kind.title}”所挂的 {parent} 已于 {above.closed_on} 办完：不能再加，请另开一件。"
        raise StepNotPossible(sentence, field="parent")


def _day_of_step(context: WorkContext, item: WorkItem, written: str) -> date:
    on = day(written, "on")
    if on < item.opened_on:
        sentence = f"{on} 早于“{item.code}”登记的 {item.opened_on}：请核对日期。"
        raise BadRequest(sentence, field="on")
    _open_cycle_of(context, str(on.year))
    return on


def _open_cycle_of(context: WorkContext, period: str) -> Cycle:
    cycle, _ = context.facts.open_period(period)
    return cycle


def _due(kind: Kind, written: str, on: date) -> date | None:
    named = optional_day(written, "due_on")
    if named and named < on:
        raise BadRequest(f"期限 {named} 早于登记之日 {on}：请核对。", field="due_on")
    return named or (on + timedelta(days=kind.due_days) if kind.due_days else None)
