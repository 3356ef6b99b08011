"""Proves, from declared ranges alone, that every step of a graph is exact in 32 or 64 bits, or says what to write."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from biaochi_sdk.plan.rows import ROWWISE
from biaochi_sdk.proof.arithmetic import Arithmetic
from biaochi_sdk.proof.choices import Choices
from biaochi_sdk.proof.cohorts import Cohorts
from biaochi_sdk.proof.decisions import Decisions
from biaochi_sdk.proof.inputs import FromFacts
from biaochi_sdk.proof.relations import Relations
from biaochi_sdk.terms.columns import Int
from biaochi_sdk.terms.shapes import INT32, Shape, width
from biaochi_sdk.terms.steps import Step

MEASURED = ROWWISE | {"input", "votes", "moved"}


class Proof(FromFacts, Arithmetic, Decisions, Choices, Cohorts, Relations):
    """The shapes of all steps, and the largest number any of them meets on its way."""

    def __init__(
        self,
        model: str,
        since: str,
        steps: Sequence[Step],
        scales: Mapping[str, Sequence[str]],
        cadences: Sequence[str],
    ) -> None:
        """Prove step by step; the first that cannot be proven is refused with its node's name."""
        super().__init__(model, since, steps, scales, cadences)
        self.peaks: list[int] = []
        for step in steps:
            self.node, self.here = step.node, 1
            shape = self._prove(step)
            self.peaks.append(self.here)
            if not shape.cadences:
                self.refuse("mixes nodes that are never evaluated in one period: use mean_over(…) or every_over(…)")
            self.shapes.append(shape)

    @property
    def bits(self) -> int:
        """32 where everything fits, else 64."""
        return 32 if self.peak <= INT32 else 64

    def _prove(self, step: Step) -> Shape:
        prove: Callable[..., Shape] | None = getattr(self, f"prove_{step.op}", None)
        if prove is None:
            self.refuse(f"uses the operation {step.op!r}, which this SDK does not know: update the SDK")
        proven = prove(step, *(self.shapes[place] for place in step.args))
        self.meet(proven.reach)
        self.meet(proven.divisor_most)
        return proven


def narrowest(steps: Sequence[Step], shapes: Sequence[Shape], peaks: Sequence[int], cadence: str) -> np.dtype[Int]:
    """The narrowest integers that hold everything the steps over rows meet in one cadence.

    What is computed on whole columns has 64 bits of its own, and is narrowed only where a proven step reads it.
    """
    met = [peaks[step.place] for step in steps if step.op in MEASURED and cadence in shapes[step.place].cadences]
    return width(max(met, default=1))
