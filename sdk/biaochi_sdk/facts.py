"""What happened, as the model sees it: one fact of one indicator in one period, with an exact amount."""

from dataclasses import dataclass

from biaochi_sdk.marks import Source

Inputs = dict[str, str | list[str] | None]


@dataclass(frozen=True, slots=True)
class Fact:
    """A standing fact: leave out what was reversed together with its reversal."""

    id: str
    kind: str
    subject: str
    indicator: str
    period: str
    amount: str = "0"
    points: str | None = None
    share: str | None = None
    rater: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Accept:
    """What an indicator takes: the facts' kind, bounds and step, the periods, the recorder, and how they count."""

    indicator: str
    title: str
    kind: str
    share: str | None
    lo: str
    hi: str
    step: str
    unit: str
    cadences: tuple[str, ...]
    who: str
    how: str
    missing: str
    clause: Source
