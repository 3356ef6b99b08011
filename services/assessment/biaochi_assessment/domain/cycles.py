"""A cycle: opened once, with its periods and the models it pins; after it is closed nothing in it changes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from biaochi_chassis.foundation.refusal import shown

from biaochi_assessment.domain.calendar import Period, periods_of
from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.models import Model, pinned_on
from biaochi_assessment.domain.refusals import CycleAlreadyOpen, CycleClosed, UnknownCycle, UnknownModel, UnknownPeriod


@dataclass(frozen=True, slots=True)
class PinnedModel:
    """Which version of a model a cycle is judged by, from its opening on."""

    code: str
    hash: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """A year of assessment; its first period is its own."""

    code: str
    periods: tuple[Period, ...]
    models: tuple[PinnedModel, ...]
    opened_at: datetime
    closed_at: datetime | None = None
    facts_hash: str = ""

    @property
    def whole(self) -> Period:
        """The cycle's own period."""
        return self.periods[0]

    def within(self, period: str) -> tuple[str, ...]:
        """Return the codes of the period and of those inside it. Raises UnknownPeriod."""
        outer = next((one for one in self.periods if one.code == period), None)
        if outer is None:
            raise unknown_period(period)
        return tuple(one.code for one in self.periods if outer.contains(one))


def open_cycle(code: str, city: City, models: Sequence[Model], at: datetime) -> Cycle:
    """Return the cycle of a year, pinning the models valid on its last day. Raises BadCycleCode, UnknownModel."""
    periods = periods_of(code, city.calendar)
    pinned = pinned_on(models, periods[0].last_day)
    if not pinned:
        sentence = f"{city.title}没有在 {code} 年末有效的考核模型：请先安装该城市的插件，或核对年份。"
        raise UnknownModel(sentence, field="code")
    return Cycle(code, periods, tuple(PinnedModel(model.code, model.hash) for model in pinned), at)


def check_new(code: str, known: Mapping[str, Cycle]) -> None:
    """Raise CycleAlreadyOpen if there is such a cycle."""
    if code in known:
        raise CycleAlreadyOpen(f"考核周期 {code} 已经开启过：每个周期只开启一次，可直接登记事实。", field="code")


def named(code: str, known: Mapping[str, Cycle]) -> Cycle:
    """Return the cycle of this code. Raises UnknownCycle."""
    if code not in known:
        raise UnknownCycle(f"没有代码为“{shown(code)}”的考核周期：请先开启，或核对代码。", field="cycle")
    return known[code]


def by_code(cycles: Collection[Cycle]) -> dict[str, Cycle]:
    """Return the cycles by their codes."""
    return {cycle.code: cycle for cycle in cycles}


def cycle_before(known: Iterable[str], code: str) -> str:
    """Return the code of the cycle before one, of all these; empty where none is."""
    return max((one for one in known if one < code), default="")


def unknown_period(code: str) -> UnknownPeriod:
    """Return the refusal of a period no cycle has."""
    sentence = f"没有代码为“{shown(code)}”的时段：请先开启所在的考核周期，或核对代码，如 2020、2020-Q3、2020-09。"
    return UnknownPeriod(sentence, field="period")


def closed(cycle: Cycle, name: str) -> CycleClosed:
    """Return the refusal of anything new in a closed cycle."""
    return CycleClosed(f"考核周期 {cycle.code} 已经关闭，事实与冲销不再变动：如有异议，请在公示期内提出。", field=name)
