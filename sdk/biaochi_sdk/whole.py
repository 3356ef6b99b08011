"""The steps that need whole columns: inputs, the periods before, and what compares the subjects of a cohort."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from biaochi_sdk.cohort import places, seats
from biaochi_sdk.columns import Column, order
from biaochi_sdk.exact import exact
from biaochi_sdk.past import Past
from biaochi_sdk.shapes import Shape
from biaochi_sdk.steps import Step


class Whole:
    """Computes one whole column at a time, for one cohort and period."""

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

    def column(self, step: Step, args: Sequence[Column]) -> Column:
        """One step's column from those of its arguments that are no constants."""
        compute: Callable[..., Column] = getattr(self, f"_{step.op}")
        return compute(step, *args)

    def _shape(self, step: Step, arg: int) -> Shape:
        return self.shapes[step.args[arg]]

    def _held(self, step: Step) -> Column:
        places_of = {name: place for place, name in enumerate(self.scales[step.term.text("scale")])}
        rungs = self.past.held(self.subjects, step.term.text("since"))
        return Column(np.fromiter(map(places_of.__getitem__, rungs), np.int8, len(rungs)))

    def _streak(self, step: Step, condition: Column) -> Column:
        before = np.array(self.past.streaks(self.subjects, step.key or ""), np.int64)
        return Column(np.where(condition.top, before + 1, 0))

    def _looking_back(self, step: Step) -> list[list[str]]:
        key, over = self.steps[step.args[0]].key or "", step.term.text("over")
        return [self.past.values(subject, over, key) for subject in self.subjects]

    def _mean_over(self, step: Step) -> Column:
        den, every = self._shape(step, 0).den, self._looking_back(step)
        tops = np.array([sum(int(exact(value) * den) for value in values) for values in every], np.int64)
        counts = np.array([len(values) for values in every], np.int64)
        return Column(tops, np.maximum(counts, 1), counts > 0)

    def _every_over(self, step: Step) -> Column:
        every = self._looking_back(step)
        holds = np.array([all(value == "1" for value in values) for values in every], np.bool_)
        return Column(holds, None, np.array([bool(values) for values in every], np.bool_))

    def _rank(self, step: Step, value: Column) -> Column:
        return Column(places(order(value, self._shape(step, 0)), value.judged), None, value.judged)

    def _quota(self, step: Step, holders: Column, candidates: Column, best: Column) -> Column:
        wants = candidates.top if best.judged is None else candidates.top & best.judged
        ranked = order(best, self._shape(step, 3))
        return Column(seats(self.steps[step.args[0]].term, holders.top, wants, ranked))
