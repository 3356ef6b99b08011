"""Whose turn it is with whom (轮转): each period, an organization is paired with one some places before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark, marked
from biaochi_sdk.work.checks import filled, known
from biaochi_sdk.work.fields import ORGANIZATION
from biaochi_sdk.work.pace import COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """In each period of a cadence, the item's organization stands so many places after whom `field` names.

    Places are counted among the organizations of the kind's subjects in order of code, around the end. shifts: those of
    the first period of the year, of the second, and so on, and again from the first.
    """

    title: Mark
    field: str
    every: str
    shifts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        """Refuse turns that never come round to anybody, and an unknown cadence."""
        marked(self.title, "the title of turns").title()
        known("turns", "every", (self.every,), COUNTED)
        if not self.shifts or not all(self.shifts) or min(map(min, self.shifts)) < 1:
            raise ModelRefused(f"turns of {self.shifts}: write for each period whole numbers above 0, ((1, 2), (3,))")

    def check(self, kind: str, fields: Mapping[str, str]) -> None:
        """Refuse a field of the kind that names no organization."""
        there = [key for key, takes in fields.items() if takes == ORGANIZATION]
        known(kind, "turns with", (self.field,), there)

    def data(self) -> dict[str, Any]:
        """The turns as they are published."""
        source = self.title.source
        said = {
            "title": self.title.title(),
            "provenance": str(self.title.provenance),
            "source": f"{source.document}，{source.place}" if source else "",
            "field": self.field,
            "every": self.every,
            "turns": [{"ordinal": place, "shifts": list(some)} for place, some in enumerate(self.shifts, start=1)],
        }
        return filled(said)
