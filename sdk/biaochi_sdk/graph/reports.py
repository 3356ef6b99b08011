"""Reports over results and marks that score nothing themselves: concordance, severity, same marks, who moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from biaochi_sdk.values.exact import exact
from biaochi_sdk.values.facts import Fact
from biaochi_sdk.values.outcome import Outcome

Chosen = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Concordance:
    """Who two ratings both chose, who only one of them, and whom the second does not know."""

    both: tuple[str, ...]
    first_only: tuple[str, ...]
    second_only: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def share(self) -> tuple[int, int]:
        """How many of those the first chose the second chose too, as in 33 of 33."""
        return len(self.both), len(self.both) + len(self.first_only)


def concordance(first: Chosen, second: Chosen) -> Concordance:
    """Compare who was chosen by two ratings, say five-star organs and those rated excellent elsewhere."""
    chosen = sorted(subject for subject, yes in first.items() if yes)
    known = [subject for subject in chosen if subject in second]
    return Concordance(
        tuple(subject for subject in known if second[subject]),
        tuple(subject for subject in known if not second[subject]),
        tuple(sorted(subject for subject, yes in second.items() if yes and not first.get(subject))),
        tuple(subject for subject in chosen if subject not in second),
    )


@dataclass(frozen=True, slots=True)
class Severity:
    """A rater's mean against the mean of all marks; below 0 is severe."""

    rater: str
    marks: int
    above: Fraction


def severities(facts: Iterable[Fact]) -> tuple[Severity, ...]:
    """How each rater marks against all of them, the most severe first."""
    by_rater = _by_rater(facts)
    every = [mark for marks in by_rater.values() for mark in marks]
    if not every:
        return ()
    mean = sum(every, Fraction(0)) / len(every)
    found = [
        Severity(rater, len(marks), sum(marks, Fraction(0)) / len(marks) - mean) for rater, marks in by_rater.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.above, one.rater)))


def same_marks(facts: Iterable[Fact], at_least: int) -> tuple[str, ...]:
    """The raters who gave at least so many marks and all of them the same."""
    by_rater = _by_rater(facts)
    return tuple(sorted(r for r, marks in by_rater.items() if len(marks) >= at_least and len(set(marks)) == 1))


def too_many_top(facts: Iterable[Fact], top: Fraction, share: Fraction) -> tuple[str, ...]:
    """The raters whose ballot gives the top mark or a higher one to more than the allowed share of it."""
    by_rater = _by_rater(facts)
    return tuple(sorted(r for r, marks in by_rater.items() if sum(mark >= top for mark in marks) > share * len(marks)))


def _by_rater(facts: Iterable[Fact]) -> dict[str, list[Fraction]]:
    """The newest mark of each rater for each subject, input and period; a form of several dimensions has several."""
    newest = {
        (one.rater or "", one.subject, one.indicator, one.period): exact(one.amount) for one in facts if one.rater
    }
    found: dict[str, list[Fraction]] = {}
    for (rater, *_), mark in newest.items():
        found.setdefault(rater, []).append(mark)
    return found


@dataclass(frozen=True, slots=True)
class Moved:
    """A subject whose grade, rung or place is another in a second outcome."""

    subject: str
    grade: tuple[str | None, str | None]
    rung: tuple[str | None, str | None]
    ranks: tuple[tuple[str, int | None, int | None], ...]


def moved(before: Outcome, after: Outcome) -> tuple[Moved, ...]:
    """Who changes between two outcomes of one period, say of two versions of a model, before anybody publishes."""
    found = []
    for subject in before.subjects:
        one, other = before.sheets[subject], after.sheets.get(subject)
        if other is None:
            continue
        ranks = tuple((i, one.ranks[i], other.ranks.get(i)) for i in one.ranks if one.ranks[i] != other.ranks.get(i))
        if ranks or (one.grade, one.rung) != (other.grade, other.rung):
            found.append(Moved(subject, (one.grade, other.grade), (one.rung, other.rung), ranks))
    return tuple(found)
