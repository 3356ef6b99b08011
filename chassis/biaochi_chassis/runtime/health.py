"""Whether a service lives, has started and is ready, each as a sentence per check; what limits it is said, too.

Ready means that it can answer. A disk without room, a log that is away, or behind which it is, keeps nobody from
reading.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from sqlalchemy.exc import SQLAlchemyError

from biaochi_chassis.log.contract import LogUnavailable

Check = Callable[[], Awaitable[str | None]]
"""Returns None when all is well, else a sentence that says what is not."""

PATIENCE = 0.8
"""Seconds within which all checks have answered, whatever is broken: a probe has one."""


class Health:
    """The checks of one service. It has not started until it says so."""

    def __init__(self, *, started: bool = False) -> None:
        """Know no checks yet."""
        self.started = started
        self.waits_for = "not started yet"
        """Why it has not started, as a sentence."""
        self._checks: dict[str, Check] = {}
        self._limits: dict[str, Check] = {}

    def add(self, name: str, check: Check) -> None:
        """Check this too before saying that the service is ready."""
        self._checks[name] = check

    def watch(self, name: str, check: Check) -> None:
        """Say what this finds, and be ready all the same."""
        self._limits[name] = check

    async def troubles(self) -> dict[str, str]:
        """Return what is not well, by check; empty when the service is ready."""
        return await _found_by(self._checks) if self.started else {"start": self.waits_for}

    async def limits(self) -> dict[str, str]:
        """Return what a ready service cannot do or is late with, by check."""
        return await _found_by(self._limits)


async def _found_by(checks: Mapping[str, Check]) -> dict[str, str]:
    """What these checks say; a part that starts meanwhile may bring more of them."""
    now = dict(checks)
    answers = await asyncio.gather(*(_checked(check) for check in now.values()))
    return {name: trouble for name, trouble in zip(now, answers, strict=True) if trouble}


async def _checked(check: Check) -> str | None:
    try:
        async with asyncio.timeout(PATIENCE):
            return await check()
    except TimeoutError:
        return f"no answer within {PATIENCE} s"
    except (SQLAlchemyError, LogUnavailable) as trouble:
        return str(trouble)
