"""Who is excused of owed work (免办): by an item with its reason and signatures, for the periods between two days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from biaochi_assessment.domain.work.items import WorkItem
from biaochi_assessment.domain.work_kinds import Kind


@dataclass(frozen=True, slots=True)
class Excuse:
    """What an item excuses its organization from: a kind of work, in periods that begin in these days."""

    item: str
    kind: str
    since: date
    until: date

    def covers(self, kind: str, starts_on: date) -> bool:
        """Whether a period of a kind that begins on a day is excused."""
        return kind == self.kind and self.since <= starts_on < self.until


def excuses(kinds: Iterable[Kind], items: Iterable[WorkItem], as_of: date) -> list[Excuse]:
    """Return what items of one organization excuse it from, as of a day."""
    waivers = {kind.key: kind.waiver for kind in kinds if kind.waiver}
    return [
        Excuse(item.code, item.fields[waiver.of][0], *(_day(item, field) for field in (waiver.since, waiver.until)))
        for item in items
        if (waiver := waivers.get(item.kind)) and item.state in waiver.states and item.opened_on <= as_of
    ]


def _day(item: WorkItem, field: str) -> date:
    return date.fromisoformat(item.fields[field][0])
