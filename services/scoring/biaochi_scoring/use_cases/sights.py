"""What the values of a run rest on that does not stand on its sheets: computed for a period when somebody opens it."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import NamedTuple

from biaochi_sdk.graph.sight import Sight
from biaochi_sdk.values.errors import EvaluationRefused
from biaochi_sdk.words.explanation import NOTHING_SEEN, Seen

from biaochi_scoring.domain.cycles import Period
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.judging.state import State
from biaochi_scoring.domain.registry import Hierarchy
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.use_cases.run_context import LoadedRun

RUNS = 4
"""Of how many runs the sights are kept, those that were opened last: each is some columns of a whole cohort."""


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


class _RestsOn(NamedTuple):
    """What a run's sights follow from: as long as it is the same, they are."""

    state: State
    made_of: Mapping[Run, int]
    opening: Mapping[str, str]
    hierarchies: Mapping[str, Hierarchy]

    def same(self, other: "_RestsOn") -> bool:
        return self.state is other.state and self[1:] == other[1:]


class KeptSights:
    """The sights this process computed last, of each run the newest: the next sheet of it costs none of a cohort."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[Run, tuple[_RestsOn, Sights]] = OrderedDict()
        self._keeping = Lock()

    def find(self, loaded: LoadedRun, state: State) -> Sights:
        """Those of a run as it is stored, anew where the run or anything it rests on is another than it was."""
        context = loaded.context
        rests_on = _RestsOn(state, loaded.made_of, context.opening, context.links.hierarchies)
        with self._keeping:
            kept = self._kept.get(context.run)
            # What is the same is held as it came last: the next time it is so by identity, and compared in no time.
            sights = kept[1] if kept and kept[0].same(rests_on) else Sights(context, state)
            self._kept[context.run] = rests_on, sights
            self._kept.move_to_end(context.run)
            while len(self._kept) > RUNS:
                self._kept.popitem(last=False)
        return sights
