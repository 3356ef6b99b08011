"""Which supposed facts a model takes: refused with the codes under which such a fact is refused at intake."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.graph.evaluation import Cohort
from biaochi_sdk.graph.graph import Accept, Graph, due
from biaochi_sdk.inputs.fitting import measured
from biaochi_sdk.values.errors import FactRefused

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.facts import Fact, given
from biaochi_scoring.domain.models import OPENING_RUNG
from biaochi_scoring.domain.refusals import UnknownPeriod
from biaochi_scoring.domain.refused_facts import (
    AlreadyCompleted,
    AlreadyExists,
    AlreadyRated,
    NotTaken,
    RatingNotDue,
    UnknownIndicator,
    UnknownSubject,
    UnknownTask,
)


@dataclass(frozen=True)
class Admission:
    """Admits facts to a cycle under a model, with the cohorts of the judged periods."""

    cycle: Cycle
    graph: Graph
    cohorts: Mapping[str, Cohort]

    def fits(self, fact: Fact) -> tuple[bool, bool]:
        """Whether the model takes the fact's indicator, and whether it judges its subject."""
        taken = any(accept.indicator == fact.indicator for accept in self.graph.accepts)
        judged = any(fact.subject in cohort.rows for cohort in self.cohorts.values())
        return taken or (fact.indicator == OPENING_RUNG and bool(self.graph.rungs)), judged

    def admit(self, fact: Fact, standing: Collection[Fact]) -> Sequence[Fact]:
        """The fact as the log would hold it next to the subject's standing facts; a task issued and completed is two.

        Raises UnknownPeriod, UnknownIndicator, UnknownSubject, RatingNotDue, UnknownTask, NotTaken for what the SDK
        does not take, and what stands in its place already.
        """
        period = self.cycle.period(fact.period)
        if period is None:
            raise UnknownPeriod(fact.period, [one.code for one in self.cycle.periods])
        if fact.indicator == OPENING_RUNG and self.graph.rungs:
            return [self._rung(fact, period, standing)]
        accept = self._accept(fact, period)
        fact = fact._replace(kind=fact.kind or accept.kind, share=accept.share or "")
        if not measured(accept):
            fact = fact._replace(amount="")
        elif not fact.amount and not fact.points:
            raise NotTaken("NOT_A_NUMBER", f"指标“{accept.title}”没有写数值：请写成 4.5 这样的数。")
        admitted, alongside = _as_recorded(fact, standing)
        self._check([*alongside, *admitted])
        self._check_place(fact, standing)
        return admitted

    def _check(self, facts: Sequence[Fact]) -> None:
        try:
            for taken in given(facts):
                self.graph.check(taken)
        except FactRefused as refused:
            raise NotTaken(refused.code, str(refused)) from None

    def _accept(self, fact: Fact, period: Period) -> Accept:
        accept = next((one for one in self.graph.accepts if one.indicator == fact.indicator), None)
        if accept is None:
            known = "、".join(one.indicator for one in self.graph.accepts)
            raise UnknownIndicator(f"模型没有指标“{fact.indicator}”：可用的有 {known}。", field="indicator")
        self._belongs(fact, period)
        return accept

    def _belongs(self, fact: Fact, period: Period) -> None:
        within = self.cycle.containing(period.code, self.graph.cadences)
        if not any(fact.subject in self.cohorts[one.code].rows for one in within):
            sentence = f"组织 {fact.subject} 在 {period.code} 不由本模型评判：请核对组织、时段，或改用评判它的模型。"
            raise UnknownSubject(sentence, field="subject")

    def _rung(self, fact: Fact, period: Period, standing: Collection[Fact]) -> Fact:
        if period != self.cycle.whole:
            sentence = f"起始台阶登记在整个周期上，不是 {period.code}：请写 {self.cycle.whole.code}。"
            raise NotTaken("WRONG_CADENCE", sentence)
        self._belongs(fact, period)
        choices = [rung.key for rung in self.graph.rungs]
        if fact.rung not in choices:
            raise NotTaken("UNKNOWN_CHOICE", f"没有梯级“{fact.rung}”：可选的有 {'、'.join(choices)}。")
        fact = fact._replace(kind="rung")
        _place_free(fact, standing)
        return fact

    def _check_place(self, fact: Fact, standing: Collection[Fact]) -> None:
        match fact.kind:
            case "rating":
                self._rated(fact, standing)
            case "check" | "choice" | "decision":
                _place_free(fact, standing)

    def _rated(self, fact: Fact, standing: Collection[Fact]) -> None:
        if any(other.rater == fact.rater for other in _alongside(fact, standing)):
            sentence = f"{fact.rater} 在 {fact.period} 已经评过 {fact.subject}：请同时冲销原评分。"
            raise AlreadyRated(sentence, field="rater")
        rotation = next((one for one in self.graph.rotations if one.indicator == fact.indicator), None)
        period = self.cycle.period(fact.period)
        if rotation is None or period is None:
            return
        cohort = self.cohorts.get(period.code)
        subjects = list(cohort.subjects) if cohort else []
        if (fact.rater, fact.subject) not in due(rotation, period.ordinal, subjects):
            sentence = f"{fact.period} 不该由 {fact.rater} 评 {fact.subject}：请改为轮到的评分组织。"
            raise RatingNotDue(sentence, field="rater")


