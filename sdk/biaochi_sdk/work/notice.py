"""How a city makes known what it finds: the notice of its results before they are final, and its bulletins."""

from dataclasses import dataclass
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.periods import CADENCES
from biaochi_sdk.values.provenance import Mark, marked
from biaochi_sdk.work.checks import known, named, once

SHOWN_TO = ("public", "scored")
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin (通报) that is drafted by itself when a period of a cadence is over; two persons put it in force.

    `title`: what it is called, and where that is published; `to`: who reads it once it is in force.
    ModelRefused for another cadence or audience.
    """

    every: str
    title: Mark
    to: str = "scored"

    def __post_init__(self) -> None:
        """Refuse what cannot be a bulletin."""
        title = marked(self.title, "the title of a bulletin").title()
        known(title, "its cadence", (self.every,), CADENCES)
        known(title, "its audience", (self.to,), SHOWN_TO)

    def data(self) -> dict[str, Any]:
        """The bulletin as it is published."""
        return {"every": self.every, "title": self.title.title(), "to": self.to, **_origin(self.title)}


def _origin(mark: Mark) -> dict[str, str]:
    source = mark.source
    return {"provenance": str(mark.provenance), "source": f"{source.document}，{source.place}" if source else ""}


@dataclass(frozen=True, slots=True)
class Notice:
    """Results are shown for `working_days`, to the public or to whoever is scored; `decided_by` hears objections.

    The roles in `decided_by` also sign the results. Boards stand in order of rank; unless `ordered`, in order of code,
    and show no ranks. `live`: who may see lists while they still move; the public only where it is named. `bulletins`:
    what is drafted when a period is over, one a cadence. `public`: the indices whose results everybody reads though the
    others go to the scored.
    ModelRefused for no days or more than 60, for another audience, for no role, for a cadence named twice, and for
    public indices where all are public.
    """

    working_days: Mark
    to: str = "public"
    decided_by: tuple[str, ...] = ("work_committee", "scheme_owner")
    ordered: bool = True
    live: str = "scored"
    bulletins: tuple[Bulletin, ...] = ()
    public: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be a notice."""
        days = marked(self.working_days, "the working days of a notice").number()
        if days.denominator != 1 or not 1 <= days <= MOST_DAYS:
            raise ModelRefused(f"a notice of {days} working days: write a whole number from 1 to {MOST_DAYS}")
        known("the notice", "its audience", (self.to,), SHOWN_TO)
        known("the notice", "the audience of its live lists", (self.live,), SHOWN_TO)
        once("the bulletins", "cadence", [one.every for one in self.bulletins])
        once("the notice", "public index", self.public)
        if self.public and self.to == "public":
            raise ModelRefused("all results are for the public already: leave out public, or say to='scored'")
        if not self.decided_by:
            raise ModelRefused("nobody hears objections: name a role in decided_by")
        once("the notice", "role", self.decided_by)
        for role in self.decided_by:
            named(role, "a role that hears objections")

    def data(self) -> dict[str, Any]:
        """The notice as it is published."""
        return {
            "working_days": int(self.working_days.number()),
            "to": self.to,
            "decided_by": list(self.decided_by),
            **_origin(self.working_days),
            **({} if self.ordered else {"unordered": True}),
            **({} if self.live == "scored" else {"live": self.live}),
            **({"bulletins": [one.data() for one in self.bulletins]} if self.bulletins else {}),
            **({"public": list(self.public)} if self.public else {}),
        }
