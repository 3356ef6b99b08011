"""Derived state thrown away and made again from the log, with proof that nothing came out different."""

import time
from dataclasses import dataclass

import biaochi_scoring.app
from biaochi_chassis.log.opening import log_of
from biaochi_chassis.settings import Settings


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild found: digests of all sheets before and after, and what it took."""

    before: str
    after: str
    events: int
    seconds: float

    @property
    def equal(self) -> bool:
        """True when the log gives the very bytes that were stored."""
        return self.before == self.after


async def rebuild(settings: Settings) -> Rebuilt:
    """Rebuild scoring's store from the log. The platform must not be running; an interrupted rebuild is completed."""
    begun = time.monotonic()
    before, after, events = await biaochi_scoring.app.rebuild(settings, log_of(settings))
    return Rebuilt(before, after, events, time.monotonic() - begun)
