"""What must hold of the item above, and of its other children, before a step is taken."""

from biaochi_chassis.foundation.refusal import shown

from biaochi_assessment.domain.refusals import AlreadyExists, NotOnList, StepNotPossible
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import Values, WorkItem
from biaochi_assessment.domain.work_kinds import Kind, Listed, Step


def check_parent_state(context: WorkContext, kind: Kind, step: Step, parent: str) -> None:
    """Raise StepNotPossible while the parent is in no state under which the step may be taken."""
    if not step.under or not parent:
        return
    above = context.item(parent, "parent")
    if above.state not in step.under:
        declared = context.kind(above.kind)
        states = "、".join(declared.state_title(state) for state in step.under)
        sentence = (
            f"“{kind.title}”的“{step.title}”须在“{declared.title}”为“{states}”时办，{above.code} 现为"
            f"“{declared.state_title(above.state)}”：请先办好 {above.code}，或等它到此一步。"
        )
        raise StepNotPossible(sentence, field="parent", details={"state": above.state, "under": ",".join(step.under)})


def check_lists(context: WorkContext, kind: Kind, step: Step, parent: str, values: Values) -> None:
    """Raise NotOnList where somebody is named who is not on the parent's list, or is on the one that bars."""
    for rule in kind.listed:
        if rule.step == step.key and parent:
            _check_list(kind, step, rule, context.item(parent, "parent"), values)


def check_unique(context: WorkContext, kind: Kind, parent: str, values: Values) -> None:
    """Raise AlreadyExists for a second item under a parent with the same values of the kind's unique fields."""
    if not kind.unique:
        return
    wanted = [values.get(field, ()) for field in kind.unique]
    for other in context.below(parent, kind.key):
        if [other.fields.get(field, ()) for field in kind.unique] == wanted:
            same = "、".join(field.title for field in kind.opening.fields if field.key in kind.unique)
            sentence = f"“{kind.title}”已有一件{same}相同的（{other.code}）：请在其上办理，不另登记。"
            raise AlreadyExists(sentence, field=kind.unique[0], details={"item": other.code})


def _check_list(kind: Kind, step: Step, rule: Listed, above: WorkItem, values: Values) -> None:
    there = above.fields.get(rule.among, ())
    for value in values.get(rule.field, ()):
        if (value in there) == rule.barred:
            title = next((one.title for one in step.fields if one.key == rule.field), rule.field)
            why = "须回避" if rule.barred else "不在名单之内"
            sentence = (
                f"“{kind.title}”的“{title}”里的 {shown(value)} 在 {above.code} 中{why}：请改由名单内不回避的人办。"
            )
            raise NotOnList(sentence, field=rule.field, details={"item": above.code, "list": rule.among})
