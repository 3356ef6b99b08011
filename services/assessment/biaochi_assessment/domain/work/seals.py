"""What is settled beforehand and told only once it is done (不发通知、不打招呼): its hash is filled in first."""

from datetime import date
from hashlib import sha256

from biaochi_assessment.domain.refusals import SealBroken
from biaochi_assessment.domain.work.items import Values
from biaochi_assessment.domain.work_kinds import ORGANIZATION, ORGANIZATIONS, Step


def check_seals(step: Step, before: Values, values: Values, on: date) -> None:
    """Raise SealBroken unless each text that opens a seal has its hash and names the day and organizations of the step.

    `before`: what was filled in at earlier steps, `values`: at this one.
    """
    for field in step.fields:
        written = "".join(values.get(field.key, ()))
        if not field.opens or not written:
            continue
        sealed = "".join(before.get(field.opens, ())).strip().lower()
        if sha256(written.encode()).hexdigest() != sealed:
            sentence = f"“{field.title}”与事先封存的“{field.opens}”不符：其 SHA-256 应为 {sealed}，请填封存时的原文。"
            raise SealBroken(sentence, field=field.key)
        named = [one for each in step.fields if each.takes in _PLACES for one in values.get(each.key, ())]
        if lacking := [word for word in (on.isoformat(), *named) if word not in written.split()]:
            sentence = f"封存的“{field.title}”没有写明{'、'.join(lacking)}：检查的日期和单位以事先封存的为准，请改正。"
            raise SealBroken(sentence, field=field.key)


_PLACES = (ORGANIZATION, ORGANIZATIONS)
