"""What a run sees of others: the results of the models it uses, linked by who stands above whom, and of the last cycle.

A subject is linked to the nearest organization of the other model's kind on the way up, beginning with itself, as the
registry stands on the last day of the period. The way of a person begins in the home organization.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.links import LAST_CYCLE, Linked
from biaochi_sdk.values.errors import LinkRefused
from biaochi_sdk.values.outcome import Outcome, Sheet

from biaochi_scoring.domain.cycles import Period
from biaochi_scoring.domain.registry import Hierarchy


@dataclass(frozen=True)
class Used:
    """A run that another one uses: its rule, its cycle, and its outcomes by period; by cadence in the last cycle."""

    graph: Graph
    cycle: str
    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True)
class Link:
    """One relation in one period: what an evaluation is given, and the rule and cycle that it comes from."""

    graph: Graph
    cycle: str
    linked: Linked

    def related(self, subject: str, *, below: bool) -> list[str]:
        """Who stands under a subject, or those above it, as far as they have results; in order of code."""
        sheets, parents = self.linked.outcome.sheets, self.linked.parents
        if below:
            return sorted(code for code in sheets if parents.get(code) == subject)
        return sorted(code for code in self.linked.above(subject, parents.get(subject)) if code in sheets)


@dataclass(frozen=True)
class Links:
    """What one run is linked to.

    `used` lacks a model that the cycle did not pin; `last` is the run of this model in the cycle before, with the last
    outcome of each cadence.
    """

    graph: Graph
    hierarchies: Mapping[str, Hierarchy]
    used: Mapping[str, Used]
    last: Used | None

    def of(self, period: Period) -> dict[str, Linked]:
        """What an evaluation of a period is given, by relation; a relation that leads nowhere is left out."""
        relations = dict.fromkeys(use.relation for use in self.graph.uses)
        found = {relation: self.to(relation, period) for relation in relations}
        return {relation: link.linked for relation, link in found.items() if link is not None}

    def to(self, relation: str, period: Period) -> Link | None:
        """Where a relation leads in a period."""
        if relation == LAST_CYCLE:
            return self._to_last_cycle(period)
        models = {use.model for use in self.graph.uses if use.relation == relation and use.model}
        if not models:
            return self._to_unit(relation, period)
        used = self.used.get(models.pop())
        if models or used is None or period.cadence not in used.graph.cadences:
            return None
        outcome = used.outcomes.get(period.code, _nobody(period))
        kind, weighs = used.graph.subject_kind, any(use.by_days for use in self.graph.uses if use.relation == relation)
        days = self._days(period, kind) if weighs else {}
        return Link(used.graph, used.cycle, Linked(outcome, self._parents(period, kind, outcome.sheets), days))

    def why_not(self, refused: LinkRefused) -> str:
        """Why a period cannot be judged, for whoever reads its sheets."""
        missing = sorted({use.model for use in self.graph.uses if use.model} - self.used.keys())
        if missing:
            return f"未评判：要用模型 {'、'.join(missing)} 的结果，本周期却没有。请在下一周期开启前装好它。"
        return f"未评判：所用结果与本模型写明的不符（{refused}）。请在下一周期开启前更新本模型。"

    def _to_last_cycle(self, period: Period) -> Link:
        """Every subject is its own; before the first cycle nobody was judged."""
        last = self.last or Used(self.graph, "", {})
        outcome = last.outcomes.get(period.cadence, _nobody(period))
        return Link(last.graph, last.cycle, Linked(outcome, {code: code for code in outcome.sheets}))

    def _to_unit(self, relation: str, period: Period) -> Link:
        """A relation that only names a unit is called like a model or like a kind of organization."""
        used = self.used.get(relation)
        kind = used.graph.subject_kind if used else relation.upper()
        return Link(self.graph, "", Linked(_nobody(period), self._parents(period, kind, ())))

    def _parents(self, period: Period, kind: str, below: Collection[str]) -> Mapping[str, str]:
        hierarchy, own = self.hierarchies[period.code], self.graph.subject_kind
        above = {member.code: hierarchy.nearest(member.code, own, kind) for member in hierarchy.cohort(own)}
        above |= {code: hierarchy.nearest(code, kind, own) for code in below}
        return {code: parent for code, parent in above.items() if parent is not None}

    def _days(self, period: Period, kind: str) -> Mapping[str, Mapping[str, int]]:
        """On how many days of a period each subject stood below each of a kind."""
        hierarchy, own = self.hierarchies[period.code], self.graph.subject_kind
        ends = period.starts_on, period.ends_before
        return {one.code: hierarchy.days_below(one.code, own, kind, *ends) for one in hierarchy.cohort(own)}


def continued(graph: Graph, last: Used) -> Used:
    """The run of the cycle before as a rule looks back at it; a node that its rule did not have then is not judged."""
    nodes = {use.node: None for use in graph.uses if use.relation == LAST_CYCLE}
    if not nodes:
        return last
    return replace(last, outcomes={outcome.cadence: _with(nodes, outcome) for outcome in last.outcomes.values()})


def _with(nodes: Mapping[str, None], outcome: Outcome) -> Outcome:
    first = next(iter(outcome.sheets.values()), None)
    if first is None or nodes.keys() <= first.values.keys():
        return outcome
    sheets = {
        code: Sheet({**nodes, **one.values}, one.totals, one.ranks, one.grade, one.rung, one.meeting)
        for code, one in outcome.sheets.items()
    }
    return replace(outcome, sheets=sheets)


def _nobody(period: Period) -> Outcome:
    return Outcome(period.code, period.cadence, "", {})
