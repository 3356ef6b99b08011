"""What a unit owes in a year: one item of a kind in each period of its cadence, until a working day after it.

Nothing is stored for it: what is owed follows from the kinds, the registry and the items.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.work.items import WorkItem
from biaochi_assessment.domain.work.spans import spans
from biaochi_assessment.domain.work.waivers import Excuse, excuses
from biaochi_assessment.domain.work_kinds import WITHDRAWN, Kind
from biaochi_assessment.domain.working_days import Deadline, working_day_after, working_day_until

PLANNED, DUE, LATE, DONE, DONE_LATE, EXCUSED = "PLANNED", "DUE", "LATE", "DONE", "DONE_LATE", "EXCUSED"
"""Its period has not begun; it may be done in time; the deadline is past; it was done in time; after its deadline; a
waiver excuses from it."""


@dataclass(frozen=True, slots=True)
class WorkDue:
    """What is owed for a period, with the item that answers it or excuses from it, and the day on which it was done."""

    kind: str
    period: str
    deadline: Deadline
    state: str
    item: str = ""
    done_on: date | None = None

    @property
    def turn(self) -> tuple[date, str, str]:
        """Where it stands in a calendar."""
        return self.deadline.on, self.kind, self.period


def work_due(
    kinds: Collection[Kind],
    cycle: Cycle,
    registry: Registry,
    organization: str,
    items: Sequence[WorkItem],
    as_of: date,
) -> list[WorkDue]:
    """Return what the organization owes in the cycle as of a day, by deadline.

    A period is owed by those that are of the kind's subjects on its last day and not exempt. The earliest period that
    is unanswered takes the next item opened on or after its first day: what was left out is made up first. A period
    that a waiver among the items excuses from takes none.
    """
    excused = excuses(kinds, items, as_of)
    return sorted(
        (
            due
            for kind in kinds
            if kind.every and organization not in kind.exempt
            for due in _of_kind(kind, cycle, registry, organization, items, excused, as_of)
        ),
        key=lambda due: due.turn,
    )


def _of_kind(
    kind: Kind,
    cycle: Cycle,
    registry: Registry,
    organization: str,
    items: Sequence[WorkItem],
    excused: Sequence[Excuse],
    as_of: date,
) -> Iterator[WorkDue]:
    there = (one for one in items if one.kind == kind.key and one.state != WITHDRAWN and one.opened_on <= as_of)
    waiting = sorted(there, key=lambda one: (one.opened_on, one.opened_at, one.code))
    for period in spans(cycle.code, kind.every):
        if not registry.kinds_on(organization, period.last_day) & set(kind.subjects):
            continue
        if excuse := next((one for one in excused if one.covers(kind.key, period.starts_on)), None):
            yield WorkDue(kind.key, period.code, _deadline(kind, cycle, period), EXCUSED, excuse.item)
            continue
        item = next((one for one in waiting if one.opened_on >= period.starts_on), None)
        if item:
            waiting.remove(item)
        yield _owed(kind, cycle, period, item, as_of)


def _owed(kind: Kind, cycle: Cycle, period: Period, item: WorkItem | None, as_of: date) -> WorkDue:
    deadline, done_on = _deadline(kind, cycle, period), _done_on(kind, item, as_of)
    if done_on:
        state = DONE if done_on <= deadline.on else DONE_LATE
    elif as_of > deadline.on:
        state = LATE
    else:
        state = PLANNED if as_of < period.starts_on else DUE
    return WorkDue(kind.key, period.code, deadline, state, item.code if item else "", done_on)


def _deadline(kind: Kind, cycle: Cycle, period: Period) -> Deadline:
    """Work belongs to the year in which it is done: no deadline is later than the year's last working day."""
    last = working_day_until(cycle.whole.last_day)
    if not kind.due_working_days:
        return working_day_until(period.last_day)
    named = working_day_after(period.last_day, kind.due_working_days)
    return named if named.on <= last.on else last


def _done_on(kind: Kind, item: WorkItem | None, as_of: date) -> date | None:
    """An item is done when it is closed; of a kind that nothing closes, or where that suffices, when it is opened."""
    if item is None:
        return None
    closes = any(step.closes for step in kind.by_key.values()) and not kind.opening_suffices
    on = item.closed_on if closes else item.opened_on
    return on if on and on <= as_of else None
