"""What would lift a subject, as messages of a response."""

from biaochi.scoring.v1 import service_pb2 as wire

from biaochi_scoring.domain.lifting import Change, Lift
from biaochi_scoring.use_cases.answering.lifts import FoundLifts


def lifts(found: FoundLifts) -> wire.ListLiftsAnswer:
    """Where the subject stands and every set."""
    step = found.lifts.step or ""
    return wire.ListLiftsAnswer(
        step=step,
        step_title=found.steps.get(step, step),
        total=found.lifts.total or "",
        lifts=[_lift(found, one) for one in found.lifts.lifts],
        judged=found.lifts.judged,
    )


def _lift(found: FoundLifts, one: Lift) -> wire.Lift:
    changes = [_change(found, change) for change in one.changes]
    return wire.Lift(
        changes=changes, step=one.step, step_title=found.steps.get(one.step, one.step), total=one.total or ""
    )


def _change(found: FoundLifts, one: Change) -> wire.LiftChange:
    return wire.LiftChange(
        indicator=one.place.indicator,
        title=found.titles[one.place.indicator],
        period=one.place.period,
        before=one.before or "",
        after=one.after,
    )
