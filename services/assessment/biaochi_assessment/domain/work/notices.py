"""What is said of owed work, once for all it concerns: its period begins, its deadline comes near, or passed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.work.calendar import DONE_LATE, DUE, EXCUSED, WorkDue, work_due
from biaochi_assessment.domain.work.items import WorkItem
from biaochi_assessment.domain.work.spans import spans
from biaochi_assessment.domain.work_kinds import Kind
from biaochi_assessment.domain.working_days import Deadline, working_day_before

BEGUN, NEAR, LATE = "BEGUN", "NEAR", "LATE"
STAGES = (BEGUN, NEAR, LATE)

NoticeKey = tuple[str, str, str, date]
"""Kind, period, stage and deadline: what is said once. A deadline that moves is said again."""


@dataclass(frozen=True, slots=True)
class WorkNotice:
    """What these organizations owe for a period, as it was said on a day."""

    cycle: str
    kind: str
    period: str
    stage: str
    deadline: Deadline
    said_on: date
    organizations: tuple[str, ...]

    @property
    def number(self) -> str:
        """Where it stands among all: by the day it was said."""
        return f"{self.said_on}/{self.kind}/{self.period}/{self.stage}"

    @property
    def key(self) -> NoticeKey:
        """What is said once."""
        return self.kind, self.period, self.stage, self.deadline.on


def notices(
    kinds: Mapping[str, Kind],
    cycle: Cycle,
    registry: Registry,
    items: Mapping[str, Sequence[WorkItem]],
    known: Collection[NoticeKey],
    today: date,
) -> Iterator[WorkNotice]:
    """Yield what is to be said today and was not said before. `items`: of the cycle, by organization.

    Who is late stays late: what was made up for before it was said is said as well. What concerns nobody is not said.
    """
    due: defaultdict[tuple[str, str], list[tuple[str, WorkDue]]] = defaultdict(list)
    owing = [kind for kind in kinds.values() if kind.every]
    for organization in whoever_owes(owing, cycle, registry):
        for one in work_due(kinds.values(), cycle, registry, organization, items.get(organization, ()), today):
            due[one.kind, one.period].append((organization, one))
    for (kind, period), owed in sorted(due.items()):
        deadline = owed[0][1].deadline
        stage = _stage(kinds[kind], deadline.on, _begins(cycle, kinds[kind], period), today)
        if stage and (kind, period, stage, deadline.on) not in known:
            whom = tuple(sorted(code for code, one in owed if _concerns(stage, one)))
            if whom:
                yield WorkNotice(cycle.code, kind, period, stage, deadline, today, whom)


def whoever_owes(kinds: Sequence[Kind], cycle: Cycle, registry: Registry) -> list[str]:
    """Return the organizations that owe something of these kinds in a period of the cycle, in order of code."""
    last_days = {span.last_day for kind in kinds for span in spans(cycle.code, kind.every)}
    subjects = {subject for kind in kinds for subject in kind.subjects}
    return sorted({code for subject in subjects for day in last_days for code in registry.cohort(subject, day)})


def _begins(cycle: Cycle, kind: Kind, period: str) -> date:
    return next(span.starts_on for span in spans(cycle.code, kind.every) if span.code == period)


def _stage(kind: Kind, deadline: date, begins: date, today: date) -> str:
    """The latest stage that has come; an earlier one that was missed is not said any more."""
    if today > deadline:
        return LATE
    if kind.remind_working_days and today >= working_day_before(deadline, kind.remind_working_days):
        return NEAR
    return BEGUN if today >= begins else ""


def _concerns(stage: str, due: WorkDue) -> bool:
    if stage == LATE:
        return due.state in (LATE, DONE_LATE)
    return due.state == DUE or (stage == BEGUN and due.state != EXCUSED)
