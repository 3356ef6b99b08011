"""Who is excused of owed work (免办): by an item with its reason and signatures, for the periods between two days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.facts import Fact
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.following import facts_following
from biaochi_assessment.domain.work.items import WorkItem, WorkStep
from biaochi_assessment.domain.work.spans import spans
from biaochi_assessment.domain.work_kinds import EXCUSED, Kind, Waiver


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

    def overlaps(self, period: Period) -> bool:
        """Whether it excuses on any day of a period."""
        return self.since < period.ends_before and period.starts_on < self.until


def written(kind: Kind, item: WorkItem) -> str:
    """Return what was written on an item of a kind: its words, and every text that was filled in."""
    texts = [text for key, some in item.fields.items() if key in kind.texts for text in some]
    return "；".join(text for text in (item.words, *texts) if text)


def excuses(kinds: Iterable[Kind], items: Iterable[WorkItem], as_of: date) -> list[Excuse]:
    """Return what items of one organization excuse it from, as of a day."""
    waivers = {kind.key: kind.waiver for kind in kinds if kind.waiver}
    return [
        _excuse(waiver, item)
        for item in items
        if (waiver := waivers.get(item.kind)) and item.state in waiver.states and item.opened_on <= as_of
    ]


def facts_of_excuse(
    context: WorkContext, recorder: Recorder, kind: Kind, item: WorkItem, step: WorkStep
) -> Iterator[Fact]:
    """Yield what follows of each period that a step began to excuse from, as the kind that is owed says.

    Raises what recording each would: of a period whose cycle is not open, the step is refused.
    """
    before = context.item(item.code).state if context.has(item.code) else ""
    if kind.waiver is None or item.state not in kind.waiver.states or before in kind.waiver.states:
        return
    excuse = _excuse(kind.waiver, item)
    owed = context.kind(excuse.kind)
    if owed.at_step(EXCUSED):
        for period in _covered(excuse, owed):
            on = period.starts_on
            of_period = replace(step, number=f"{step.number}/{period.code}", step=EXCUSED, on=on)
            yield from facts_following(context.facts, recorder, owed, replace(item, opened_on=on), of_period)


def _covered(excuse: Excuse, owed: Kind) -> Iterator[Period]:
    years = range(excuse.since.year, (excuse.until - timedelta(days=1)).year + 1)
    periods = (period for year in years for period in spans(str(year), owed.every))
    return (period for period in periods if excuse.covers(owed.key, period.starts_on))


def _excuse(waiver: Waiver, item: WorkItem) -> Excuse:
    return Excuse(item.code, item.fields[waiver.of][0], _day(item, waiver.since), _day(item, waiver.until))


def _day(item: WorkItem, field: str) -> date:
    return date.fromisoformat(item.fields[field][0])
