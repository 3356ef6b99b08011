"""What the values of a run rest on that does not stand on its sheets: computed for a period when somebody opens it."""

from biaochi_sdk.graph.sight import Sight
from biaochi_sdk.values.errors import EvaluationRefused
from biaochi_sdk.words.explanation import NOTHING_SEEN, Seen

from biaochi_scoring.domain.cycles import Period
from biaochi_scoring.domain.judging import RunContext, State


class Sights:
    """The sights of one run as it is stored."""

    def __init__(self, context: RunContext, state: State) -> None:
        """Compute nothing yet."""
        self._context = context
        self._state = state
        self._sights: dict[str, Sight | None] = {}

    def seen(self, period: Period, subject: str) -> Seen:
        """What a subject's values in a period were made of that does not stand on its sheet; nothing unless judged."""
        if period.code not in self._sights:
            self._sights[period.code] = self._sight(period)
        sight = self._sights[period.code]
        return sight.of(subject) if sight is not None and subject in sight.subjects else NOTHING_SEEN

    def _sight(self, period: Period) -> Sight | None:
        outcome, context = self._state.outcomes.get(period.code), self._context
        if outcome is None or period.code in self._state.unjudged:
            return None
        subjects = [code for code in outcome.subjects if (period.code, code) in self._state.inputs]
        inputs = [self._state.inputs[period.code, code].inputs for code in subjects]
        codes, outcomes = [one.code for one in context.periods], self._state.outcomes
        earlier = [outcomes[code] for code in codes[: codes.index(period.code)] if code in outcomes]
        try:
            return context.graph.sight(
                period.code, subjects, inputs, earlier, context.opening, context.links.of(period)
            )
        except EvaluationRefused:  # what it was made of is there no longer, as another model's results
            return None
