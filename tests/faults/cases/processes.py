"""What happens to the platform's own processes: they are killed, added, drained and started in any order."""

import time
from collections.abc import Callable
from random import Random

from biaochi_chassis.foundation.settings import SERVICES

from tests.faults.cases import planted
from tests.faults.platform.points import KILL
from tests.faults.platform.system import System
from tests.running import PARTS

DRAIN_SECONDS = 15.0

Break = Callable[[System, Random], None]
"""Breaks something at a moment the dice choose; returns once it is healed."""


def killed(part: str) -> Break:
    """Kill a part at any moment."""

    def break_it(system: System, dice: Random) -> None:
        system.kill(part)
        time.sleep(dice.uniform(0.0, 0.5))
        system.heal()

    return break_it


def killed_at(point: str, *parts: str) -> Break:
    """Kill a part exactly at a point."""

    def break_it(system: System, dice: Random) -> None:
        part = dice.choice(parts)
        system.order(part, point, KILL)
        system.wait_dead(part)
        system.heal()

    return break_it


def more_replicas_and_fewer(system: System, dice: Random) -> None:
    """One replica of a consumer becomes three, and one again: some end in order, some are killed."""
    part = dice.choice(SERVICES)
    others = [f"{part}.2", f"{part}.3"]
    for other in others:
        system.running.add(other)
        system.note(f"added {other}")
        time.sleep(dice.uniform(0.2, 0.8))
    for other in others:
        if dice.random() < 0.5:
            system.kill(other)
        else:
            system.terminate(other)
        time.sleep(dice.uniform(0.2, 0.8))


def started_in_any_order(system: System, dice: Random) -> None:
    """Everything ends and starts in any order, each a while after the other: all wait for what is missing."""
    order = list(PARTS)
    for part in order:
        system.terminate(part)
    dice.shuffle(order)
    for part in order:
        system.running.spawn(part)
        time.sleep(dice.uniform(0.2, 2.0))
    system.heal()
    system.note(f"started as {', '.join(order)}")


def drained(system: System, dice: Random) -> None:
    """SIGTERM under load: what was begun is answered and published, and the process ends in good order."""
    part = dice.choice(PARTS)
    code, seconds = system.terminate(part)
    if code != 0 or seconds > DRAIN_SECONDS:
        system.object("F37", f"{part} ended with {code} after {seconds:.1f} s")
    if part in SERVICES:
        left = planted.waiting(system.deployment, part)
        if left:
            system.object("F37", f"{part} left {left} events in its outbox")
    system.heal()
