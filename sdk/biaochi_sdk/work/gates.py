"""Gates of a step (关口): what must not be in the way of it; where it is, the step is refused or leads elsewhere."""

from dataclasses import dataclass
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark, marked
from biaochi_sdk.values.subjects import is_kind

GATES, CLOSED_BY = "gates", "closed_by"
"""What an item that gates led elsewhere has besides its fields: their keys, and the codes of what closed them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One thing that must not be in the way of the step `at`. It closes in one of four ways.

    field, values: where this field has one of these values. registered, own: where somebody in the field `own` is of
    none of these kinds in the registry that day. work, states, own, theirs: where an item of that kind of work, in one
    of these states (none: any but withdrawn), names in its field `theirs` whom this one names in `own`; both may be
    "organization". consequences, own: where one of these that follow from final results has not ended for whom `own`
    names. same_year: that item is of the same year; within_days: at most so many days before or after;
    alike: it says the same as this one in these fields. required: it closes where there is no such item
    instead, or where none of these followed from the results of the year before.

    leads_to: the state the step leads to instead, and the item is closed; empty: the step is refused. advice: what to
    do then, as it is said to whoever is refused.
    """

    key: str
    title: Mark
    at: str
    field: str = ""
    values: tuple[str, ...] = ()
    registered: tuple[str, ...] = ()
    work: str = ""
    states: tuple[str, ...] = ()
    own: str = ""
    theirs: str = ""
    same_year: bool = False
    within_days: int = 0
    alike: tuple[str, ...] = ()
    required: bool = False
    consequences: tuple[str, ...] = ()
    leads_to: str = ""
    advice: str = ""

    def __post_init__(self) -> None:
        """Refuse a gate that closes in no way or in several, and one that only half says how."""
        marked(self.title, f"the title of the gate {self.key}").title()
        ways = [bool(self.field or self.values), bool(self.registered), bool(self.work or self.theirs or self.states)]
        ways.append(bool(self.consequences))
        if sum(ways) != 1:
            raise ModelRefused(
                f"the gate {self.key!r} closes in {sum(ways)} ways: say field, registered, work or consequences"
            )
        if ways[0] and not (self.field and self.values):
            raise ModelRefused(f"the gate {self.key!r}: field and values go together")
        if (not ways[0] and not self.own) or (ways[2] and not (self.work and self.theirs)):
            raise ModelRefused(f"the gate {self.key!r} looks for nobody: say own, and for work theirs too")
        if unknown := [kind for kind in self.registered if not is_kind(kind)]:
            raise ModelRefused(f"the gate {self.key!r} asks for {unknown[0]!r}, which the registry does not know")
        narrowed = self.same_year or self.within_days or self.alike
        if (narrowed and not ways[2]) or (self.required and not (ways[2] or ways[3])) or self.within_days < 0:
            narrowing = "same_year, within_days, alike and required"
            raise ModelRefused(f"the gate {self.key!r}: {narrowing} say which items of work it looks at")

    @property
    def fields(self) -> list[str]:
        """The fields of its own kind that it looks at."""
        return [name for name in (self.field, self.own, *self.alike) if name and name != "organization"]

    def data(self) -> dict[str, Any]:
        """The gate as it is published."""
        names = (
            "key",
            "at",
            "field",
            "work",
            "own",
            "theirs",
            "same_year",
            "within_days",
            "required",
            "leads_to",
            "advice",
        )
        said: dict[str, Any] = {name: getattr(self, name) for name in names}
        listed = {
            name: list(getattr(self, name)) for name in ("values", "registered", "states", "alike", "consequences")
        }
        source = self.title.source
        title = {"title": self.title.title(), "provenance": str(self.title.provenance)}
        title |= {"source": f"{source.document}，{source.place}"} if source else {}
        return {name: value for name, value in (said | listed | title).items() if value}
