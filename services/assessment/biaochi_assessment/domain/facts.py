"""Facts and their reversals. Neither is ever edited; each has one canonical text: stored, published and hashed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from biaochi_chassis.foundation.making import make

from biaochi_assessment.domain.values import canonical

LEDGER, CHECK, VETO, TASK, RATING, RUNG, HONOUR = "ledger", "check", "veto", "task", "rating", "rung", "honour"
BONUS, CHOICE, DECISION, BALLOT = "bonus", "choice", "decision", "ballot"
REGISTERED = "registered"
"""What is counted in the registry: nobody records it."""
ONE_STANDS = (CHECK, CHOICE, DECISION, RUNG)
"""Kinds of which one of a subject, an indicator and a period stands."""
SEALED = ("evidence", "note", "reason")
"""The texts of a fact about somebody, which are sealed by their key: of whoever is erased none is written."""
_LISTS = 1024
"""Lists that are held as they are read: facts name few."""
BY_TWO = (VETO, DECISION)
"""Kinds that two persons record by hand, and two take back: what bars, and what is decided where the rule leaves it."""


@dataclass(frozen=True)
class Fact:
    """One thing that happened. Which fields are filled follows from the kind; `number` is its idempotency key.

    A task is two facts: the issued one has no amount, the completion has. `clause` is empty where it is the one that
    its first model gives for the indicator: a `Clauses` knows it. `models` names by code each model that counts it, as
    decided when it was recorded; an honour names none, nor does what was recorded before facts named them.
    """

    number: str
    kind: str
    subject: str
    indicator: str
    cycle: str
    period: str
    recorded_by: str
    recorded_at: datetime
    amount: Decimal | None = None
    clause: str = ""
    case: str = ""
    evidence: str = ""
    note: str = ""
    occurred_on: date | None = None
    task: str = ""
    title: str = ""
    share: str = ""
    points: Decimal | None = None
    due_on: date | None = None
    rater: str = ""
    rung: str = ""
    level: str = ""
    choice: str = ""
    panel: str = ""
    signed: tuple[str, ...] = ()
    department: str = ""
    owners: int = 0
    raised: bool = False
    reason: str = ""
    names: str = ""
    seen_by: tuple[str, ...] = ()
    models: tuple[str, ...] = ()

    def is_for(self, model: str) -> bool:
        """Whether the model of this code may count it."""
        return not self.models or model in self.models

    @cached_property
    def slot(self) -> str:
        """The place that only one standing fact can have; empty where any number may stand."""
        match self.kind:
            case kind if kind in ONE_STANDS:
                return subject_slot(kind, self.indicator, self.period, self.subject)
            case "rating":
                return rating_slot(self.indicator, self.period, self.rater, self.subject)
            case "task":
                return task_slot(self.task) if self.amount is None else completion_slot(self.task)
            case _:
                return ""

    def texts(self) -> dict[str, str]:
        """Return every field in its canonical text; what is absent is empty."""
        return dict(self._texts)

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        """Made once: a fact is stored and published."""
        texts: dict[str, str] = dict(zip(_PLAIN, _PLAIN_OF(self), strict=True))
        for name, value in zip(_TYPED, _TYPED_OF(self), strict=True):
            texts[name] = _text(value) if value or isinstance(value, Decimal) else ""
        return texts

    @classmethod
    def read(cls, texts: Mapping[str, str]) -> "Fact":
        """Return the fact that has these texts."""
        fields: dict[str, Any] = {name: texts[name] for name in _PLAIN}
        fields |= {
            "recorded_at": datetime.fromisoformat(texts["recorded_at"]),
            "amount": _decimal(texts["amount"]),
            "points": _decimal(texts["points"]),
            "occurred_on": _date(texts["occurred_on"]),
            "due_on": _date(texts["due_on"]),
            "signed": several(texts["signed"]),
            "owners": int(texts["owners"] or 0),
            "raised": bool(texts["raised"]),
            "seen_by": several(texts["seen_by"]),
            "models": several(texts["models"]),
        }
        return make(cls, fields)


FIELDS = tuple(Fact.__dataclass_fields__)
LATER_FIELDS = FIELDS[FIELDS.index("choice") :]
"""What the first facts could not say."""
_TYPED = ("recorded_at", "amount", "points", "occurred_on", "due_on", "signed", "owners", "raised", "seen_by", "models")
_PLAIN = tuple(name for name in FIELDS if name not in _TYPED)
_PLAIN_OF, _TYPED_OF = attrgetter(*_PLAIN), attrgetter(*_TYPED)


Place = tuple[str, str, str]
"""A cycle, a subject and an indicator, under which any number of facts may stand."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """As much of a standing fact as others are judged by next to it; the amount in its canonical text."""

    number: str
    cycle: str
    subject: str
    indicator: str
    period: str
    amount: str
    case: str
    department: str
    models: tuple[str, ...]

    @property
    def place(self) -> Place:
        """Where it stands with others."""
        return self.cycle, self.subject, self.indicator

    def is_for(self, model: str) -> bool:
        """Whether the model of this code may count it."""
        return not self.models or model in self.models

    @classmethod
    def of(cls, fact: Fact) -> "Neighbour":
        """That much of a fact."""
        return cls.read(fact.texts())

    @classmethod
    def read(cls, texts: Mapping[str, Any]) -> "Neighbour":
        """Read it from the fact's canonical texts."""
        fields = {name: texts[name] for name in NEIGHBOUR_FIELDS}
        return cls(**fields | {"models": several(texts["models"])})


