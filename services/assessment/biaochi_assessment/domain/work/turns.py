"""Whose turn it is with whom (轮转): who visits or rates whom in a period, by their places in order of code."""

from datetime import date

from biaochi_chassis.foundation.refusal import shown

from biaochi_assessment.domain.refusals import NotOnList
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import Values
from biaochi_assessment.domain.work.spans import span_on
from biaochi_assessment.domain.work_kinds import Kind


def check_turn(context: WorkContext, kind: Kind, organization: str, on: date, values: Values) -> None:
    """Raise NotOnList where the field names none of those whose turn it is with the organization that day."""
    if kind.turns is None:
        return
    period = span_on(str(on.year), kind.turns.every, on)
    shifts = kind.turns.turns[(period.ordinal - 1) % len(kind.turns.turns)].shifts
    registry = context.facts.registry
    around = sorted({code for subject in kind.subjects for code in registry.cohort(subject, on)})
    place = around.index(organization)
    theirs = [around[(place - shift) % len(around)] for shift in shifts]
    given = values.get(kind.turns.field, ())
    if wrong := [code for code in given if code not in theirs]:
        sentence = (
            f"“{kind.title}”按“{kind.turns.title}”轮转，{period.code} 与 {organization} 结对的是"
            f"{'、'.join(theirs)}，不是 {shown(wrong[0])}：请改由轮到的办。"
        )
        raise NotOnList(sentence, field=kind.turns.field, details={"turn": ",".join(theirs), "period": period.code})
