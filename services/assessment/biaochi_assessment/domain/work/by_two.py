"""Which steps of work take two persons: those by which somebody is barred, excepted from a rule, or excused."""

from collections.abc import Set as AbstractSet

from biaochi_assessment.domain.work_kinds import Kind, Step


def steps_by_two(kind: Kind, indicators: AbstractSet[str]) -> AbstractSet[str]:
    """Return the keys of the steps of a kind that take two.

    Those from which facts follow that two record by hand, too, under one of these indicators; those that take such
    facts back in favour of their own; those that excuse from owed work, or lead past a quota.
    """
    recording = {follow.step for follow in kind.follows if follow.indicator in indicators}
    return {
        step.key
        for step in kind.by_key.values()
        if step.exception or _excuses(kind, step) or recording & {step.key, *step.replaces}
    }


def _excuses(kind: Kind, step: Step) -> bool:
    return kind.waiver is not None and step.to in kind.waiver.states
