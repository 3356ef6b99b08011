"""Recording entries, checks, vetoes, opening rungs and honours: what must hold before a fact is one."""

from dataclasses import dataclass, replace
from typing import Protocol

from biaochi_chassis.refused import BadRequest, shown

from biaochi_assessment.domain.amounts import accepted, day
from biaochi_assessment.domain.books import Books, Cycle, Recorder
from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.deeds import Entry, GrantHonour, RecordCheck, RecordLedgerEntry, RecordRung, RecordVeto
from biaochi_assessment.domain.facts import CHECK, HONOUR, LEDGER, RUNG, VETO, Fact
from biaochi_assessment.domain.models import Accept, Model
from biaochi_assessment.domain.refusals import (
    AlreadyExists,
    NotAllowedToRecord,
    UnknownIndicator,
    UnknownOrganization,
    UnknownSubject,
    WrongCadence,
    WrongKind,
)
from biaochi_assessment.domain.titles import title
from biaochi_assessment.domain.words import code, text


class Judged(Protocol):
    """A deed about a subject, an indicator and a period."""

    @property
    def subject(self) -> str:
        """Code of the assessed organization or person."""

    @property
    def indicator(self) -> str:
        """Key of the indicator in the model."""

    @property
    def period(self) -> str:
        """Code of the period."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """Where a deed belongs, once all rules that every fact obeys have been kept."""

    cycle: Cycle
    period: Period
    model: Model
    accept: Accept

    def fact(self, number: str, deed: Judged, recorder: Recorder) -> Fact:
        """Return the bare fact; its own fields are still to be filled."""
        return Fact(
            number=number,
            kind=self.accept.kind,
            subject=deed.subject,
            indicator=deed.indicator,
            cycle=self.cycle.code,
            period=deed.period,
            recorded_by=recorder.name,
            recorded_at=recorder.at,
            clause=self.accept.clause,
        )


def admit(books: Books, recorder: Recorder, kind: str, deed: Judged) -> Admitted:
    """Find the cycle, model and indicator of a deed.

    Raises UnknownPeriod, CycleClosed, UnknownSubject, UnknownIndicator, WrongKind, WrongCadence, NotAllowedToRecord.
    """
    cycle, period = books.open_period(deed.period)
    kinds = _kinds_of_subject(books, deed.subject, period)
    model, accept = _accepting(books, cycle, deed.indicator, kinds)
    if accept.kind != kind:
        sentence = f"{_named(accept)}接受的事实种类是{title(accept.kind)}，不是{title(kind)}：请改用对应的登记方式。"
        raise WrongKind(sentence, field="indicator")
    _check_cadence(accept, cycle, period)
    allowed(recorder, accept)
    return Admitted(cycle, period, model, accept)


def allowed(recorder: Recorder, accept: Accept) -> None:
    """Raise NotAllowedToRecord unless the recorder has the role the model asks for."""
    if not recorder.may(accept.recorded_by):
        sentence = f"{recorder.name} 不能登记{_named(accept)}：只有角色 {accept.recorded_by} 可以，请由该角色登记。"
        raise NotAllowedToRecord(sentence, details={"role": accept.recorded_by})


def record_ledger_entry(books: Books, recorder: Recorder, deed: RecordLedgerEntry) -> Fact:
    """Return the ledger entry. Any number of them may stand. Raises what `admit` and `accepted` raise."""
    return books.keep(_entry(books, recorder, LEDGER, deed))


def record_check(books: Books, recorder: Recorder, deed: RecordCheck) -> Fact:
    """Return the check. Raises AlreadyExists while one of the same subject, indicator and period stands."""
    fact = _entry(books, recorder, CHECK, deed)
    place_free(books, fact)
    return books.keep(fact)


def record_veto(books: Books, recorder: Recorder, deed: RecordVeto) -> Fact:
    """Return the veto fact; it has no amount."""
    bare = admit(books, recorder, VETO, deed).fact(deed.idempotency_key, deed, recorder)
    return books.keep(_described(bare, deed))


def record_rung(books: Books, recorder: Recorder, deed: RecordRung) -> Fact:
    """Return the opening rung of a subject in a cycle. Raises AlreadyExists while one stands, BadRequest."""
    admitted = admit(books, recorder, RUNG, deed)
    titles = {choice.key: choice.title for choice in admitted.accept.choices}
    if deed.rung not in titles:
        choices = "、".join(f"{key}（{title}）" for key, title in titles.items())
        sentence = f"{_named(admitted.accept)}没有梯级“{shown(deed.rung)}”：可选的有 {choices}。"
        raise BadRequest(sentence, field="rung", details={"choices": ",".join(titles)})
    bare = admitted.fact(deed.idempotency_key, deed, recorder)
    fact = replace(
        bare, rung=deed.rung, clause=text(deed.clause, "clause") or bare.clause, note=text(deed.note, "note")
    )
    place_free(books, fact)
    return books.keep(fact)


def grant_honour(books: Books, recorder: Recorder, deed: GrantHonour) -> Fact:
    """Return the honour of any organization that existed in the cycle. Raises UnknownOrganization, WrongCadence."""
    cycle, period = books.open_period(deed.period)
    if period != cycle.whole:
        raise WrongCadence(f"荣誉登记在整个考核周期上，不是 {period.code}：请写 {cycle.code}。", field="period")
    if not books.registry.organization_within(deed.organization, period):
        raise UnknownOrganization(missing(books, deed.organization, period), field="organization")
    if not deed.title.strip():
        raise BadRequest("荣誉没有名称：请写明称号，如“示范点”。", field="title")
    return books.keep(
        Fact(
            number=deed.idempotency_key,
            kind=HONOUR,
            subject=deed.organization,
            indicator="",
            cycle=cycle.code,
            period=period.code,
            recorded_by=recorder.name,
            recorded_at=recorder.at,
            title=text(deed.title, "title"),
            level=code(deed.level, "level"),
            occurred_on=day(deed.granted_on, "granted_on"),
            note=text(deed.note, "note"),
        )
    )


def place_free(books: Books, fact: Fact) -> None:
    """Raise AlreadyExists while another fact stands in the place of this one."""
    if number := books.standing(fact.slot):
        sentence = (
            f"{fact.subject} 在 {fact.period} 的指标 {fact.indicator} 已有登记（编号 {number}）："
            "事实不可修改，请先冲销原登记，再重新登记。"
        )
        raise AlreadyExists(sentence, details={"fact": number})


def missing(books: Books, subject: str, period: Period) -> str:
    """Return the sentence about an organization or person that is not there in a period."""
    if books.registry.knows(subject):
        return (
            f"{subject} 在 {period.code} 期间不存在（组织已撤并，或人员其时既不参加考核、也不任职）："
            "请核对时段，或改为当时存在的考核对象。"
        )
    return f"没有代码为“{shown(subject)}”的组织、党员或任职者：请先在名册中登记，或核对代码。"


def _entry(books: Books, recorder: Recorder, kind: str, deed: Entry) -> Fact:
    admitted = admit(books, recorder, kind, deed)
    amount = accepted(admitted.accept, deed.amount)
    return _described(replace(admitted.fact(deed.idempotency_key, deed, recorder), amount=amount), deed)


def _described(bare: Fact, deed: Entry | RecordVeto) -> Fact:
    return replace(
        bare,
        clause=text(deed.clause, "clause") or bare.clause,
        case=code(deed.case, "case"),
        evidence=text(deed.evidence, "evidence"),
        note=text(deed.note, "note"),
        occurred_on=day(deed.occurred_on, "occurred_on"),
    )


def _kinds_of_subject(books: Books, subject: str, period: Period) -> frozenset[str]:
    kinds = books.registry.kinds_within(subject, period)
    if not kinds:
        raise UnknownSubject(missing(books, subject, period), field="subject")
    return kinds


def _accepting(books: Books, cycle: Cycle, indicator: str, subject_kinds: frozenset[str]) -> tuple[Model, Accept]:
    takers = books.takers(cycle, indicator)
    if not takers:
        sentence = f"考核周期 {cycle.code} 所用的模型没有指标“{shown(indicator)}”：请对照模型的指标清单。"
        raise UnknownIndicator(sentence, field="indicator")
    for model, accept in takers:
        if model.subject_kind in subject_kinds:
            return model, accept
    kinds = title(*(model.subject_kind for model, _ in takers))
    sentence = f"指标“{indicator}”考核的是{kinds}，不是{title(*sorted(subject_kinds))}：请核对考核对象或指标。"
    raise WrongKind(sentence, field="subject")


def _check_cadence(accept: Accept, cycle: Cycle, period: Period) -> None:
    cadences = (cycle.whole.cadence,) if accept.kind == RUNG else accept.cadences
    if period.cadence not in cadences:
        sentence = (
            f"{_named(accept)}按{title(*cadences)}登记，{period.code} 是{title(period.cadence)}：请改用相应长度的时段。"
        )
        raise WrongCadence(sentence, field="period", details={"cadences": ",".join(cadences)})


def _named(accept: Accept) -> str:
    return f"指标“{accept.title or accept.indicator}”"
