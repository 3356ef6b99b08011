"""What time it is. Nothing else in a service asks the machine, so that a test or a replay can say it instead."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """The instant for records, the day for rules."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """Return the day it is in Asia/Shanghai, where every period and due date is meant."""
        ...


def midnight(day: date) -> datetime:
    """When a day begins in Asia/Shanghai, in UTC."""
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the day it is in Asia/Shanghai."""
        return self.now().astimezone(SHANGHAI).date()


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still at one aware instant: two runs give the same bytes."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant in UTC."""
        return self.instant.astimezone(UTC)

    def today(self) -> date:
        """Return the instant's day in Asia/Shanghai."""
        return self.instant.astimezone(SHANGHAI).date()


@dataclass(frozen=True)
class ClockInFile:
    """A clock whose hands are moved from outside: by a file, which is read each time; without one the machine's."""

    path: Path

    def now(self) -> datetime:
        """Return the instant in UTC. Raises ValueError while there is a file that holds none."""
        try:
            text = self.path.read_text(encoding="ascii")
        except FileNotFoundError:
            return SystemClock().now()
        return datetime.fromisoformat(text.strip()).astimezone(UTC)

    def today(self) -> date:
        """Return the instant's day in Asia/Shanghai."""
        return self.now().astimezone(SHANGHAI).date()
