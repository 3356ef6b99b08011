"""How late the event loop of a process is: what one request computes too long, all others wait for."""

import asyncio
import time

from biaochi_chassis.foundation.metrics import EVENT_LOOP_LAG

EVERY = 1.0
"""Seconds between two measurements."""


async def watch_event_loop() -> None:
    """Measure until cancelled."""
    while True:
        due = time.monotonic() + EVERY
        await asyncio.sleep(EVERY)
        EVENT_LOOP_LAG.observe(max(0.0, time.monotonic() - due))
