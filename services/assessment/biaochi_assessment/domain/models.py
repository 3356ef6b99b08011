"""What is known of a city's models: what each indicator accepts and who rates whom. Scores are not our affair."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be named: a rung, a step, a level, a class of voters.

    lowest, highest: between what the amount of a fact of this level is chosen, as decimals; empty where it has none.
    """

    key: str
    title: str
    lowest: str = ""
    highest: str = ""


REQUIRED = "required"
SEVERAL = "+"
"""What stands between the posts of a model that judges the holders of several."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """Who may know the name behind a mark: names is real_name or anonymous, or empty where everybody may."""

    names: str = ""
    seen_by: tuple[str, ...] = ()
    comments: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """By what facts of one subject are judged next to each other, each time within a period of these cadences.

    evaluated: the cadences. once: what counts once in a sum. limited: a sum above the highest is refused. apart_from:
    the indicators under which none of its cases may stand, too. waives: those of which it waives a case. no_overlap:
    its spans of days must not overlap.
    """

    evaluated: tuple[str, ...]
    once: str = "each"
    limited: bool = False
    apart_from: tuple[str, ...] = ()
    waives: tuple[str, ...] = ()
    no_overlap: bool = False


@dataclass(frozen=True, slots=True)
class Accept:
    """What one indicator takes. A bound or step that is None does not bind; without a highest no amount is taken.

    levels, choices, panels: what a fact must name one of, where there are any. may: whether an event may be shared,
    or raised by a factor. nonzero: an amount of 0 is refused. spans: the case of a fact is a span of days. waives: a
    fact names the case that it waives. together: the rules over several of its facts; none where each stands by itself.
    """

    indicator: str
    title: str
    kind: str
    lowest: Decimal | None
    highest: Decimal | None
    step: Decimal | None
    unit: str
    cadences: tuple[str, ...]
    recorded_by: str
    choices: tuple[Choice, ...]
    clause: str
    share: str
    levels: tuple[Choice, ...] = ()
    panels: tuple[Choice, ...] = ()
    signatures: int = 0
    reasoned: bool = False
    may: tuple[str, ...] = ()
    privacy: Privacy = Privacy()
    nonzero: bool = False
    spans: bool = False
    waives: bool = False
    together: Together | None = None

    @property
    def named(self) -> str:
        """The indicator as sentences name it."""
        return f"指标“{self.title or self.indicator}”"

    @property
    def explained(self) -> bool:
        """Whether a fact must say why."""
        return self.reasoned or self.privacy.comments == REQUIRED


@dataclass(frozen=True, slots=True)
class Rotation:
    """In the period with an ordinal of `turns`, each subject rates those that follow it in code order by its shifts."""

    indicator: str
    cadence: str
    turns: Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Model:
    """One published version of a model. `sequence` counts publications of the city: the latest is the greatest.

    `nodes`: every node of its explanations, each with the indicators below it and what kind of fact they take.
    """

    code: str
    hash: str
    subject_kind: str
    since: date
    until: date | None
    sequence: int
    accepts: tuple[Accept, ...] = ()
    rotations: tuple[Rotation, ...] = ()
    nodes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def subject_kinds(self) -> tuple[str, ...]:
        """Whom it judges: one kind, or the holders of several posts."""
        return tuple(self.subject_kind.split(SEVERAL))

    def valid_on(self, day: date) -> bool:
        """Whether it judges this day; `until` is its first day no more."""
        return self.since <= day and (self.until is None or day < self.until)


def raters(models: Iterable[Model]) -> set[str]:
    """Return the kinds of those who rate each other in turn: whose turn it is depends on all of them."""
    return {kind for model in models if model.rotations for kind in model.subject_kinds}


def pinned_on(models: Iterable[Model], day: date) -> tuple[Model, ...]:
    """Return, in order of code, the latest published version of each model among those valid on this day."""
    latest: dict[str, Model] = {}
    for model in sorted(models, key=lambda one: (one.sequence, one.hash)):
        if model.valid_on(day):
            latest[model.code] = model
    return tuple(latest[code] for code in sorted(latest))


def looked_at(models: Iterable[Model]) -> dict[str, set[str]]:
    """By indicator those under which facts stand that a new one is judged next to; itself among them."""
    found: dict[str, set[str]] = {}
    for accept in (one for model in models for one in model.accepts):
        if rules := accept.together:
            found.setdefault(accept.indicator, {accept.indicator}).update(rules.apart_from, rules.waives)
    return found
