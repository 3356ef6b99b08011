"""Ratings and ballots: who rates whom in a mutual round, and whether somebody may rate."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.commands import CastBallot, SubmitRating
from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.decision import Admitted, DecisionContext, Recorder
from biaochi_assessment.domain.facts import BALLOT, RATING, Fact, rating_slot
from biaochi_assessment.domain.models import Model, Rotation
from biaochi_assessment.domain.recording import admit, fact_of, kept, missing
from biaochi_assessment.domain.refusals import AlreadyRated, RatingNotDue, SelfRating, UnknownOrganization, WrongKind
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.wording import title


@dataclass(frozen=True, slots=True)
class RatingDue:
    """A rating that a rotation asks for."""

    rater: str
    subject: str
    indicator: str
    period: str

    @property
    def turn(self) -> tuple[str, str, str]:
        """Where it stands in a list of dues: by period, rater, subject."""
        return self.period, self.rater, self.subject

    @property
    def slot(self) -> str:
        """The slot a rating given stands in."""
        return rating_slot(self.indicator, self.period, self.rater, self.subject)


def followers(shifts: Sequence[int], cohort: Sequence[str], rater: str) -> tuple[str, ...]:
    """Return whom a rater of the cohort rates: those that many places further on, wrapping round.

    In a small cohort a shift may come round to the rater itself or to one already named; both are left out.
    """
    here = cohort.index(rater)
    rated = (cohort[(here + shift) % len(cohort)] for shift in shifts)
    return tuple(dict.fromkeys(code for code in rated if code != rater))


def all_due(cycle: Cycle, models: Sequence[Model], registry: Registry) -> list[RatingDue]:
    """Return all ratings the rotations of a cycle ask for, in order of turn; cohorts are drawn on last days."""
    found = (
        due for model in models for rotation in model.rotations for due in _due_by(cycle, model, rotation, registry)
    )
    return sorted(found, key=attrgetter("turn", "indicator"))


def still_due(owed: Sequence[RatingDue], given: Container[str]) -> list[RatingDue]:
    """Return those not given yet; `given` holds the slots of ratings that stand."""
    return [due for due in owed if due.slot not in given]


def submit_rating(context: DecisionContext, recorder: Recorder, command: SubmitRating) -> Fact:
    """Return the rating. Raises UnknownOrganization, SelfRating, RatingNotDue, AlreadyRated, and what `record` may."""
    admitted = admit(context, recorder, RATING, command)
    _check_rater(context, admitted, command)
    for model, _ in admitted.takers:
        _check_due(context.registry, admitted.period, model, command)
    fact = fact_of(admitted, command, recorder, admitted.amount(command.amount))
    if standing := context.standing(fact.slot):
        who = f"{command.rater} 在 {command.period} 已经评过 {command.subject}"
        sentence = f"{who}（编号 {standing}）：如有误，请先冲销原评分。"
        raise AlreadyRated(sentence, details={"fact": standing})
    return kept(context, admitted, fact)


def cast_ballot(context: DecisionContext, recorder: Recorder, command: CastBallot) -> Fact:
    """Return the ballot; the voter may cast another later. Raises UnknownOrganization, SelfRating, or as `record`."""
    admitted = admit(context, recorder, BALLOT, command)
    _check_rater(context, admitted, command)
    return kept(context, admitted, fact_of(admitted, command, recorder))


def _due_by(cycle: Cycle, model: Model, rotation: Rotation, registry: Registry) -> Iterator[RatingDue]:
    for period in cycle.periods:
        shifts = _shifts(rotation, period)
        cohort = registry.cohort_of(model.subject_kinds, period.last_day) if shifts else ()
        for rater in cohort:
            for subject in followers(shifts, cohort, rater):
                yield RatingDue(rater, subject, rotation.indicator, period.code)


def _shifts(rotation: Rotation, period: Period) -> tuple[int, ...]:
    return rotation.turns.get(period.ordinal, ()) if period.cadence == rotation.cadence else ()


def _check_rater(context: DecisionContext, admitted: Admitted, command: SubmitRating | CastBallot) -> None:
    if not context.registry.kinds_within(command.rater, admitted.period):
        raise UnknownOrganization(missing(context, command.rater, admitted.period), field="rater")
    if command.rater == command.subject:
        raise SelfRating(f"{command.rater} 不能给自己评分：请改为别的考核对象。", field="subject")


def _check_due(registry: Registry, period: Period, model: Model, command: SubmitRating) -> None:
    rotation = next((one for one in model.rotations if one.indicator == command.indicator), None)
    if rotation is None:
        return
    if registry.kinds_within(command.rater, period).isdisjoint(model.subject_kinds):
        sentence = f"{command.rater} 不是{title(*model.subject_kinds)}，互评只在其间进行：请核对评分者。"
        raise WrongKind(sentence, field="rater")
    cohort = registry.cohort_of(model.subject_kinds, period.last_day)
    due = followers(_shifts(rotation, period), cohort, command.rater) if command.rater in cohort else ()
    if command.subject not in due:
        whom = f"本期轮到它评的是 {'、'.join(due)}，请改评其中之一。" if due else "本期没有轮到它评分。"
        sentence = f"{command.period} 不该由 {command.rater} 评 {command.subject}：{whom}"
        raise RatingNotDue(sentence, field="subject", details={"due": ",".join(due)})
