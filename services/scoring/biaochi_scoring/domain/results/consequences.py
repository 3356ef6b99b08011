"""What follows from a cycle's results: for whom the whole year's list has on a step that the city names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from biaochi_scoring.domain.standings import Result


@dataclass(frozen=True, slots=True)
class ConsequenceRule:
    """What follows for whoever a node of a model has on one of these steps; the rest is passed on as it is."""

    key: str
    title: str
    model: str
    node: str
    steps: tuple[str, ...]
    by: str
    provenance: str
    source: str


@dataclass(frozen=True, slots=True)
class ConsequenceDue:
    """What follows for a subject, and from which step."""

    subject: str
    rule: ConsequenceRule
    step: str


def consequences_due(
    rules: Iterable[ConsequenceRule], results: Sequence[Result], cycle: str
) -> Iterator[ConsequenceDue]:
    """Find what follows, each once for a subject, by rule and in order of code."""
    for rule in rules:
        judged = {
            one.sheet.subject: one.nodes.get(rule.node)
            for one in results
            if (one.sheet.model, one.sheet.period) == (rule.model, cycle)
        }
        for subject, step in sorted(judged.items()):
            if step in rule.steps:
                yield ConsequenceDue(subject, rule, step)
