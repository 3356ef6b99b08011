"""What a city declares of its work: kinds of items, the fields of each step, and the facts that follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from biaochi_assessment.domain.models import Choice

TEXT, NUMBER, DAY, ORGANIZATION, PERSON, PEOPLE, ORGANIZATIONS, CHOICE, ITEM = (
    "text",
    "number",
    "day",
    "organization",
    "person",
    "people",
    "organizations",
    "choice",
    "item",
)
SEVERAL = (PEOPLE, ORGANIZATIONS)
CODES = (ORGANIZATION, PERSON, *SEVERAL)
"""Takes whose values are codes of the registry."""

WITHDRAW, WITHDRAWN = "withdraw", "withdrawn"
"""The step that every item can end with, and the state after it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is filled in at a step."""

    key: str
    title: str
    takes: str
    choices: tuple[Choice, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What leads an item from one of its origins to a state; the opening step has no origins."""

    key: str
    title: str
    origins: tuple[str, ...]
    to: str
    by: str = ""
    fields: tuple[Field, ...] = ()
    signatures: int = 0
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a following fact is told: a text, or the value of a field."""

    name: str
    text: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Follow:
    """A fact of an indicator that a step records by itself; `only` a field, under some values of it alone."""

    indicator: str
    step: str
    says: tuple[Said, ...] = ()
    subject: str = ""
    only: str = ""
    only_values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of work, as the city's plugin declares it."""

    key: str
    title: str
    noun: str
    provenance: str
    source: str
    subjects: tuple[str, ...]
    opening: Step
    steps: tuple[Step, ...] = ()
    follows: tuple[Follow, ...] = ()
    states: tuple[Choice, ...] = ()
    parent: str = ""
    once_per: str = ""
    most: int = 0
    most_per: str = ""
    due_days: int = 0
    every: str = ""
    due_working_days: int = 0
    exempt: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Step]:
        """Every step by its key, the opening one among them."""
        return {step.key: step for step in (self.opening, *self.steps)}

    def from_state(self, state: str) -> Iterator[Step]:
        """The steps that may be taken in a state."""
        return (step for step in self.steps if state in step.origins)

    def at_step(self, key: str) -> Iterator[Follow]:
        """The facts that follow from a step."""
        return (follow for follow in self.follows if follow.step == key)
