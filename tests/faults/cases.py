"""The cases: each breaks one thing under load at a moment the dice choose, heals it, and says what it needs to run.

`break_it` returns once everything is healed; what a case wants checked beyond the invariants is in `also`.
"""

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from random import Random

from biaochi_chassis.settings import SERVICES

from tests.faults import planted
from tests.faults.books import records
from tests.faults.checker import Violation
from tests.faults.evidence import from_scratch
from tests.faults.ground import BROKER, DATABASE, Files, Need
from tests.faults.points import (
    AFTER_EFFECT,
    AFTER_PUBLISH,
    AMID_RECOMPUTE,
    BEFORE_PUBLISH,
    KILL,
)
from tests.faults.recompute import Reorder, keep_nothing, keep_subjects
from tests.faults.state import State
from tests.faults.system import System
from tests.faults.zombie import paused_longer_than_the_lease
from tests.running import PARTS

DRAIN_SECONDS = 15.0

Break = Callable[[System, Random], None]
Also = Callable[[System, State, Random], Sequence[Violation]]


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
    nightly: bool = False
    """Not in every run of continuous integration."""


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


def database_away(system: System, dice: Random) -> None:
    """A server is stopped and started; a file is locked by somebody else for a while."""
    if not isinstance(system.ground, Files):
        system.ground.server().kill()
        time.sleep(dice.uniform(0.5, 2.0))
        system.ground.server().start()
        system.note("database server killed and started")
        return
    name, seconds = dice.choice((*SERVICES, "log")), dice.uniform(1.0, 3.0)
    with closing(sqlite3.connect(system.ground.file(name), timeout=10, isolation_level=None)) as connection:
        connection.execute("begin immediate")
        time.sleep(seconds)
        connection.execute("rollback")
    system.note(f"{name} locked for {seconds:.1f} s")


def answers_cut(system: System, dice: Random) -> None:
    """Clients go before they are answered, and answers of services and databases are cut; all try again by key."""
    system.load.leaving = 0.3
    for name in {"org", "assessment", DATABASE} & system.proxies.keys():
        system.proxies[name].weather.answers_to_cut = dice.randint(1, 4)
    time.sleep(dice.uniform(1.5, 2.5))
    system.load.leaving = 0.0
    for proxy in system.proxies.values():
        proxy.weather.answers_to_cut = 0
    system.note("clients gone and answers cut")


def silence(system: System, dice: Random) -> None:
    """Nothing passes to a service, the broker or the database, or no answer comes back, and nobody is told."""
    name, seconds = dice.choice(sorted(system.proxies)), dice.uniform(2.0, 4.0)
    one_way = dice.random() < 0.5
    weather = system.proxies[name].weather
    weather.mute, weather.silent = one_way, not one_way
    time.sleep(seconds)
    weather.mute = weather.silent = False
    system.note(f"{name} not heard for {seconds:.1f} s{', but hearing' if one_way else ''}")


def flapping(system: System, dice: Random) -> None:
    """The way to a service, the broker or the database breaks and comes back, again and again."""
    proxy = system.proxies[name := dice.choice(sorted(system.proxies))]
    for _ in range(5):
        proxy.weather.closed = True
        system.network.do(proxy.reset())
        time.sleep(dice.uniform(0.1, 0.4))
        proxy.weather.closed = False
        time.sleep(dice.uniform(0.1, 0.4))
    system.note(f"the way to {name} broke five times")


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
    """SIGTERM under load: what was begun is answered and told, and the process ends in good order."""
    part = dice.choice(PARTS)
    code, seconds = system.terminate(part)
    if code != 0 or seconds > DRAIN_SECONDS:
        system.object("F37", f"{part} ended with {code} after {seconds:.1f} s")
    if part in SERVICES:
        left = planted.waiting(system.ground, part)
        if left:
            system.object("F37", f"{part} left {left} events in its outbox")
    system.heal()


def broker_restarted(system: System, dice: Random) -> None:
    """The broker ends in good order and starts."""
    system.ground.broker().stop()
    time.sleep(dice.uniform(1.0, 3.0))
    system.ground.broker().start()
    system.note("broker stopped and started")


def broker_lost(system: System, dice: Random) -> None:
    """The broker is killed and all it kept is lost: producers publish again from what they keep."""
    system.ground.broker().kill()
    system.ground.broker().wipe()
    time.sleep(dice.uniform(0.5, 2.0))
    system.ground.broker().start()
    system.note("broker killed, its log lost")


def broker_silent(system: System, dice: Random) -> None:
    """Nothing passes between the services and the broker, and nobody is told."""
    weather = system.proxies[BROKER].weather
    weather.silent = True
    time.sleep(seconds := dice.uniform(5.0, 15.0))
    weather.silent = False
    system.note(f"broker not heard for {seconds:.1f} s")


def database_slow(system: System, dice: Random) -> None:
    """Every packet to and from the database takes half a second."""
    weather = system.proxies[DATABASE].weather
    weather.delay = 0.5
    time.sleep(dice.uniform(3.0, 6.0))
    weather.delay = 0.0
    system.note("database slow")


def order_across_subjects(system: System, state: State, dice: Random) -> Sequence[Violation]:
    """Recompute from a log in which the subjects' events came in another order, each subject's in its own."""
    return _in_another_order(system, state, partial(keep_subjects, dice))


def order_inside_subjects(system: System, state: State, dice: Random) -> Sequence[Violation]:
    """See what was mixed up in order again; recompute from a log in which every subject's events are mixed up."""
    mixed_up = partial(keep_nothing, dice)
    return [*planted.reversed_after_all(system, state, dice), *_in_another_order(system, state, mixed_up)]


def _in_another_order(system: System, state: State, reorder: Reorder) -> Sequence[Violation]:
    other = from_scratch(records(system.ground.log()), reorder)
    differing = sorted(name for name in state.sheets.keys() | other.keys() if state.sheets.get(name) != other.get(name))
    return [Violation("I6", f"in another order {name} is {other.get(name)}") for name in differing[:1]]


def under_load(_system: System, dice: Random) -> None:
    """Break nothing."""
    time.sleep(dice.uniform(0.5, 1.5))


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
    Case("F09", "paused longer than its lease, then going on", paused_longer_than_the_lease),
    Case("F10", "one replica, three, one", more_replicas_and_fewer),
    Case("F11", "the broker stopped and started", broker_restarted, BREAKABLE_BROKER),
    Case("F12", "the broker killed and its log lost", broker_lost, BREAKABLE_BROKER),
    Case("F13", "the broker not heard", broker_silent, PROXIES),
    Case("F14", "the database away for a while", database_away),
    Case("F15", "answers cut, tried again under the key", answers_cut),
    Case("F16", "the database slow", database_slow, PROXIES, nightly=True),
    Case("F17", "nothing heard of a service", silence, nightly=True),
    Case("F18", "the way to a service flapping", flapping, nightly=True),
    Case("F19", "every message again, up to three times", planted.duplicates),
    Case("F20", "another order across subjects", under_load, also=order_across_subjects),
    Case(
        "F21",
        "another order inside subjects",
        planted.reversal_first,
        frozenset({Need.SUBJECT_ORDER}),
        also=order_inside_subjects,
    ),
    Case("F22", "poison in the log", planted.poison, also=planted.buried_with_reasons),
    Case("F23", "a newer minor version", planted.newer_version, also=planted.newer_version_taken),
    Case("F27", "started in any order, each late", started_in_any_order),
    Case("F37", "SIGTERM under load", drained),
)
BY_CODE = {case.code: case for case in CASES}
