"""What a run rests on besides facts."""

from collections.abc import Mapping
from dataclasses import dataclass

from biaochi_sdk.graph.evaluation import Cohort, Evaluation
from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.links import Links
from biaochi_scoring.domain.standings import Run


@dataclass(frozen=True)
class RunContext:
    """The cohorts of a run's periods, opening rungs, the cycle before, and other runs.

    `last` maps a cadence to its last evaluation in the cycle before.
    """

    run: Run
    cycle: Cycle
    graph: Graph
    cohorts: Mapping[str, Cohort]
    opening: Mapping[str, str]
    last: Mapping[str, Evaluation]
    links: Links

    @property
    def periods(self) -> tuple[Period, ...]:
        """The judged periods in order."""
        return self.cycle.judged(self.graph.cadences)
