"""How many may have something (名额): a number, or a share of all who are of some kinds that day."""

from dataclasses import dataclass
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark, marked
from biaochi_sdk.values.subjects import is_kind
from biaochi_sdk.work.checks import named

ROUNDS = ("down", "half_up", "up")
"""What a share that is no whole number becomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """In a year at most so many items of a kind have come to one of `states` and not left them, but for exceptions.

    most: so many; or percent: of all who are of one of the kinds `among` on the day of the step, which `rounds` makes
    whole. of_list: a model; once the results of the year before are final, the share is of those on its list instead.
    field, values: only items of which the field has one of these values; none: all of the kind.
    """

    key: str
    title: Mark
    states: tuple[str, ...]
    most: int = 0
    percent: int = 0
    among: tuple[str, ...] = ()
    rounds: str = "down"
    field: str = ""
    values: tuple[str, ...] = ()
    of_list: str = ""

    def __post_init__(self) -> None:
        """Refuse a quota that is no number, or both a number and a share, or a share of nobody."""
        named(self.key, "a quota")
        marked(self.title, f"the title of the quota {self.key}").title()
        if not self.states:
            raise ModelRefused(f"the quota {self.key!r} counts items in no state: name the states that take a place")
        if (self.most > 0) == (self.percent > 0) or self.most < 0 or not 0 <= self.percent < 100:
            raise ModelRefused(
                f"the quota {self.key!r} is {self.most} and {self.percent} percent: say most, or 1 to 99 percent"
            )
        if bool(self.percent) != bool(self.among):
            raise ModelRefused(f"the quota {self.key!r}: percent and among go together, a share is of somebody")
        if unknown := [kind for kind in self.among if not is_kind(kind)]:
            raise ModelRefused(f"the quota {self.key!r} is of {unknown[0]!r}, which the registry does not know")
        if self.rounds not in ROUNDS:
            raise ModelRefused(f"the quota {self.key!r} rounds {self.rounds!r}: write one of {', '.join(ROUNDS)}")
        if self.of_list and not self.percent:
            raise ModelRefused(f"the quota {self.key!r} is no share, and of_list is {self.of_list!r}: say percent")
        if bool(self.field) != bool(self.values):
            raise ModelRefused(f"the quota {self.key!r}: field and values go together")

    def data(self) -> dict[str, Any]:
        """The quota as it is published."""
        source = self.title.source
        said: dict[str, Any] = {
            "key": self.key,
            "title": self.title.title(),
            "provenance": str(self.title.provenance),
            "source": f"{source.document}，{source.place}" if source else "",
            "states": list(self.states),
            "most": self.most,
            "percent": self.percent,
            "among": list(self.among),
            "rounds": self.rounds if self.percent else "",
            "field": self.field,
            "values": list(self.values),
            "of_list": self.of_list,
        }
        return {name: value for name, value in said.items() if value}
