"""Derived state made again from the log, with proof that nothing came out different."""

import asyncio
import time
from dataclasses import dataclass

import biaochi_scoring.stores
import typer
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.log.contract import LogUnavailable
from biaochi_chassis.log.opening import log_of
from biaochi_scoring.use_cases.rebuild import Rebuilt

from biaochi_cli.speaking import console, give_up, settings_here

app = typer.Typer()


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


@app.command()
def rebuild() -> None:
    """Make all results again from the log in a standby store, then change places; say if anything is different.

    The platform may run meanwhile. Interrupted at any moment it leaves what serves as it was.
    """
    try:
        outcome = asyncio.run(_rebuilt(settings_here()))
    except (SettingsRefused, Refused, LogUnavailable) as refused:
        give_up(str(refused))
    console.print(outcome.report, soft_wrap=True)
    raise typer.Exit(0 if outcome.equal else 1)


async def _rebuilt(settings: Settings) -> Outcome:
    begun = time.monotonic()
    rebuilt = await biaochi_scoring.stores.rebuild(settings, log_of(settings))
    return Outcome(rebuilt, time.monotonic() - begun)
