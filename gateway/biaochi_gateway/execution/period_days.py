"""The last days of periods, kept by the process: what a cycle was opened with never changes."""

from collections.abc import Mapping
from datetime import date, timedelta

from biaochi.assessment.v1.service_pb2 import Cycle


class PeriodDays:
    """The last day of each period of the cycles that were asked for."""

    def __init__(self) -> None:
        self._days: dict[tuple[str, str], Mapping[str, str]] = {}

    def of(self, city: str, cycle: str) -> Mapping[str, str] | None:
        """By the period's code, ISO; None for a cycle that was not kept yet."""
        return self._days.get((city, cycle))

    def keep(self, city: str, cycle: Cycle) -> Mapping[str, str]:
        """Keep and return a cycle's."""
        days = self._days[city, cycle.code] = last_days(cycle)
        return days


def last_days(cycle: Cycle) -> Mapping[str, str]:
    """The last day of each of its periods, by code, ISO."""
    return {each.code: (date.fromisoformat(each.ends_before) - timedelta(days=1)).isoformat() for each in cycle.periods}
