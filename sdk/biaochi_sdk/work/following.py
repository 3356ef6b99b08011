"""Facts that follow from a step (随之产生的事实): a number that follows from what was done is never typed."""

from dataclasses import dataclass
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.work.checks import filled

SAYS = (
    *("amount", "level", "choice", "rater", "panel", "points", "share", "task", "title", "due_on"),
    *("case", "department", "owners", "raised", "reason", "clause", "note", "falls_on"),
)
"""What a following fact may be told; falls_on: the day in whose period it counts, if not that of the step."""


@dataclass(frozen=True, slots=True)
class Of:
    """The value of a field, or of what every item has (SPECIAL), where a following fact is told something.

    counted: not the value, but how many there are, as of those named one by one. days: how many days lie between the
    day in it and that of the step; none where that is earlier.
    """

    field: str
    counted: bool = False
    days: bool = False

    def data(self) -> dict[str, Any]:
        """What is told, as it is published."""
        how = {"counted": self.counted, "days": self.days}
        return {"field": self.field} | {name: True for name, said in how.items() if said}


@dataclass(frozen=True, slots=True)
class Follow:
    """A fact of an indicator that a step records by itself. Make it with `follows`.

    subject: a field that names whom it is about, one fact for each; empty: the item's organization.
    only: a field and the values of it under which it follows.
    """

    indicator: str
    step: str
    says: tuple[tuple[str, str | Of], ...] = ()
    subject: str = ""
    only: tuple[str, tuple[str, ...]] | None = None

    def data(self) -> dict[str, Any]:
        """The fact as it is published."""
        says = [
            filled({"name": name, **(value.data() if isinstance(value, Of) else {"text": value})})
            for name, value in self.says
        ]
        said: dict[str, Any] = {"indicator": self.indicator, "step": self.step, "says": says, "subject": self.subject}
        if self.only:
            said |= {"only": self.only[0], "only_values": list(self.only[1])}
        return filled(said)


def follows(
    indicator: str,
    at: str,
    *,
    subject: str = "",
    only: tuple[str, tuple[str, ...]] | None = None,
    **says: str | int | Of,
) -> Follow:
    """The fact of this indicator that follows from a step, told this: a text, a whole number, or `Of` a field."""
    for name, value in says.items():
        if name not in SAYS or isinstance(value, float | bool):
            raise ModelRefused(f"a fact of {indicator!r} cannot be told {name}={value!r}: it takes {', '.join(SAYS)}")
    given = tuple((name, str(value) if isinstance(value, int) else value) for name, value in says.items())
    return Follow(indicator, at, given, subject, only)
