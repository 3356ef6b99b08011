"""Who is excused of owed work (免办): an item with its reason and signatures, for some days."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from biaochi_sdk.work.checks import known
from biaochi_sdk.work.fields import CHOICE, DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """In one of `states`, an item excuses its organization from the kind of work that the choice `of` names.

    It excuses from each period that begins on or after the day in `since` and before the day in `until`. What is
    excused is neither reminded nor late, and stands in the calendar with the item.
    """

    states: tuple[str, ...]
    of: str
    since: str
    until: str

    def check(self, kind: str, fields: Mapping[str, str], states: Collection[str]) -> None:
        """Refuse what names no state, no choice or no day of the kind."""
        known(kind, "states of an excuse", self.states, states)
        known(kind, "what an excuse is of", (self.of,), [key for key, takes in fields.items() if takes == CHOICE])
        days = [key for key, takes in fields.items() if takes == DAY]
        known(kind, "days of an excuse", (self.since, self.until), days)

    def data(self) -> dict[str, Any]:
        """The excuse as it is published; a published kind says it under "waiver"."""
        return {"states": list(self.states), "of": self.of, "since": self.since, "until": self.until}