@dataclass(frozen=True)
class Admissions:
    """Admits facts under the first of several models that takes the indicator and judges the subject."""

    rules: Sequence[Admission]

    def admit(self, fact: Fact, standing: Collection[Fact]) -> Sequence[Fact]:
        """As the model it is for; one that none takes is refused by the first."""
        return max(self.rules, key=lambda rule: rule.fits(fact)).admit(fact, standing)


def _as_recorded(fact: Fact, standing: Collection[Fact]) -> tuple[Sequence[Fact], Sequence[Fact]]:
    """The fact as the log would hold it, and what stands that the model must look at it with."""
    if fact.kind != "task":
        return [fact], ()
    if fact.points:
        return _issued(fact, standing), ()
    issued = _open_task(fact, standing)
    given = issued._replace(number=fact.number, recorded_by=fact.recorded_by, sequence=fact.sequence)
    return [given._replace(amount=fact.amount)], [issued]


def _issued(fact: Fact, standing: Collection[Fact]) -> Sequence[Fact]:
    if not fact.task or any(other.task == fact.task for other in standing):
        sentence = f"任务编号“{fact.task}”为空或已经下达：请另取编号，或同时冲销原任务。"
        raise AlreadyExists(sentence, field="task")
    issued = fact._replace(amount="")
    return [issued, fact._replace(number=f"{fact.number}-完成")] if fact.amount else [issued]


def _open_task(fact: Fact, standing: Collection[Fact]) -> Fact:
    named = [other for other in standing if other.kind == "task" and other.task == fact.task]
    issued = next((other for other in named if not other.completes), None)
    if issued is None:
        sentence = f"{fact.subject} 没有编号为“{fact.task}”的任务：请写明分值以下达任务，或核对编号。"
        raise UnknownTask(sentence, field="task")
    if len(named) > 1:
        raise AlreadyCompleted(f"任务 {fact.task} 已经办结：请同时冲销办结登记。", field="task")
    return issued


def _place_free(fact: Fact, standing: Collection[Fact]) -> None:
    for other in _alongside(fact, standing):
        sentence = (
            f"{fact.subject} 在 {fact.period} 的指标 {fact.indicator} 已有登记（编号 {other.number}）：请同时冲销它。"
        )
        raise AlreadyExists(sentence, field="indicator", details={"fact": other.number})


def _alongside(fact: Fact, standing: Collection[Fact]) -> list[Fact]:
    place = (fact.kind, fact.indicator, fact.period)
    return [other for other in standing if (other.kind, other.indicator, other.period) == place]
