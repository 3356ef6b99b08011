"""A reader that is paused until another has taken its place, and then goes on as if nothing had happened."""

import time
from pathlib import Path
from random import Random

from tests.faults.judging import inspection
from tests.faults.platform.deployment import Deployment
from tests.faults.platform.points import BEFORE_EFFECT, LEASE, STOP
from tests.faults.platform.system import System

_PATIENCE = 20.0
_WATCH = 2.0
_TO_STOP = 0.5
"""Seconds that a process takes at most from its order to stopping."""


def paused_longer_than_the_lease(system: System, dice: Random) -> None:
    """Two replicas; the one that is about to write its effect is stopped until the other has read everything.

    The load ends before the zombie goes on, so that nobody covers up what it writes.
    """
    replicas = ("scoring", "scoring.2")
    system.running.add("scoring.2")
    time.sleep(LEASE)
    orders = {replica: system.order(replica, BEFORE_EFFECT, STOP) for replica in replicas}
    zombie = _first_to_stop(system, orders)
    time.sleep(LEASE + dice.uniform(1.0, 2.0))
    system.load.stop()
    _wait_all_read(system.deployment)
    system.go_on(zombie)
    system.note(f"{zombie} went on after another had taken its place")
    _watch(system)
    system.terminate("scoring.2")


def _first_to_stop(system: System, orders: dict[str, Path]) -> str:
    """Return which replica has obeyed; the other is let off, or goes on where it was as quick."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        for replica, order in orders.items():
            if not order.exists():
                for other in orders.keys() - {replica}:
                    _let_off(system, other, orders[other])
                return replica
        time.sleep(0.01)
    raise AssertionError("no replica came to the point at which it was to stop")


def _let_off(system: System, replica: str, order: Path) -> None:
    try:
        order.unlink()
    except FileNotFoundError:
        time.sleep(_TO_STOP)
        system.go_on(replica)


def _watch(system: System) -> None:
    """Object when a position goes back: the zombie wrote over what its successor had done."""
    highest = inspection.reached(system.deployment)["scoring"]
    end = time.monotonic() + _WATCH
    while time.monotonic() < end:
        reached = inspection.reached(system.deployment)["scoring"]
        for place, at in reached.items():
            if at < highest[place]:
                system.object("I5", f"the position of scoring in {place} went back from {highest[place]} to {at}")
                return
        highest = reached


def _wait_all_read(deployment: Deployment) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        ends = inspection.ends(deployment.log())
        if all(at == ends[place] for place, at in inspection.reached(deployment)["scoring"].items()):
            return
        time.sleep(0.2)
    raise AssertionError("nobody took the paused reader's place")