NEIGHBOUR_FIELDS = tuple(Neighbour.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Reversal:
    """Takes one fact back, for a reason. It has a number of its own and cannot itself be reversed."""

    number: str
    fact: str
    cycle: str
    reason: str
    recorded_by: str
    recorded_at: datetime

    def texts(self) -> dict[str, str]:
        """Return every field in its canonical text."""
        return {name: _text(getattr(self, name)) for name in REVERSAL_FIELDS}

    @classmethod
    def read(cls, texts: Mapping[str, str]) -> "Reversal":
        """Return the reversal that has these texts."""
        fields = {name: texts[name] for name in REVERSAL_FIELDS if name != "recorded_at"}
        return cls(**fields, recorded_at=datetime.fromisoformat(texts["recorded_at"]))


REVERSAL_FIELDS = tuple(Reversal.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact with its reversal, if it has one."""

    fact: Fact
    reversal: Reversal | None


class ShownFact(NamedTuple):
    """A fact as it is answered: its canonical texts as they are stored, and those of its reversal, if it has one."""

    texts: Mapping[str, str]
    reversal: Mapping[str, str] | None


def subject_slot(kind: str, indicator: str, period: str, subject: str) -> str:
    """One fact of a subject, an indicator and a period stands, of a kind in ONE_STANDS."""
    return f"{kind}\t{indicator}\t{period}\t{subject}"


def rating_slot(indicator: str, period: str, rater: str, subject: str) -> str:
    """One rating of a subject by a rater stands in a round."""
    return f"{RATING}\t{indicator}\t{period}\t{rater}\t{subject}"


def task_slot(task: str) -> str:
    """One task of a number stands in the city."""
    return f"{TASK}\t{task}"


def completion_slot(task: str) -> str:
    """One completion of a task stands."""
    return f"completion\t{task}"


@lru_cache(64)
def instant(moment: datetime) -> str:
    """Return an instant as RFC 3339 in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _text(value: object) -> str:
    match value:
        case Decimal():
            return canonical(value)
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case tuple():
            return "\n".join(value)
        case _:
            return str(int(value) if isinstance(value, bool) else value) if value else ""


@lru_cache(_LISTS)
def several(text: str) -> tuple[str, ...]:
    """Return what the canonical text of a list names."""
    return tuple(text.split("\n")) if text else ()


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
