"""What a rule sees besides its own inputs: the earlier outcomes of its cycle, and the linked ones of other models."""

from collections.abc import Mapping, Sequence

from biaochi_sdk.terms.links import Linked, Relatives
from biaochi_sdk.values.errors import EvaluationRefused
from biaochi_sdk.values.outcome import Outcome
from biaochi_sdk.values.periods import Period, period


class Past:
    """What was before one period, checked to be of its cycle and in order."""

    def __init__(
        self,
        evaluated: Period,
        before: Sequence[Outcome],
        opening: Mapping[str, str],
        rungs: Sequence[str],
        linked: Mapping[str, Linked] | None = None,
    ) -> None:
        """Refuse an outcome that is of another cycle, out of order or later, and an opening rung nobody knows."""
        self.evaluated, self.before, self.opening, self.rungs = evaluated, before, opening, rungs
        self.relatives = Relatives(linked or {})
        closes = [period(outcome.period).close for outcome in before]
        if closes != sorted(set(closes)):
            given = ", ".join(outcome.period for outcome in before)
            sentence = f"此前的结果 {given} 次序不对：每个时段给一次，先结束的在前。"
            raise EvaluationRefused("PAST_OUT_OF_ORDER", sentence)
        for outcome in before:
            self._earlier(outcome)
        unknown = sorted(set(opening.values()) - set(rungs))
        if unknown and rungs:
            sentence = f"起始梯级“{unknown[0]}”不在 {'、'.join(rungs)} 之中：请给其中之一。"
            raise EvaluationRefused("UNKNOWN_RUNG", sentence)
        before_this = evaluated.previous()
        code = before_this.code if before_this else None
        self.last = next((outcome for outcome in before if outcome.period == code), None)

    def _earlier(self, outcome: Outcome) -> None:
        span = period(outcome.period)
        if span.year != self.evaluated.year or span.close >= self.evaluated.close:
            sentence = f"{outcome.period} 的结果不在同一周期的 {self.evaluated.code} 之前：请去掉。"
            raise EvaluationRefused("NOT_PAST", sentence)

    def held(self, subjects: Sequence[str], since: str) -> list[str]:
        """The rungs at the opening, or of the newest outcome that has the subject."""
        lowest = self.rungs[0]
        rungs = (
            [self.opening.get(subject, lowest) for subject in subjects] if self.opening else [lowest] * len(subjects)
        )
        for outcome in self.before if since == "latest" else ():
            rungs = [later or rung for later, rung in zip(outcome.rungs(subjects), rungs, strict=True)]
        return rungs

    def streaks(self, subjects: Sequence[str], key: str) -> list[int]:
        """The counts a streak had in the period just before; 0 where that period or a subject is missing from it."""
        return [int(count or 0) for count in self.prior(subjects, key)]

    def prior(self, subjects: Sequence[str], key: str) -> list[str | None]:
        """A node's value in the period just before; None where that period or a subject is missing from it."""
        return self.last.said(subjects, key) if self.last else [None] * len(subjects)

    def over(self, cadence: str) -> list[Outcome]:
        """The earlier outcomes of a shorter cadence inside the evaluated period."""
        return [
            item for item in self.before if item.cadence == cadence and self.evaluated.contains(period(item.period))
        ]

    def histories(self, subjects: Sequence[str], cadence: str, key: str) -> list[tuple[str | None, ...]]:
        """A node's values in those outcomes by subject, oldest first; none where one is not judged."""
        said = [outcome.said(subjects, key) for outcome in self.over(cadence)]
        return list(zip(*said, strict=True)) if said else [()] * len(subjects)

    def values(self, subject: str, cadence: str, key: str) -> list[str]:
        """A node's judged values in those outcomes that have the subject."""
        return [value for _, value in self.dated(subject, cadence, key)]

    def dated(self, subject: str, cadence: str, key: str) -> list[tuple[str, str]]:
        """The same, each with the code of its period."""
        here = [outcome for outcome in self.over(cadence) if subject in outcome.sheets]
        values = ((outcome.period, outcome.sheets[subject].values.get(key)) for outcome in here)
        return [(code, value) for code, value in values if value is not None]
