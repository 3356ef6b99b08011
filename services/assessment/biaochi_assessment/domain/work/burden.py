"""What a city asks of a unit in a month, against the year before and the city's own limit (减负)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from biaochi_chassis.foundation.decimals import shortest

from biaochi_assessment.domain.refusals import BurdenTooGreat
from biaochi_assessment.domain.work.calendar import DUE, LATE, WorkDue
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import Values, WorkItem
from biaochi_assessment.domain.work_kinds import WITHDRAWN, Burden, Kind


@dataclass(frozen=True, slots=True)
class Borne:
    """How much of a burden a unit bears in a month. `required`: opened so far, and owed until its end."""

    burden: Burden
    required: Decimal
    done: Decimal
    a_year_before: Decimal


@dataclass(frozen=True, slots=True)
class BurdenOfYear:
    """What all units bore in a year and in the one before; `units`: how many it falls on, in each."""

    burden: Burden
    total: Decimal
    units: int
    total_before: Decimal
    units_before: int


def burdens_of(kinds: Iterable[Kind]) -> dict[str, Burden]:
    """Return what these kinds burden a unit with, by key."""
    return {burden.key: burden for kind in kinds for burden in kind.burdens}


def borne(kinds: Mapping[str, Kind], items: Sequence[WorkItem], owed: Iterable[WorkDue], as_of: date) -> list[Borne]:
    """Return each burden of one organization in the month of a day.

    `items`: the organization's, of this month and of the same one a year before. `owed`: its calendar of the year.
    """
    this, last = (as_of.year, as_of.month), (as_of.year - 1, as_of.month)
    open_ = [due for due in owed if due.state in (DUE, LATE) and not due.item and _month(due.deadline.on) == this]
    found = []
    for key, burden in burdens_of(kinds.values()).items():
        done = sum((_weight(kinds, key, item) for item in items if _month(item.opened_on) == this), Decimal(0))
        before = sum((_weight(kinds, key, item) for item in items if _month(item.opened_on) == last), Decimal(0))
        counted = [due for due in open_ if any(one.key == key and not one.sums for one in kinds[due.kind].burdens)]
        found.append(Borne(burden, done + len(counted), done, before))
    return found


def subjects_of(kinds: Iterable[Kind], burden: str) -> tuple[str, ...]:
    """Return the kinds of organizations that a burden falls on."""
    burdening = (kind for kind in kinds if any(one.key == burden for one in kind.burdens))
    return tuple(dict.fromkeys(subject for kind in burdening for subject in kind.subjects))


def borne_in_year(
    kinds: Mapping[str, Kind], items: Sequence[WorkItem], year: int, units: Mapping[tuple[str, int], int]
) -> list[BurdenOfYear]:
    """Return each burden of a whole city in a year. `units`: by key and year, on how many it falls."""
    found = []
    for key, burden in burdens_of(kinds.values()).items():
        total, before = (
            sum((_weight(kinds, key, item) for item in items if item.opened_on.year == one), Decimal(0))
            for one in (year, year - 1)
        )
        found.append(BurdenOfYear(burden, total, units[key, year], before, units[key, year - 1]))
    return found


def check_burden(context: WorkContext, kind: Kind, organization: str, on: date, values: Values) -> None:
    """Raise BurdenTooGreat where this item would ask more of the organization in its month than the city's limit."""
    for burden in kind.burdens:
        if not burden.most:
            continue
        kinds = {other.key: other for other in context.kinds if any(one.key == burden.key for one in other.burdens)}
        items = [item for key in kinds for item in context.of_organization(key, organization)]
        there = sum(
            (_weight(kinds, burden.key, one) for one in items if _month(one.opened_on) == _month(on)), Decimal(0)
        )
        required = there + _amount(burden, values)
        if required > burden.most:
            sentence = (
                f"{organization} {on.year} 年 {on.month} 月的“{burden.title}”已有 {_shown(there)}，加上这一件为 "
                f"{_shown(required)}，上限 {burden.most}：请合并办理，或改在下月。"
            )
            details = {"burden": burden.key, "required": _shown(required), "most": str(burden.most)}
            raise BurdenTooGreat(sentence, field="on", details=details)


def _weight(kinds: Mapping[str, Kind], key: str, item: WorkItem) -> Decimal:
    burden = next((one for one in kinds[item.kind].burdens if one.key == key), None) if item.kind in kinds else None
    return _amount(burden, item.fields) if burden and item.state != WITHDRAWN else Decimal(0)


def _amount(burden: Burden, values: Values) -> Decimal:
    return Decimal(values.get(burden.sums, ("0",))[0]) if burden.sums else Decimal(1)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _shown(amount: Decimal) -> str:
    return shortest(str(amount))
