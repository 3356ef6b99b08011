"""Recording facts of every kind: what must hold before a command becomes one."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Protocol

from biaochi_chassis.foundation.making import make
from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.commands import About, GrantHonour
from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.decision import Admitted, DecisionContext, Recorder, Takers
from biaochi_assessment.domain.facts import HONOUR, REGISTERED, RUNG, Fact
from biaochi_assessment.domain.models import Accept
from biaochi_assessment.domain.particulars import check_day, check_particulars
from biaochi_assessment.domain.refusals import (
    AlreadyExists,
    InputIsDerived,
    NotAllowedToRecord,
    UnknownIndicator,
    UnknownOrganization,
    UnknownSubject,
    WrongCadence,
    WrongKind,
)
from biaochi_assessment.domain.together import check_together
from biaochi_assessment.domain.values import code, day, text
from biaochi_assessment.domain.wording import title

Reader = Callable[[str, str], object]
"""Reads what was written in a field of this name."""

_TEXTS = ("clause", "note", "reason", "evidence", "title")
_CODES = ("case", "department", "level", "choice", "panel", "rater", "rung", "task", "share")
_DAYS = ("occurred_on", "due_on")
_READERS: Sequence[tuple[Reader, Sequence[str]]] = ((text, _TEXTS), (code, _CODES), (day, _DAYS))


class Judged(Protocol):
    """A command about a subject, an indicator and a period."""

    @property
    def subject(self) -> str:
        """Code of the assessed organization or person."""

    @property
    def indicator(self) -> str:
        """Key of the indicator in the model."""

    @property
    def period(self) -> str:
        """Code of the period."""


def fact_of(
    admitted: Admitted,
    command: About,
    recorder: Recorder,
    amount: Decimal | None = None,
    points: Decimal | None = None,
) -> Fact:
    """Return the fact of a command. Raises BadRequest, NotADate."""
    readers, values = _said_by(type(command))  # type: ignore[arg-type]  # mypy does not see that a class is hashable
    said: dict[str, Any] = {
        name: read(written, name) for (name, read), written in zip(readers, values(command), strict=True) if written
    }
    if said.get("clause") == admitted.accepts[0].clause:
        del said["clause"]
    said |= admitted.alike
    said |= {
        "number": command.idempotency_key,
        "subject": command.subject,
        "recorded_by": recorder.name,
        "recorded_at": recorder.at,
        "signed": tuple([code(one, "signed") for one in command.signed]),
        "owners": getattr(command, "owners", 0),
        "raised": getattr(command, "raised", False),
        "amount": amount,
        "points": points,
    }
    return make(Fact, said)


@cache
def _said_by(kind: type[Any]) -> tuple[Sequence[tuple[str, Reader]], Callable[[About], tuple[str, ...]]]:
    """What commands of a kind say beside their amounts with how each is read, and what finds all of it."""
    own = {one.name for one in fields(kind)}
    readers = [(name, read) for read, names in _READERS for name in names if name in own]
    return readers, attrgetter(*(name for name, _ in readers))


def admit(context: DecisionContext, recorder: Recorder, kind: str, command: Judged) -> Admitted:
    """Find the cycle, the models and the indicator of a command: what it is for is decided here, once.

    Raises UnknownPeriod, CycleClosed, UnknownSubject, UnknownIndicator, WrongKind, InputIsDerived, WrongCadence,
    NotAllowedToRecord.
    """
    cycle, period = context.open_period(command.period)
    kinds = _kinds_of_subject(context, command.subject, period)
    alike = kind, command.indicator, period.code, kinds
    if alike not in context.admitted:
        takers = _of_kind(kind, _judging(context, cycle, command.indicator, kinds))
        context.admitted[alike] = Admitted(cycle, period, _of_cadence(takers, cycle, period))
    admitted = context.admitted[alike]
    for accept in admitted.accepts:
        allowed(recorder, accept)
    return admitted


def allowed(recorder: Recorder, accept: Accept) -> None:
    """Raise NotAllowedToRecord unless the recorder has the role the model asks for."""
    if not recorder.may(accept.recorded_by):
        sentence = f"{recorder.name} 不能登记{accept.named}：只有角色 {accept.recorded_by} 可以，请由该角色登记。"
        raise NotAllowedToRecord(sentence, details={"role": accept.recorded_by})


def record(context: DecisionContext, recorder: Recorder, command: About) -> Fact:
    """Return the fact of a command that needs no more than what every fact needs.

    Raises what `admit`, `optional_amount` and `kept` raise.
    """
    admitted = admit(context, recorder, command.kind, command)
    amount = admitted.amount(getattr(command, "amount", ""))
    return kept(context, admitted, fact_of(admitted, command, recorder, amount))


def kept(context: DecisionContext, admitted: Admitted, fact: Fact) -> Fact:
    """Enter the fact.

    Raises OutsidePeriod, what `check_particulars` and `check_together` raise, AlreadyExists while its place is taken.
    """
    check_day(admitted.period, fact)
    for accept in admitted.accepts:
        check_particulars(accept, fact)
    place_free(context, fact)
    for model, accept in admitted.takers:
        check_together(context, admitted.cycle, model, accept, fact)
    return context.keep(fact)


def grant_honour(context: DecisionContext, recorder: Recorder, command: GrantHonour) -> Fact:
    """Return the honour of any organization that existed in the cycle. Raises UnknownOrganization, WrongCadence."""
    cycle, period = context.open_period(command.period)
    if period != cycle.whole:
        raise WrongCadence(f"荣誉登记在整个考核周期上，不是 {period.code}：请写 {cycle.code}。", field="period")
    if not context.registry.organization_within(command.organization, period):
        raise UnknownOrganization(missing(context, command.organization, period), field="organization")
    if not command.title.strip():
        raise BadRequest("荣誉没有名称：请写明称号，如“示范点”。", field="title")
    return context.keep(
        Fact(
            number=command.idempotency_key,
            kind=HONOUR,
            subject=command.organization,
            indicator="",
            cycle=cycle.code,
            period=period.code,
            recorded_by=recorder.name,
            recorded_at=recorder.at,
            title=text(command.title, "title"),
            level=code(command.level, "level"),
            occurred_on=day(command.granted_on, "granted_on"),
            note=text(command.note, "note"),
        )
    )


def unknown_indicator(cycle: Cycle, indicator: str) -> UnknownIndicator:
    """Return the refusal of an indicator that no model of the cycle has."""
    sentence = f"考核周期 {cycle.code} 所用的模型没有指标“{shown(indicator)}”：请对照模型的指标清单。"
    return UnknownIndicator(sentence, field="indicator")


def place_free(context: DecisionContext, fact: Fact) -> None:
    """Raise AlreadyExists while another fact stands in the place of this one."""
    if number := context.standing(fact.slot):
        sentence = (
            f"{fact.subject} 在 {fact.period} 的指标 {fact.indicator} 已有登记（编号 {number}）："
            "事实不可修改，请先冲销原登记，再重新登记。"
        )
        raise AlreadyExists(sentence, details={"fact": number})


def missing(context: DecisionContext, subject: str, period: Period) -> str:
    """Return the sentence about an organization or person that is not there in a period."""
    if context.registry.knows(subject):
        return (
            f"{subject} 在 {period.code} 期间不存在（组织已撤并，或人员其时既不参加考核、也不任职）："
            "请核对时段，或改为当时存在的考核对象。"
        )
    return f"没有代码为“{shown(subject)}”的组织、党员或任职者：请先在名册中登记，或核对代码。"


def _kinds_of_subject(context: DecisionContext, subject: str, period: Period) -> frozenset[str]:
    kinds = context.registry.kinds_within(subject, period)
    if not kinds:
        raise UnknownSubject(missing(context, subject, period), field="subject")
    return kinds


def _judging(context: DecisionContext, cycle: Cycle, indicator: str, subject_kinds: frozenset[str]) -> Takers:
    takers = context.takers(cycle, indicator)
    if not takers:
        raise unknown_indicator(cycle, indicator)
    if judging := [(model, accept) for model, accept in takers if not subject_kinds.isdisjoint(model.subject_kinds)]:
        return judging
    kinds = title(*(kind for model, _ in takers for kind in model.subject_kinds))
    sentence = f"指标“{indicator}”考核的是{kinds}，不是{title(*sorted(subject_kinds))}：请核对考核对象或指标。"
    raise WrongKind(sentence, field="subject")


def _of_kind(kind: str, takers: Takers) -> Takers:
    if chosen := [(model, accept) for model, accept in takers if accept.kind == kind]:
        return chosen
    _, accept = takers[0]
    if accept.kind == REGISTERED:
        sentence = f"{accept.named}读自名册，不能直接登记：请在名册上登记或改正组织、党员、职务。"
        raise InputIsDerived(sentence, field="indicator")
    sentence = f"{accept.named}接受的事实种类是{title(accept.kind)}，不是{title(kind)}：请改用对应的登记方式。"
    raise WrongKind(sentence, field="indicator")


def _of_cadence(takers: Takers, cycle: Cycle, period: Period) -> Takers:
    if chosen := [(model, accept) for model, accept in takers if period.cadence in _cadences(accept, cycle)]:
        return chosen
    _, accept = takers[0]
    cadences = _cadences(accept, cycle)
    sentence = (
        f"{accept.named}按{title(*cadences)}登记，{period.code} 是{title(period.cadence)}：请改用相应长度的时段。"
    )
    raise WrongCadence(sentence, field="period", details={"cadences": ",".join(cadences)})


def _cadences(accept: Accept, cycle: Cycle) -> tuple[str, ...]:
    return (cycle.whole.cadence,) if accept.kind == RUNG else accept.cadences
