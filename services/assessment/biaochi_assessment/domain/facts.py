"""Facts and their reversals. Neither is ever edited; each has one canonical text, which is stored, told and hashed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from biaochi_assessment.domain.amounts import canonical

LEDGER, CHECK, VETO, TASK, RATING, RUNG, HONOUR = "ledger", "check", "veto", "task", "rating", "rung", "honour"
KINDS = (LEDGER, CHECK, VETO, TASK, RATING, RUNG, HONOUR)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened. Which fields are filled follows from the kind; `number` is its idempotency key.

    A task is two facts: the issued one has no amount, the completion has.
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

    @property
    def slot(self) -> str:
        """The place that only one standing fact can have; empty where any number may stand."""
        match self.kind:
            case "check":
                return check_slot(self.indicator, self.period, self.subject)
            case "rating":
                return rating_slot(self.indicator, self.period, self.rater, self.subject)
            case "rung":
                return rung_slot(self.indicator, self.period, self.subject)
            case "task":
                return task_slot(self.task) if self.amount is None else completion_slot(self.task)
            case _:
                return ""

    def texts(self) -> dict[str, str]:
        """Return every field in its canonical text; what is absent is empty."""
        return {name: _text(getattr(self, name)) for name in FIELDS}

    @classmethod
    def read(cls, texts: Mapping[str, str]) -> "Fact":
        """Return the fact that has these texts."""
        fields = {name: texts[name] for name in _PLAIN}
        return cls(
            **fields,
            recorded_at=datetime.fromisoformat(texts["recorded_at"]),
            amount=_decimal(texts["amount"]),
            points=_decimal(texts["points"]),
            occurred_on=_date(texts["occurred_on"]),
            due_on=_date(texts["due_on"]),
        )


FIELDS = tuple(Fact.__dataclass_fields__)
_TYPED = ("recorded_at", "amount", "points", "occurred_on", "due_on")
_PLAIN = tuple(name for name in FIELDS if name not in _TYPED)


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


def check_slot(indicator: str, period: str, subject: str) -> str:
    """One check of a subject, an indicator and a period stands."""
    return f"{CHECK}\t{indicator}\t{period}\t{subject}"


def rating_slot(indicator: str, period: str, rater: str, subject: str) -> str:
    """One rating of a subject by a rater stands in a round."""
    return f"{RATING}\t{indicator}\t{period}\t{rater}\t{subject}"


def rung_slot(indicator: str, period: str, subject: str) -> str:
    """One opening rung of a subject stands in a cycle."""
    return f"{RUNG}\t{indicator}\t{period}\t{subject}"


def task_slot(task: str) -> str:
    """One task of a number stands in the city."""
    return f"{TASK}\t{task}"


def completion_slot(task: str) -> str:
    """One completion of a task stands."""
    return f"completion\t{task}"


def instant(moment: datetime) -> str:
    """Return an instant as RFC 3339 in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _text(value: str | date | Decimal | None) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return canonical(value)
    return instant(value) if isinstance(value, datetime) else value.isoformat()


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
