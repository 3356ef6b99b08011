"""What a city asks of a unit in a period, against the year before and the city's own limit (减负)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from biaochi_chassis.foundation.decimals import shortest

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.refusals import BurdenTooGreat
from biaochi_assessment.domain.wording import title
from biaochi_assessment.domain.work.calendar import DUE, LATE, WorkDue
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import Values, WorkItem
from biaochi_assessment.domain.work.spans import span_on
from biaochi_assessment.domain.work_kinds import WITHDRAWN, Burden, Kind


@dataclass(frozen=True, slots=True)
class Borne:
    """How much of a burden a unit bears in a period. `required`: opened so far, and owed until its end.

    `choice`: which it is of and its title, where each is counted by itself; else empty.
    """

    burden: Burden
    period: str
    choice: tuple[str, str]
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
    """Return each burden of one organization in the period of a day, of each choice where they are counted apart.

    `items`: the organization's, of this year and of the one before. `owed`: its calendar of the year; of which choice
    it will be is not known yet, so that it counts only where all are counted together.
    """
    open_ = [due for due in owed if due.state in (DUE, LATE) and not due.item]
    found = []
    for key, burden in burdens_of(kinds.values()).items():
        period = span_on(str(as_of.year), burden.cadence, as_of)
        here = [item for item in items if period.starts_on <= item.opened_on < period.ends_before]
        then = [item for item in items if _a_year_before(period, burden, item.opened_on)]
        counted = [
            due
            for due in open_
            if period.starts_on <= due.deadline.on < period.ends_before
            and any(one.key == key and not (one.sums or one.by) for one in kinds[due.kind].burdens)
        ]
        for choice in _choices(kinds.values(), burden):
            done, before = (_sum(kinds, burden, some, choice[0]) for some in (here, then))
            found.append(Borne(burden, period.code, choice, done + len(counted), done, before))
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
            _sum(kinds, burden, [item for item in items if item.opened_on.year == one]) for one in (year, year - 1)
        )
        found.append(BurdenOfYear(burden, total, units[key, year], before, units[key, year - 1]))
    return found


def check_burden(context: WorkContext, kind: Kind, organization: str, on: date, values: Values) -> None:
    """Raise BurdenTooGreat where this item would ask more of the organization in its period than the city's limit."""
    for burden in kind.burdens:
        if not burden.most:
            continue
        kinds = {other.key: other for other in context.kinds if any(one.key == burden.key for one in other.burdens)}
        period = span_on(str(on.year), burden.cadence, on)
        items = [item for key in kinds for item in context.of_organization(key, organization)]
        here = [item for item in items if period.starts_on <= item.opened_on < period.ends_before]
        choice = values[burden.by][0] if burden.by else ""
        there = _sum(kinds, burden, here, choice)
        required = there + _amount(burden, values)
        if required > burden.most:
            of = f"（{dict(_choices([kind], burden))[choice]}）" if choice else ""
            sentence = (
                f"{organization} {_words(period, on)}的“{burden.title}”{of}已有 {_shown(there)}，加上这一件为 "
                f"{_shown(required)}，上限 {burden.most}：请合并办理，或改在下{title(burden.cadence)}。"
            )
            details = {"burden": burden.key, "required": _shown(required), "most": str(burden.most)}
            raise BurdenTooGreat(sentence, field="on", details={**details, **({"choice": choice} if choice else {})})


def _choices(kinds: Iterable[Kind], burden: Burden) -> list[tuple[str, str]]:
    """What is counted by itself, with its title: each choice that these kinds offer, or all as one."""
    if not burden.by:
        return [("", "")]
    fields = (
        field
        for kind in kinds
        for field in kind.opening.fields
        if field.key == burden.by and any(one.key == burden.key for one in kind.burdens)
    )
    return list({choice.key: choice.title for field in fields for choice in field.choices}.items())


def _a_year_before(period: Period, burden: Burden, day: date) -> bool:
    """Whether a day is in the same period of the year before."""
    year = period.starts_on.year - 1
    return day.year == year and span_on(str(year), burden.cadence, day).ordinal == period.ordinal


def _sum(kinds: Mapping[str, Kind], burden: Burden, items: Iterable[WorkItem], choice: str = "") -> Decimal:
    """How much of a burden these items are; of one choice, where one is given."""
    chosen = (item for item in items if not choice or item.fields.get(burden.by) == (choice,))
    return sum((_weight(kinds, burden.key, item) for item in chosen), Decimal(0))


def _weight(kinds: Mapping[str, Kind], key: str, item: WorkItem) -> Decimal:
    burden = next((one for one in kinds[item.kind].burdens if one.key == key), None) if item.kind in kinds else None
    return _amount(burden, item.fields) if burden and item.state != WITHDRAWN else Decimal(0)


def _amount(burden: Burden, values: Values) -> Decimal:
    return Decimal(values.get(burden.sums, ("0",))[0]) if burden.sums else Decimal(1)


def _words(period: Period, on: date) -> str:
    """A period as people say it: a month by its number, another by its code."""
    return f"{on.year} 年 {on.month} 月" if period.cadence == "month" else f"{period.code} {title(period.cadence)}"


def _shown(amount: Decimal) -> str:
    return shortest(str(amount))
