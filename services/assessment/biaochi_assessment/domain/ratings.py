"""Ratings and ballots: who rates whom in a mutual round, and whether somebody may rate."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.commands import CastBallot, SubmitRating
from biaochi_assessment.domain.decision import Books, Cycle, Recorder
from biaochi_assessment.domain.facts import BALLOT, RATING, Fact, rating_slot
from biaochi_assessment.domain.models import Model, Rotation
from biaochi_assessment.domain.recording import Admitted, admit, kept, missing
from biaochi_assessment.domain.refusals import AlreadyRated, RatingNotDue, SelfRating, UnknownOrganization, WrongKind
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.titles import title
from biaochi_assessment.domain.values import told


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


def asked(cycle: Cycle, models: Sequence[Model], registry: Registry) -> list[RatingDue]:
    """Return all ratings the rotations of a cycle ask for, in order of turn; cohorts are drawn on last days."""
    found = (
        due for model in models for rotation in model.rotations for due in _asked(cycle, model, rotation, registry)
    )
    return sorted(found, key=attrgetter("turn", "indicator"))


def still_due(asked_for: Sequence[RatingDue], given: Container[str]) -> list[RatingDue]:
    """Return those not given yet; `given` holds the slots of ratings that stand."""
    return [due for due in asked_for if due.slot not in given]


def submit_rating(books: Books, recorder: Recorder, deed: SubmitRating) -> Fact:
    """Return the rating. Raises UnknownOrganization, SelfRating, RatingNotDue, AlreadyRated, and what `record` may."""
    admitted = admit(books, recorder, RATING, deed)
    _check_rater(books, admitted, deed)
    _check_due(books.registry, admitted, deed)
    fact = replace(admitted.fact(deed, recorder), amount=told(admitted.accept, deed.amount))
    if standing := books.standing(fact.slot):
        sentence = f"{deed.rater} 在 {deed.period} 已经评过 {deed.subject}（编号 {standing}）：如有误，请先冲销原评分。"
        raise AlreadyRated(sentence, details={"fact": standing})
    return kept(books, admitted, fact)


def cast_ballot(books: Books, recorder: Recorder, deed: CastBallot) -> Fact:
    """Return the ballot; the voter may cast another later. Raises UnknownOrganization, SelfRating, or as `record`."""
    admitted = admit(books, recorder, BALLOT, deed)
    _check_rater(books, admitted, deed)
    return kept(books, admitted, admitted.fact(deed, recorder))


def _asked(cycle: Cycle, model: Model, rotation: Rotation, registry: Registry) -> Iterator[RatingDue]:
    for period in cycle.periods:
        shifts = _shifts(rotation, period)
        cohort = registry.cohort(model.subject_kind, period.last_day) if shifts else ()
        for rater in cohort:
            for subject in followers(shifts, cohort, rater):
                yield RatingDue(rater, subject, rotation.indicator, period.code)


def _shifts(rotation: Rotation, period: Period) -> tuple[int, ...]:
    return rotation.turns.get(period.ordinal, ()) if period.cadence == rotation.cadence else ()


def _check_rater(books: Books, admitted: Admitted, deed: SubmitRating | CastBallot) -> None:
    if not books.registry.kinds_within(deed.rater, admitted.period):
        raise UnknownOrganization(missing(books, deed.rater, admitted.period), field="rater")
    if deed.rater == deed.subject:
        raise SelfRating(f"{deed.rater} 不能给自己评分：请改为别的考核对象。", field="subject")


def _check_due(registry: Registry, admitted: Admitted, deed: SubmitRating) -> None:
    rotation = next((one for one in admitted.model.rotations if one.indicator == deed.indicator), None)
    if rotation is None:
        return
    if admitted.model.subject_kind not in registry.kinds_within(deed.rater, admitted.period):
        sentence = f"{deed.rater} 不是{title(admitted.model.subject_kind)}，互评只在其间进行：请核对评分者。"
        raise WrongKind(sentence, field="rater")
    cohort = registry.cohort(admitted.model.subject_kind, admitted.period.last_day)
    due = followers(_shifts(rotation, admitted.period), cohort, deed.rater) if deed.rater in cohort else ()
    if deed.subject not in due:
        whom = f"本期轮到它评的是 {'、'.join(due)}，请改评其中之一。" if due else "本期没有轮到它评分。"
        sentence = f"{deed.period} 不该由 {deed.rater} 评 {deed.subject}：{whom}"
        raise RatingNotDue(sentence, field="subject", details={"due": ",".join(due)})
