"""Waits until a platform has nothing left to do and holds no more than it did before anything was broken."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from biaochi_chassis.foundation.settings import SERVICES

from tests.faults.judging import inspection
from tests.faults.judging.checker import risen
from tests.faults.judging.vitals import levels
from tests.faults.platform.deployment import Deployment
from tests.running import Running

QUIET_SECONDS = 30.0
_LOOK = 0.1


@dataclass(frozen=True)
class Quiet:
    """What was left to do, by part, when the patience was over; and what the processes hold once nothing is left."""

    troubles: dict[str, str]
    levels: dict[str, int] = field(default_factory=dict)


def wait_quiet(running: Running, deployment: Deployment, before: Mapping[str, int]) -> Quiet:
    """Return as soon as nothing is left to publish, read or recompute, all are ready and hold no more than before."""
    end = time.monotonic() + QUIET_SECONDS
    while left := _left(running, deployment):
        if time.monotonic() > end:
            return Quiet(left)
        time.sleep(_LOOK)
    try:
        while any(risen(before, now := levels(running))) and time.monotonic() < end:
            time.sleep(_LOOK)
    except AssertionError as refused:
        return Quiet({"gateway": f"refuses a read: {str(refused)[:300]}"})
    return Quiet({}, now)


def _left(running: Running, deployment: Deployment) -> dict[str, str]:
    left = {name: "not ready" for name in running.processes if not running.is_ready(name)}
    for published in inspection.published(deployment):
        if published.waiting:
            left[f"{published.source} relay"] = f"{published.waiting} events wait in the outbox"
    ends = inspection.ends(deployment.log())
    for reader, reached in inspection.reached(deployment).items():
        behind = {place: ends[place] - at for place, at in reached.items() if at != ends[place]}
        if behind:
            left[f"{reader} consumer"] = f"behind by {behind}"
    for service in SERVICES:
        if parked := inspection.column(deployment, service, "select subject from parked_subject"):
            left[f"{service} parking"] = f"parked: {', '.join(parked)}"
    if inspection.column(deployment, "scoring", "select subject from dirty limit 1"):
        left["scoring recomputation"] = "marks are left"
    return left
