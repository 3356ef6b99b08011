"""What is filled in at a step: every field that the kind asks for, and no other, each in the form it takes."""

from collections.abc import Sequence
from datetime import date

from biaochi_chassis.foundation.decimals import shortest
from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.refusals import FieldMissing, NotSigned, UnknownChoice, UnknownOrganization
from biaochi_assessment.domain.values import canonical, code, number, text
from biaochi_assessment.domain.values import day as day_of
from biaochi_assessment.domain.work.commands import FieldValue
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import Values
from biaochi_assessment.domain.work_kinds import CHOICE, CODES, DAY, ITEM, NUMBER, SEVERAL, Field, Step


def filled(context: WorkContext, step: Step, given: Sequence[FieldValue], on: date) -> Values:
    """Read what was filled in at a step on a day.

    Raises FieldMissing, BadRequest for a field that the step does not have or that has too many values, UnknownChoice,
    UnknownOrganization, UnknownWorkItem, NotANumber, NotADate.
    """
    fields = {one.key: one for one in step.fields}
    values: dict[str, tuple[str, ...]] = {}
    for one in given:
        if one.key not in fields or one.key in values:
            known = "、".join(f"{each.key}（{each.title}）" for each in step.fields) or "（没有）"
            said = "写了两次" if one.key in values else "不在其列"
            sentence = f"“{step.title}”的栏目“{shown(one.key)}”{said}：可填的有 {known}，请改正。"
            raise BadRequest(sentence, field=one.key or "fields")
        field, written = fields[one.key], tuple(value for value in one.values if value)
        if len(written) > 1 and field.takes not in SEVERAL:
            sentence = f"栏目“{field.title}”只填一个值，这里写了 {len(written)} 个：请改正。"
            raise BadRequest(sentence, field=field.key)
        if written:
            values[one.key] = tuple(_read(context, field, value, on) for value in written)
    for field in step.fields:
        if field.key not in values and not field.optional:
            raise FieldMissing(f"“{step.title}”没有填写“{field.title}”（{field.key}）：请补填。", field=field.key)
    return values


def signed(step: Step, names: Sequence[str], by: str) -> tuple[str, ...]:
    """Return who signed besides whoever takes the step. Raises NotSigned while there are too few."""
    others = tuple(dict.fromkeys(code(name, "signed") for name in names if name and name != by))
    if len(others) < step.signatures:
        sentence = f"“{step.title}”除经办人外须有 {step.signatures} 人签署，现有 {len(others)} 人：请补齐后再办。"
        raise NotSigned(sentence, field="signed", details={"signatures": str(step.signatures)})
    return others


def day(written: str, field: str) -> date:
    """Read a day that must be said. Raises NotADate, FieldMissing."""
    found = day_of(written, field)
    if found is None:
        raise FieldMissing("没有写日期：请写明是哪一天，如 2020-09-30。", field=field)
    return found


def _read(context: WorkContext, field: Field, written: str, on: date) -> str:
    match field.takes:
        case takes if takes == NUMBER:
            return canonical(number(shortest(written), field.key))
        case takes if takes == DAY:
            return day(written, field.key).isoformat()
        case takes if takes == CHOICE:
            return _choice(field, written)
        case takes if takes == ITEM:
            return context.item(written, field.key).code
        case takes if takes in CODES:
            return _registered(context, field, written, on)
        case _:
            return text(written, field.key)


def _choice(field: Field, written: str) -> str:
    keys = {one.key: one.title for one in field.choices}
    if written not in keys:
        known = "、".join(f"{key}（{title}）" for key, title in keys.items())
        sentence = f"栏目“{field.title}”没有选项“{shown(written)}”：可选的有 {known}。"
        raise UnknownChoice(sentence, field=field.key, details={"choices": ",".join(keys)})
    return written


def _registered(context: WorkContext, field: Field, written: str, on: date) -> str:
    if not context.facts.registry.kinds_on(written, on):
        sentence = f"栏目“{field.title}”里的“{shown(written)}”在 {on} 不在名册上：请核对代码或日期。"
        raise UnknownOrganization(sentence, field=field.key)
    return written
