"""What the values of a run rest on that does not stand on its sheets: computed for a period when somebody opens it."""

from biaochi_sdk.graph.sight import Sight
from biaochi_sdk.values.errors import EvaluationRefused
from biaochi_sdk.words.explanation import NOTHING_SEEN, Seen

from biaochi_scoring.domain.cycles import Period
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.judging.state import State


class Sights:
    """The sights of one run as it is stored."""

    def __init__(self, context: RunContext, state: State) -> None:
        """Compute nothing yet."""
        self._context = context
        self._state = state
        self._sights: dict[str, Sight | None] = {}

    def seen(self, period: Period, subject: str) -> Seen:
        """What a subject's values in a period were made of that does not stand on its sheet; nothing unless judged."""
        known = self._state.judgements.get(period.code)
        if known is None or period.code in self._state.unjudged or subject not in known.evaluation.cohort.rows:
            return NOTHING_SEEN
        if period.code not in self._sights:
            self._sights[period.code] = self._sight(period)
        sight = self._sights[period.code]
        return NOTHING_SEEN if sight is None else sight.of(subject)

    def _sight(self, period: Period) -> Sight | None:
        context, judgements = self._context, self._state.judgements
        codes = [one.code for one in context.periods]
        before = [judgements[code] for code in codes[: codes.index(period.code)] if code in judgements]
        earlier = [one.evaluation.outcome for one in before]
        linked, evaluation = context.links.of(period), judgements[period.code].evaluation
        try:
            return context.graph.sight_of(evaluation, earlier, context.opening, linked)
        except EvaluationRefused:  # what it was made of is there no longer, as another model's results
            return None
