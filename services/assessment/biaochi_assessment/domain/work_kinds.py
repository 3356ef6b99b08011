"""What a city declares of its work: kinds of items, the fields of each step, and the facts that follow."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
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

ORGANIZATION_KINDS = {
    *("WORK_COMMITTEE", "LEADING_GROUP", "ORGAN_COMMITTEE", "DISCIPLINE_COMMITTEE", "GENERAL_BRANCH", "BRANCH"),
    *("PARTY_GROUP", "TEMPORARY", "DEPARTMENT", "SECTION"),
}
"""Kinds of organizations: whoever is of another kind is a person."""

GATES, CLOSED_BY = "gates", "closed_by"
"""What an item that gates led elsewhere has besides its fields: their keys, and the codes of what closed them."""
EXCEPTION = "exception"
"""What an item that was led past a quota has besides its fields: the step that led it."""
LATE = "late"
"""The step of a fact that follows where nothing was done by the deadline."""
EXCUSED = "excused"
"""The step of a fact that follows for each period that an item excuses from."""
WITHDRAW, WITHDRAWN = "withdraw", "withdrawn"
"""The step that every item can end with, and the state after it."""
HAND_OVER, PASSES = "hand_over", "passes"
"""The step by which an item passes on, and the succession of a kind whose items do; others of it are WITHDRAWN."""
HAND_BACK, REINSTATE = "hand_back", "reinstate"
"""The steps by which what passed on, or was withdrawn, is its organization's again: that it had ended was put right."""
CALENDAR = "calendar"
"""Who takes the steps that nobody takes; OF_THE_CALENDAR: those that nobody else can."""
OF_THE_CALENDAR = (HAND_OVER, HAND_BACK, REINSTATE)
HANDED_FROM, HANDED_ON = "handed_from", "handed_on"
"""What an item that passed on has besides its fields: whose it was before, in order, and on which day it passed."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is filled in at a step."""

    key: str
    title: str
    takes: str
    choices: tuple[Choice, ...] = ()
    optional: bool = False
    opens: str = ""
    seen_by: tuple[str, ...] = ()


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
    under: tuple[str, ...] = ()
    apart_from: str = ""
    replaces: tuple[str, ...] = ()
    exception: bool = False
    waits: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What a following fact is told: a text, or of a field its value, how many it has, or the days since it."""

    name: str
    text: str = ""
    field: str = ""
    counted: bool = False
    days: bool = False


@dataclass(frozen=True, slots=True)
class Follow:
    """A fact of an indicator that a step records by itself; `only` a field, under some values of it alone."""

    indicator: str
    step: str
    says: tuple[Said, ...] = ()
    subject: str = ""
    only: str = ""
    only_values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """What must not be in the way of a step: a value, a missing registration, or an item of another kind."""

    key: str
    title: str
    at: str
    provenance: str = ""
    source: str = ""
    field: str = ""
    values: tuple[str, ...] = ()
    registered: tuple[str, ...] = ()
    work: str = ""
    states: tuple[str, ...] = ()
    own: str = ""
    theirs: str = ""
    same_year: bool = False
    within_days: int = 0
    leads_to: str = ""
    advice: str = ""
    alike: tuple[str, ...] = ()
    required: bool = False
    consequences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """A value and the percent of the children that have it."""

    value: str
    percent: int


@dataclass(frozen=True, slots=True)
class Proportion:
    """At a step the children of a kind are of these shares; weighed_by: the number field that counts."""

    step: str
    kind: str
    field: str
    shares: tuple[Share, ...]
    weighed_by: str = ""


@dataclass(frozen=True, slots=True)
class Children:
    """At a step there are at least so many children of a kind, each in one of the states (none: any)."""

    step: str
    kind: str
    states: tuple[str, ...] = ()
    least: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """At a step what a field names is among what the parent's field names, or, barred, is not."""

    step: str
    field: str
    among: str
    barred: bool = False


