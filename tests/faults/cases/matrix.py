"""The cases: each breaks one thing under load at a moment the dice choose, heals it, and says what it needs to run.

What a case wants checked beyond the invariants is in `also`.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from biaochi_chassis.foundation.settings import SERVICES

from tests.faults.cases import alerts, dumps, planted, processes, readiness, surroundings, tampering
from tests.faults.cases.processes import Break, killed, killed_at
from tests.faults.cases.zombie import paused_longer_than_the_lease
from tests.faults.judging.checker import Violation
from tests.faults.judging.evidence import from_scratch
from tests.faults.judging.inspection import records
from tests.faults.judging.recompute import Reorder, keep_nothing, keep_subjects
from tests.faults.judging.state import State
from tests.faults.platform.deployment import Need
from tests.faults.platform.points import AFTER_EFFECT, AFTER_PUBLISH, AMID_RECOMPUTE, BEFORE_PUBLISH
from tests.faults.platform.system import System

SOAK_SECONDS = 1800.0
BETWEEN_FAULTS = 60.0

Also = Callable[[System, State, Random], Sequence[Violation]]
"""What a case wants checked once it is quiet."""


def nothing_more(_system: System, _state: State, _dice: Random) -> Sequence[Violation]:
    """The invariants say it all."""
    return ()


@dataclass(frozen=True)
class Case:
    """One row of the fault matrix."""

    code: str
    sentence: str
    break_it: Break
    needs: frozenset[Need] = frozenset()
    also: Also = nothing_more
    alone: bool = False
    """Ends the load itself, so that it cannot be one fault of many."""
    leaves_traces: bool = False
    """What it did stays to be seen by a later case: the platform is founded anew after it."""
    nightly: bool = False
    """Takes long, or matters less: not in every run of continuous integration."""


def order_across_subjects(system: System, state: State, dice: Random) -> Sequence[Violation]:
    """Recompute from a log in which the subjects' events came in another order, each subject's in its own."""
    return _in_another_order(system, state, partial(keep_subjects, dice))


def order_inside_subjects(system: System, state: State, dice: Random) -> Sequence[Violation]:
    """See what was mixed up in order again; recompute from a log in which every subject's events are mixed up."""
    mixed_up = partial(keep_nothing, dice)
    return [*planted.reversed_after_all(system, state, dice), *_in_another_order(system, state, mixed_up)]


def _in_another_order(system: System, state: State, reorder: Reorder) -> Sequence[Violation]:
    other = from_scratch(records(system.deployment.log()), reorder)
    differing = sorted(name for name in state.sheets.keys() | other.keys() if state.sheets.get(name) != other.get(name))
    return [Violation("I6", f"in another order {name} is {other.get(name)}") for name in differing[:1]]


def under_load(_system: System, dice: Random) -> None:
    """Break nothing."""
    time.sleep(dice.uniform(0.5, 1.5))


def soak(system: System, dice: Random) -> None:
    """Half an hour under load, each minute one of the other faults."""
    cases = [case for case in CASES if not case.nightly and not case.alone and case.needs <= system.deployment.has]
    end = time.monotonic() + SOAK_SECONDS
    while time.monotonic() < end:
        dice.choice(cases).break_it(system, dice)
        time.sleep(BETWEEN_FAULTS)


BREAKABLE_BROKER, PROXIES = frozenset({Need.BROKER}), frozenset({Need.SERVER_PROXY})
CASES = (
    Case("F01", "the registry killed", killed("org")),
    Case("F02", "assessment killed", killed("assessment")),
    Case("F03", "scoring killed", killed("scoring")),
    Case("F04", "the gateway killed", killed("gateway")),
    Case("F05", "killed between the commit and the log", killed_at(BEFORE_PUBLISH, *SERVICES)),
    Case("F06", "killed between the log and the outbox", killed_at(AFTER_PUBLISH, *SERVICES)),
    Case("F07", "killed right after the effect committed", killed_at(AFTER_EFFECT, "assessment", "scoring")),
    Case("F08", "killed amid a recomputation", killed_at(AMID_RECOMPUTE, "scoring")),
    Case("F09", "paused longer than its lease, then going on", paused_longer_than_the_lease, alone=True),
    Case("F10", "one replica, three, one", processes.more_replicas_and_fewer),
    Case("F11", "the broker stopped and started", surroundings.broker_restarted, BREAKABLE_BROKER),
    Case("F12", "the broker killed and its log lost", surroundings.broker_lost, BREAKABLE_BROKER),
    Case("F13", "the broker silent", surroundings.broker_silent, PROXIES),
    Case("F14", "the database away for a while", surroundings.database_away),
    Case("F15", "answers cut, tried again under the key", surroundings.answers_cut),
    Case("F16", "the database slow", surroundings.database_slow, PROXIES, nightly=True),
    Case("F17", "a service or a server silent", surroundings.silence, nightly=True),
    Case("F18", "the way to a service or a server flapping", surroundings.flapping, nightly=True),
    Case("F19", "every message again, up to three times", planted.duplicates),
    Case("F20", "another order across subjects", under_load, also=order_across_subjects),
    Case("F21", "another order inside subjects", planted.reversal_first, also=order_inside_subjects),
    Case("F22", "poison in the log", planted.poison, also=planted.buried_with_reasons),
    Case("F23", "a newer minor version", planted.newer_version, also=planted.newer_version_taken),
    Case("F24", "the disk full", surroundings.disk_full, frozenset({Need.DISK})),
    Case("F26", "every service under a clock of its own", surroundings.clocks_apart, nightly=True),
    Case("F27", "started in any order, each late", processes.started_in_any_order),
    Case("F36", "thousands connect and go no further", surroundings.flood, nightly=True),
    Case("F37", "SIGTERM under load", processes.drained),
    Case("F40", "a row of an audit trail changed and deleted", tampering.audit_altered),
    Case("F42", "an older dump of a service's database", dumps.older_dump, leaves_traces=True),
    Case("F43", "the broker away at a start", dumps.broker_away_at_a_start, BREAKABLE_BROKER, nightly=True),
    Case("F44", "asked whether it is ready, whatever is broken", readiness.ready_whatever_is_broken),
    Case("F41", "half an hour with a fault a minute", soak, nightly=True),
    Case(
        "F50",
        "each alert fires by its fault, and none without",
        alerts.every_alert,
        also=planted.buried_with_reasons,
        nightly=True,
    ),
)
BY_CODE = {case.code: case for case in CASES}
