"""How often something may be asked of a unit: once in a period, or at most so often (减负)."""

from datetime import date

from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.refusals import AlreadyExists, WorkBudgetSpent
from biaochi_assessment.domain.wording import title
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.spans import span_on
from biaochi_assessment.domain.work_kinds import Kind


def check_limits(context: WorkContext, kind: Kind, cycle: Cycle, organization: str, on: date) -> None:
    """Raise AlreadyExists for a second item of a period, WorkBudgetSpent for one more than the city allows."""
    if kind.once_per and (there := _within(context, kind, (cycle, kind.once_per), organization, on)):
        sentence = (
            f"{organization} 本{title(kind.once_per)}的“{kind.title}”已有（{there[0]}）：每期一件，请在其上办理。"
        )
        raise AlreadyExists(sentence, field="on", details={"item": there[0]})
    if kind.most and len(_within(context, kind, (cycle, kind.most_per), organization, on)) >= kind.most:
        sentence = (
            f"{organization} 本{title(kind.most_per)}的“{kind.title}”已有 {kind.most} 件，至多 {kind.most} 件："
            "请合并办理，或改在下一期。"
        )
        raise WorkBudgetSpent(sentence, field="on", details={"most": str(kind.most), "per": kind.most_per})


def _within(context: WorkContext, kind: Kind, per: tuple[Cycle, str], organization: str, on: date) -> list[str]:
    cycle, cadence = per
    period = span_on(cycle.code, cadence, on)
    items = context.of_organization(kind.key, organization)
    return [item.code for item in items if period.starts_on <= item.opened_on < period.ends_before]