@dataclass(frozen=True, slots=True)
class TopShare:
    """At a step, of one in `by` at most so many percent of the parent's items of a kind have one of the values.

    least: or a number from this on, an exact decimal.
    """

    step: str
    field: str
    values: tuple[str, ...]
    by: str
    percent: int
    of: str
    least: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many items of a year may have come to one of the states: so many, or a share of who is of some kinds."""

    key: str
    title: str
    provenance: str = ""
    source: str = ""
    states: tuple[str, ...] = ()
    most: int = 0
    percent: int = 0
    among: tuple[str, ...] = ()
    rounds: str = ""
    field: str = ""
    values: tuple[str, ...] = ()
    of_list: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """The places in the period with this ordinal."""

    ordinal: int
    shifts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Turns:
    """By period of a cadence, how many places an item's organization stands after whom a field names."""

    title: str
    field: str
    every: str
    turns: tuple[Turn, ...]
    provenance: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """In which states an item excuses from the kind of work that the choice `of` names, between two days."""

    states: tuple[str, ...]
    of: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Days on which no item is opened: these weekdays (1 to 7) in these weeks of a month (1 to 5); empty for every."""

    title: str
    provenance: str = ""
    source: str = ""
    weekdays: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Burden:
    """What a unit is asked for in a period: how many items, or what a field sums to; `most` 0 is no limit.

    `by`: the field each of whose choices is counted by itself; empty: all together.
    """

    key: str
    title: str
    provenance: str = ""
    source: str = ""
    most: int = 0
    sums: str = ""
    per: str = ""
    by: str = ""

    @property
    def cadence(self) -> str:
        """Of the period it is counted in: a month unless the city says another."""
        return self.per or "month"


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
    remind_working_days: int = 0
    opening_suffices: bool = False
    quiet: tuple[Quiet, ...] = ()
    burdens: tuple[Burden, ...] = ()
    gates: tuple[Gate, ...] = ()
    unique: tuple[str, ...] = ()
    proportions: tuple[Proportion, ...] = ()
    children: tuple[Children, ...] = ()
    listed: tuple[Listed, ...] = ()
    top_shares: tuple[TopShare, ...] = ()
    quotas: tuple[Quota, ...] = ()
    turns: Turns | None = None
    waiver: Waiver | None = None
    succession: str = ""

    @cached_property
    def by_key(self) -> dict[str, Step]:
        """Every step by its key, the opening one among them."""
        return {step.key: step for step in (self.opening, *self.steps)}

    @cached_property
    def texts(self) -> frozenset[str]:
        """The keys of the fields that take a text, whichever step asks for them."""
        return frozenset(one.key for step in (self.opening, *self.steps) for one in step.fields if one.takes == TEXT)

    @cached_property
    def sealed(self) -> dict[str, tuple[str, ...]]:
        """The fields that not everybody is shown, each with the roles that are."""
        return {one.key: one.seen_by for step in self.by_key.values() for one in step.fields if one.seen_by}

    def state_title(self, state: str) -> str:
        """What a state is called."""
        return next((one.title for one in self.states if one.key == state), state)

    def choices_of(self, field: str) -> dict[str, str]:
        """The titles of a field's choices by key."""
        fields = (one for step in self.by_key.values() for one in step.fields if one.key == field)
        return {choice.key: choice.title for one in fields for choice in one.choices}

    def follows_about(self, follow: Follow, subject: Collection[str]) -> bool:
        """Whether a following fact may be about somebody of these kinds; none: whoever it is."""
        takes = next(
            (one.takes for step in self.by_key.values() for one in step.fields if one.key == follow.subject), ""
        )
        if not subject or takes in (ORGANIZATION, ORGANIZATIONS):
            return not subject or bool(set(subject) & ORGANIZATION_KINDS)
        return not set(subject) <= ORGANIZATION_KINDS if takes else bool(set(subject) & set(self.subjects))

    def from_state(self, state: str) -> Iterator[Step]:
        """The steps that may be taken in a state."""
        return (step for step in self.steps if state in step.origins)

    def at_step(self, key: str) -> Sequence[Follow]:
        """The facts that follow from a step."""
        return self._by_step.get(key, ())

    @cached_property
    def _by_step(self) -> dict[str, list[Follow]]:
        by_step: defaultdict[str, list[Follow]] = defaultdict(list)
        for follow in self.follows:
            by_step[follow.step].append(follow)
        return dict(by_step)
