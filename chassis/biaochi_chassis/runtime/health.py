"""Whether a service lives, has started and is ready, each as a sentence per check."""

from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError

from biaochi_chassis.log.contract import LogUnavailable

Check = Callable[[], Awaitable[str | None]]
"""Returns None when all is well, else a sentence that says what is not."""


class Health:
    """The checks of one service. It has not started until it says so."""

    def __init__(self, *, started: bool = False) -> None:
        """Know no checks yet."""
        self.started = started
        self.waits_for = "not started yet"
        """Why it has not started, as a sentence."""
        self._checks: dict[str, Check] = {}

    def add(self, name: str, check: Check) -> None:
        """Check this too before saying that the service is ready."""
        self._checks[name] = check

    async def troubles(self) -> dict[str, str]:
        """Return what is not well, by check; empty when the service is ready."""
        if not self.started:
            return {"start": self.waits_for}
        answers = {name: await _checked(check) for name, check in self._checks.items()}
        return {name: trouble for name, trouble in answers.items() if trouble}


async def _checked(check: Check) -> str | None:
    try:
        return await check()
    except (SQLAlchemyError, LogUnavailable) as trouble:
        return str(trouble)
