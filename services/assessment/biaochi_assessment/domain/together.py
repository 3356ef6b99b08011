"""What several facts of one subject say together: sums under a limit, a case once, days once, what is waived."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from biaochi_chassis.foundation.refusal import shown

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.decision import DecisionContext
from biaochi_assessment.domain.facts import Fact, Neighbour
from biaochi_assessment.domain.models import Accept, Model, Together
from biaochi_assessment.domain.refusals import AboveLimit, CaseTwice, NothingToWaive, SpansOverlap
from biaochi_assessment.domain.values import canonical


def check_together(context: DecisionContext, cycle: Cycle, model: Model, accept: Accept, fact: Fact) -> None:
    """Judge a fact next to those that stand, in each period in which the model puts them together.

    Raises AboveLimit, CaseTwice, SpansOverlap, NothingToWaive.
    """
    if rules := accept.together:
        own, periods = Neighbour.of(fact), {period.code: period for period in cycle.periods}
        for evaluated in _holding(cycle, rules.evaluated, periods[fact.period]):
            inside = _Inside(context, model, evaluated, periods, own)
            _check(accept, rules, inside, own)


class _Inside:
    """The facts of one subject inside an evaluated period that a model counts."""

    def __init__(
        self, context: DecisionContext, model: Model, evaluated: Period, periods: Mapping[str, Period], own: Neighbour
    ) -> None:
        """Next to `own`, of its cycle."""
        self._context, self._model, self._evaluated, self._periods, self._own = context, model, evaluated, periods, own

    def __call__(self, *indicators: str) -> list[Neighbour]:
        """What stands under these."""
        places = ((self._own.cycle, self._own.subject, indicator) for indicator in indicators)
        standing = (one for place in places for one in self._context.neighbours(place))
        return [one for one in standing if one.is_for(self._model.code) and self._holds(one)]

    def title(self, indicator: str) -> str:
        """What an indicator is called."""
        return next(one.title or indicator for one in self._model.accepts if one.indicator == indicator)

    def _holds(self, one: Neighbour) -> bool:
        return self._evaluated.contains(self._periods[one.period])


def _check(accept: Accept, rules: Together, inside: _Inside, own: Neighbour) -> None:
    if (
        rules.limited
        and accept.highest is not None
        and _sum(rules.once, [*inside(own.indicator), own]) > accept.highest
    ):
        highest = canonical(accept.highest)
        sentence = f"{accept.named}加上这一项，合计超过 {highest}：请核对，或冲销此前的一项。"
        raise AboveLimit(sentence, field="amount", details={"highest": highest})
    if rules.no_overlap:
        _check_days(accept, inside(own.indicator), own)
    for other in rules.apart_from if own.case else ():
        if twice := next((one for one in inside(other) if one.case == own.case), None):
            sentence = f"事项“{shown(own.case)}”已登记在“{inside.title(other)}”：只能登记在一处，请冲销其中一项。"
            raise CaseTwice(sentence, field="case", details={"fact": twice.number})
    if rules.waives and all(one.case != own.case for one in inside(*rules.waives)):
        titles = "、".join(map(inside.title, rules.waives))
        sentence = f"{accept.named}减免的事项“{shown(own.case)}”没有登记在{titles}：请核对事项，或先登记该事项。"
        raise NothingToWaive(sentence, field="case")


def _check_days(accept: Accept, standing: Iterable[Neighbour], own: Neighbour) -> None:
    first, _, last = own.case.partition("/")
    for one in standing:
        start, _, end = one.case.partition("/")
        if start <= last and first <= end:
            sentence = f"{accept.named}的起止“{own.case}”与已登记的“{one.case}”重叠：请改正其中一段。"
            raise SpansOverlap(sentence, field="case", details={"fact": one.number})


def _sum(once: str, facts: Sequence[Neighbour]) -> Decimal:
    """The amounts added up, of what counts once the highest."""
    highest: dict[tuple[str, ...], Decimal] = {}
    for one in facts:
        counted, amount = _counted(once, one), Decimal(one.amount or 0)
        highest[counted] = max(highest.get(counted, amount), amount)
    return sum(highest.values(), Decimal(0))


def _counted(once: str, one: Neighbour) -> tuple[str, ...]:
    """What is counted once: the fact itself, its case, or its case and department."""
    if once == "each" or not one.case:
        return ("", one.number)
    return (one.case,) if once == "case" else (one.case, "", one.department)


def _holding(cycle: Cycle, cadences: Sequence[str], period: Period) -> Iterator[Period]:
    """The periods of these cadences that a period lies in."""
    return (one for one in cycle.periods if one.cadence in cadences and one.contains(period))
