"""Derived state made again from the log, with proof that nothing came out different."""

import time
from dataclasses import dataclass

import biaochi_scoring.app
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.opening import log_of
from biaochi_scoring.use_cases.rebuild import Rebuilt


@dataclass(frozen=True)
class Outcome:
    """What a rebuild found, and how long it took."""

    rebuilt: Rebuilt
    seconds: float

    @property
    def equal(self) -> bool:
        """True when the log gives the very bytes that were stored."""
        return self.rebuilt.before == self.rebuilt.after

    @property
    def report(self) -> str:
        """What it says of itself."""
        found = self.rebuilt
        return (
            f"Standings before  {found.before}\nStandings after   {found.after}\n"
            f"Read {found.events} events in {self.seconds:.1f} s, writers waited {found.held:.1f} s: "
            f"{'equal' if self.equal else 'DIFFERENT'}."
        )


async def rebuild(settings: Settings) -> Outcome:
    """Make scoring's results again from the log, in a standby store; then the two change places."""
    begun = time.monotonic()
    rebuilt = await biaochi_scoring.app.rebuild(settings, log_of(settings))
    return Outcome(rebuilt, time.monotonic() - begun)
