"""Waits until a platform has nothing left to do and holds no more than it did before anything was broken."""

import time
from collections.abc import Iterator, Mapping
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
    """What is left of the first thing of which something is: what follows from it is looked at after it."""
    looks = (_not_ready(running), _unpublished(deployment), _unread(deployment), _undone(deployment))
    return dict(next((left for look in looks if (left := list(look))), ()))


def _not_ready(running: Running) -> Iterator[tuple[str, str]]:
    return ((name, "not ready") for name in running.processes if not running.is_ready(name))


def _unpublished(deployment: Deployment) -> Iterator[tuple[str, str]]:
    for published in inspection.published(deployment):
        if published.waiting:
            yield f"{published.source} relay", f"{published.waiting} events wait in the outbox"


def _unread(deployment: Deployment) -> Iterator[tuple[str, str]]:
    ends = inspection.ends(deployment.log())
    for reader, reached in inspection.reached(deployment).items():
        if behind := {place: ends[place] - at for place, at in reached.items() if at != ends[place]}:
            yield f"{reader} consumer", f"behind by {behind}"


def _undone(deployment: Deployment) -> Iterator[tuple[str, str]]:
    for service in SERVICES:
        if parked := inspection.column(deployment, service, "select subject from parked_subject"):
            yield f"{service} parking", f"parked: {', '.join(parked)}"
    if inspection.column(deployment, "scoring", "select subject from dirty limit 1"):
        yield "scoring recomputation", "marks are left"
