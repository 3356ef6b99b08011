"""Work items and the steps taken on them. A step is never edited; an item is what its steps made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from biaochi_assessment.domain.facts import Fact, Reversal

Values = Mapping[str, tuple[str, ...]]
"""What was filled in, by the key of the field."""


@dataclass(frozen=True)
class WorkItem:
    """One thing that is worked on. `fields`: of all steps so far, the latest of a key."""

    code: str
    kind: str
    noun: str
    cycle: str
    organization: str
    title: str
    words: str
    parent: str
    state: str
    opened_on: date
    opened_by: str
    opened_at: datetime
    due_on: date | None = None
    closed_on: date | None = None
    fields: Values = field(default_factory=dict)


@dataclass(frozen=True)
class WorkStep:
    """What somebody did to an item. `facts`: the numbers of the facts that followed."""

    number: str
    item: str
    step: str
    on: date
    words: str
    taken_by: str
    taken_at: datetime
    fields: Values = field(default_factory=dict)
    signed: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed from the final results of a cycle for somebody, as far as gates look at it."""

    code: str
    key: str
    title: str
    subject: str
    cycle: str
    ended: bool
    waived: bool


@dataclass(frozen=True, slots=True)
class FinalLists:
    """How many are on each model's list of a cycle whose results are final."""

    cycle: str
    sizes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Taken:
    """A step with the item after it, the facts that follow, and those that are taken back."""

    item: WorkItem
    step: WorkStep
    facts: tuple[Fact, ...] = ()
    reversals: tuple[Reversal, ...] = ()
