"""The pace of work (节奏与减负): how often it is owed, on which days it rests, and how much a unit bears in a month."""

from dataclasses import dataclass
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark, marked
from biaochi_sdk.work.checks import filled, known, named

COUNTED = ("year", "half-year", "quarter", "two-months", "month", "half-month", "two-weeks")
"""Cadences of work. Two weeks are counted from the first of January; the last takes the days that are left."""
MONTH = "month"
HOLIDAY = "holiday"
"""What is owed before each holiday that the kept calendar announces; nothing is counted by it."""
LATE = "late"
"""The step of a fact that follows when what is owed was not done by its deadline."""
EXCUSED = "excused"
"""The step of a fact that follows, for each period, when an item excuses from what is owed."""


def _source(title: Mark, use: str) -> dict[str, str]:
    """A title with where it comes from."""
    source = marked(title, use).source
    place = f"{source.document}，{source.place}" if source else ""
    return {"title": title.title(), "provenance": str(title.provenance), "source": place}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Days on which no item of the kind is opened, such as 无会日 and 无会周.

    weekdays: 1 for Monday to 7. weeks: the first to the fifth week of a month, each from its Monday on; none: every.
    """

    title: Mark
    weekdays: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse days that there are not, and none at all."""
        marked(self.title, "the title of quiet days").title()
        if not (self.weekdays or self.weeks):
            raise ModelRefused("quiet days name no day: say weekdays, weeks, or both")
        if not (set(self.weekdays) <= set(range(1, 8)) and set(self.weeks) <= set(range(1, 6))):
            raise ModelRefused(f"quiet days are {self.weekdays} in weeks {self.weeks}: weekdays 1 to 7, weeks 1 to 5")

    def data(self) -> dict[str, Any]:
        """The days as they are published."""
        days = {"weekdays": list(self.weekdays), "weeks": list(self.weeks)}
        return filled(_source(self.title, "quiet days") | days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """What an organization is asked for in a period: how many items of the kinds that name it, or what a field sums to.

    most: what would be more is refused; 0: it is only measured. sums: the number field of the opening step, such as
    hours; empty: each item counts one. per: the cadence of the period. by: the choice field of the opening step each of
    whose choices is counted and limited by itself, such as the indicator that a record is asked for; empty: all
    together.
    """

    key: str
    title: Mark
    most: int = 0
    sums: str = ""
    per: str = MONTH
    by: str = ""

    def __post_init__(self) -> None:
        """Refuse a key that is no plain name, a limit below nothing, and a period that work is not counted in."""
        named(self.key, "a burden")
        marked(self.title, f"the title of the burden {self.key}").title()
        if self.most < 0:
            raise ModelRefused(f"the burden {self.key!r} is limited to {self.most}: write a whole number above 0")
        known(f"the burden {self.key}", "its period", (self.per,), COUNTED)

    def data(self) -> dict[str, Any]:
        """The burden as it is published."""
        per = "" if self.per == MONTH else self.per
        said = {"key": self.key, "most": self.most, "sums": self.sums, "per": per, "by": self.by}
        return filled(said | _source(self.title, f"the burden {self.key}"))
