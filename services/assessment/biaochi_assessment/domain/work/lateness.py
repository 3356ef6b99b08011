"""The facts that follow where nothing was done by a deadline: by the city's rule, of each that is late."""

from collections.abc import Iterator

from biaochi_assessment.domain.decision import DecisionContext, Recorder
from biaochi_assessment.domain.facts import Fact
from biaochi_assessment.domain.work.following import facts_following
from biaochi_assessment.domain.work.items import WorkItem, WorkStep
from biaochi_assessment.domain.work.notices import LATE as IS_LATE
from biaochi_assessment.domain.work.notices import WorkNotice
from biaochi_assessment.domain.work_kinds import LATE, Kind


def facts_of_lateness(context: DecisionContext, recorder: Recorder, kind: Kind, notice: WorkNotice) -> Iterator[Fact]:
    """Yield what follows from a notice that work is late, dated on the deadline. Raises what recording it would."""
    if notice.stage != IS_LATE or not kind.at_step(LATE):
        return
    for organization in notice.organizations:
        yield from facts_following(
            context, recorder, kind, _owed(kind, notice, organization, recorder), _left(notice, organization, recorder)
        )


def _owed(kind: Kind, notice: WorkNotice, organization: str, recorder: Recorder) -> WorkItem:
    """What was owed, in the place of an item that is not there."""
    return WorkItem(
        code=f"{kind.key}/{notice.period}",
        kind=kind.key,
        noun=kind.noun,
        cycle=notice.cycle,
        organization=organization,
        title=kind.title,
        words=f"应于 {notice.deadline.on} 前办“{kind.title}”（{notice.period}），到期未办结。",
        parent="",
        state=LATE,
        opened_on=notice.deadline.on,
        opened_by=recorder.name,
        opened_at=recorder.at,
        due_on=notice.deadline.on,
    )


def _left(notice: WorkNotice, organization: str, recorder: Recorder) -> WorkStep:
    number = f"{LATE}/{notice.kind}/{notice.period}/{organization}"
    return WorkStep(number, "", LATE, notice.deadline.on, "", recorder.name, recorder.at)
