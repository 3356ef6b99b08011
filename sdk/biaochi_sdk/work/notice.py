"""How a city shows its results before they are final: for how many working days, to whom, and who hears objections."""

from dataclasses import dataclass
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark, marked
from biaochi_sdk.work.checks import known, named, once

SHOWN_TO = ("public", "scored")
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Notice:
    """Results are shown for `working_days`, to the public or to whoever is scored; `decided_by` hears objections.

    The roles in `decided_by` also sign the results. Boards stand in order of rank; unless `ordered`, in order of code,
    and show no ranks. `live`: who may see lists while they still move; the public only where it is named.
    ModelRefused for no days or more than 60, for another audience, and for no role.
    """

    working_days: Mark
    to: str = "public"
    decided_by: tuple[str, ...] = ("work_committee", "scheme_owner")
    ordered: bool = True
    live: str = "scored"

    def __post_init__(self) -> None:
        """Refuse what cannot be a notice."""
        days = marked(self.working_days, "the working days of a notice").number()
        if days.denominator != 1 or not 1 <= days <= MOST_DAYS:
            raise ModelRefused(f"a notice of {days} working days: write a whole number from 1 to {MOST_DAYS}")
        known("the notice", "its audience", (self.to,), SHOWN_TO)
        known("the notice", "the audience of its live lists", (self.live,), SHOWN_TO)
        if not self.decided_by:
            raise ModelRefused("nobody hears objections: name a role in decided_by")
        once("the notice", "role", self.decided_by)
        for role in self.decided_by:
            named(role, "a role that hears objections")

    def data(self) -> dict[str, Any]:
        """The notice as it is published."""
        source = self.working_days.source
        return {
            "working_days": int(self.working_days.number()),
            "to": self.to,
            "decided_by": list(self.decided_by),
            "provenance": str(self.working_days.provenance),
            "source": f"{source.document}，{source.place}" if source else "",
            **({} if self.ordered else {"unordered": True}),
            **({} if self.live == "scored" else {"live": self.live}),
        }
