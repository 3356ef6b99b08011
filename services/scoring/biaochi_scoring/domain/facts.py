"""A fact as it was published, and which facts of a subject stand when a period is judged."""

from collections.abc import Iterable
from typing import NamedTuple

from biaochi_sdk.values.facts import Accept
from biaochi_sdk.values.facts import Fact as Given
from biaochi_sdk.values.provenance import Source

REGISTERED = "registered"
"""The kind of what is counted in the registry: such a fact is of the very period that is judged, and never stored."""


class Fact(NamedTuple):
    """One thing that happened, whole; amounts are exact decimals in text. `sequence`: where it stands in the log.

    `clause` is empty where it is the one that its model gives for the indicator: `quoted` fills it in.

    A tuple, since every recomputation of a cycle makes one of each row it reads.
    """

    number: str
    kind: str
    subject: str
    indicator: str
    cycle: str
    period: str
    amount: str
    clause: str
    case: str
    evidence: str
    note: str
    recorded_by: str
    recorded_at: str
    occurred_on: str
    task: str
    title: str
    share: str
    points: str
    due_on: str
    rater: str
    rung: str
    level: str
    choice: str
    panel: str
    department: str
    reason: str
    names: str
    sequence: int
    owners: int = 0
    raised: bool = False
    signed: tuple[str, ...] = ()
    seen_by: tuple[str, ...] = ()
    models: tuple[str, ...] = ()

    def is_for(self, model: str) -> bool:
        """Whether the model of this code may count it: one recorded before facts named their models names none."""
        return not self.models or model in self.models

    @property
    def completes(self) -> bool:
        """Whether it is the completion of a task issued before: an issued task has earned nothing yet."""
        return self.kind == "task" and bool(self.amount)


LISTS = ("signed", "seen_by", "models")
"""The names of what a fact says in several texts."""
PUBLISHED = tuple(name for name in Fact._fields if name != "sequence")
"""The names of everything a fact says."""


def given(facts: Iterable[Fact]) -> list[Given]:
    """What a model judges of standing facts: a task once, with the points earned so far; no rungs, no honours.

    `facts` are those that were not reversed. A completion whose task was reversed earns nothing.
    """
    facts = list(facts)
    earned = {fact.task: fact.amount for fact in facts if fact.completes}
    return [
        _given(fact, earned.get(fact.task, "0") if fact.kind == "task" else fact.amount)
        for fact in facts
        if fact.kind not in ("rung", "honour") and not fact.completes
    ]


def clause(source: Source) -> str:
    """A place in a document, as facts and indicators name it."""
    return f"{source.document}，{source.place}"


def quoted(accept: Accept, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts that an indicator of a model takes, each with the clause it falls under; the registry's own under none."""
    return tuple(
        fact if fact.clause or fact.kind == REGISTERED else fact._replace(clause=clause(accept.clause))
        for fact in facts
    )


def _given(fact: Fact, amount: str) -> Given:
    return Given(
        id=fact.number,
        kind=fact.kind,
        subject=fact.subject,
        indicator=fact.indicator,
        period=fact.period,
        amount=amount or "0",
        points=fact.points or None,
        share=fact.share or None,
        rater=fact.rater or None,
        position=fact.sequence,
        level=fact.level or None,
        case=fact.case or None,
        department=fact.department or None,
        owners=fact.owners or 1,
        raised=fact.raised,
        choice=fact.choice or None,
        panel=fact.panel or None,
        signed=fact.signed,
        reason=fact.reason or None,
    )
