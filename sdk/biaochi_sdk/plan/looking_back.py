"""The columns of what looks back on the earlier outcomes of the cycle: rungs, streaks, sums and counts of periods."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from biaochi_sdk.terms.columns import Bools, Column, Places, numbered
from biaochi_sdk.terms.past import Past
from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.terms.steps import Step
from biaochi_sdk.values.exact import exact


class LookingBack:
    """Computes whole columns from earlier outcomes, for one cohort and period."""

    def __init__(
        self,
        steps: Sequence[Step],
        shapes: Sequence[Shape],
        scales: Mapping[str, Sequence[str]],
        past: Past,
        subjects: Sequence[str],
        given: Mapping[int, Column],
    ) -> None:
        """Keep what the steps rest on; nothing is computed yet."""
        self.steps, self.shapes, self.scales = steps, shapes, scales
        self.past, self.subjects, self.given = past, subjects, given
        self.columns: Mapping[int, Column] = given

    def _held(self, step: Step) -> Column:
        places_of = {name: place for place, name in enumerate(self.scales[step.term.text("scale")])}
        rungs = self.past.held(self.subjects, step.term.text("since"))
        return Column(np.fromiter(map(places_of.__getitem__, rungs), np.int8, len(rungs)))

    def _streak(self, step: Step) -> Column:
        before = np.array(self.past.streaks(self.subjects, step.key or ""), np.int64)
        return Column(np.where(self.columns[step.args[0]].top, before + 1, 0))

    def _earlier(self, step: Step) -> tuple[list[list[str]], Places]:
        """The different histories, judged values of a node in the shorter periods, oldest first; who has which."""
        key, over = self.steps[step.args[0]].key or "", step.term.text("over")
        histories, at = numbered(self.past.histories(self.subjects, over, key), len(self.subjects))
        return [[value for value in values if value is not None] for values in histories], at

    def _counted(self, step: Step) -> tuple[list[list[int]], Places]:
        """The same as numerators, the best of them only where the rule says so."""
        den = self.shapes[step.args[0]].den
        earlier, at = self._earlier(step)
        every = [[int(exact(value) * den) for value in values] for values in earlier]
        if step.term.maybe("picks") is None:
            return every, at
        best = int(self.steps[step.args[1]].term.value)
        return [sorted(values, reverse=True)[:best] for values in every], at

    def _mean_over(self, step: Step) -> Column:
        every, at = self._counted(step)
        tops, counts = (np.array([measure(values) for values in every], np.int64)[at] for measure in (sum, len))
        return Column(tops, np.maximum(counts, 1), counts > 0)

    def _sum_over(self, step: Step) -> Column:
        (every, at), den = self._counted(step), self.shapes[step.place].den // self.shapes[step.args[0]].den
        shares = () if step.term.maybe("picks") else step.args[1:]
        fading = [int(self.steps[place].term.value * den) for place in shares]
        if fading:
            tops = [sum(v * w for v, w in zip(reversed(values), fading, strict=False)) for values in every]
        else:
            tops = [sum(values) for values in every]
        return Column(np.array(tops, np.int64)[at], None, _truths(map(bool, every))[at])

    def _every_over(self, step: Step) -> Column:
        every, at = self._earlier(step)
        holds = _truths(all(value == "1" for value in values) for values in every)
        return Column(holds[at], None, _truths(map(bool, every))[at])

    def _any_over(self, step: Step) -> Column:
        every, at = self._earlier(step)
        return Column(_truths("1" in values for values in every)[at])

    def _count_over(self, step: Step) -> Column:
        every, at = self._earlier(step)
        return Column(np.array([values.count("1") for values in every], np.int64)[at])

    def _prior(self, step: Step) -> Column:
        found, at = numbered(self.past.prior(self.subjects, self.steps[step.args[0]].key or ""), len(self.subjects))
        den = self.shapes[step.place].den
        tops = np.array([0 if value is None else int(exact(value) * den) for value in found], np.int64)
        return Column(tops[at], None, _truths(value is not None for value in found)[at])


def _truths(values: Iterable[bool]) -> Bools:
    return np.array(list(values), np.bool_)
