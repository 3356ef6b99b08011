"""The whole platform as processes, with a network between gateway and services, a load and a history: kept up for many
rounds."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from biaochi_chassis.foundation.settings import SERVICES

from tests.faults.judging.checker import Violation
from tests.faults.judging.quiet import wait_quiet
from tests.faults.load.clients import Client, Load
from tests.faults.load.commands import Place
from tests.faults.load.history import INVOKE, OK, History
from tests.faults.platform import points
from tests.faults.platform.deployment import CITY_DATE, Deployment, Kind
from tests.faults.platform.proxy import Network, Proxy
from tests.running import PARTS, Running, free_ports
from tests.small_city import BRANCHES, ORGANS, ROOT, found

DEATH_SECONDS = 20.0
FOUNDINGS = 10
WARM_SECONDS = 3.0

RATINGS = """
{ ratingsDue(city: "lanzhou", cycle: "2020", first: 200) {
    edges { node { indicator period rater { code } subject { code } } } } }"""


@dataclass
class System:
    """What a case works on. `faults` says what was done, `violations` what a case itself saw go wrong."""

    running: Running
    deployment: Deployment
    network: Network
    proxies: Mapping[str, Proxy]
    """Those before the services, and those before the servers of the deployment, by what they lead to."""
    history: History
    load: Load
    before: Mapping[str, int]
    """What the processes held, and how slow the gateway was, after a load under which nothing broke."""
    faults: list[str] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    repeated: int = 0

    def note(self, fault: str) -> None:
        """Remember what was done."""
        self.faults.append(fault)

    def object(self, invariant: str, sentence: str) -> None:
        """Remember what went wrong."""
        self.violations.append(Violation(invariant, sentence))

    def repeated_by_now(self, count: int) -> int:
        """Return how many messages came again since this was last asked; `count` are those since the founding."""
        since, self.repeated = count - self.repeated, count
        # A log that was lost holds fewer than before.
        return max(0, since)

    def kill(self, name: str) -> None:
        """Kill a process at once."""
        self.running.kill(name)
        self.note(f"killed {name}")

    def order(self, name: str, point: str, what: str) -> Path:
        """Have a process end or stop at a point."""
        self.note(f"{what} for {name} at {point}")
        return points.order(self.running.home, name, point, what)

    def wait_dead(self, name: str) -> None:
        """Return once a process has obeyed an order to die."""
        process = self.running.processes[name]
        try:
            process.wait(DEATH_SECONDS)
        except subprocess.TimeoutExpired as never:
            raise AssertionError(f"{name} never came to the point at which it was to die") from never
        del self.running.processes[name]

    def terminate(self, name: str) -> tuple[int, float]:
        """Ask a process to finish; return its exit code and how long it took."""
        process, begun = self.running.processes.pop(name), time.monotonic()
        process.send_signal(signal.SIGTERM)
        code = process.wait(60)
        self.note(f"SIGTERM to {name}")
        return code, time.monotonic() - begun

    def heal(self) -> None:
        """Start what does not run and wait until all are ready."""
        self.running.start()

    def go_on(self, name: str) -> None:
        """Let a stopped process go on."""
        os.kill(self.running.processes[name].pid, signal.SIGCONT)


@contextmanager
def standing(home: Path, kind: Kind, seed: str, environment: Mapping[str, str]) -> Iterator[System]:
    """A platform with the small city, everything ready; ended with the block."""
    port = free_ports()
    with Network() as network, kind.at(home, network) as deployment:
        services = {service: network.lead_to(port + 1 + PARTS.index(service)) for service in SERVICES}
        paths = {f"BIAOCHI_{name.upper()}_URL": f"http://127.0.0.1:{proxy.port}" for name, proxy in services.items()}
        settings = {**CITY_DATE, **paths, **deployment.environment(), **environment}
        running = Running(home, PARTS, settings, port, "tests.faults.platform.points")
        try:
            running.start()
            _found_patiently(running)
            history = History(home / "history.jsonl")
            _note_the_founding(history)
            load = Load(Client(port, running.token()), history, seed, _ratings(running))
            before = _settled(running, deployment, load)
            yield System(running, deployment, network, {**services, **deployment.ways}, history, load, before)
        finally:
            end(running)


def end(running: Running) -> None:
    """End every process, whatever state it is in."""
    for process in running.processes.values():
        process.send_signal(signal.SIGCONT)
    try:
        running.stop()
    finally:
        for process in running.processes.values():
            process.kill()
            process.wait()


def dice_of(seed: str) -> Random:
    """Dice that fall the same way for the same seed."""
    return Random(seed)


def _found_patiently(running: Running) -> None:
    """Found the city; what a busy machine does not know yet is asked again, under the same keys."""
    for _ in range(FOUNDINGS):
        try:
            found(running)
        except AssertionError as refused:
            if "NOT_YET_KNOWN" not in str(refused):
                raise
        else:
            return
    raise AssertionError("the city could not be founded")


def _settled(running: Running, deployment: Deployment, load: Load) -> Mapping[str, int]:
    """Let pools and caches fill under a load; return what the processes hold then."""
    load.start("warm")
    time.sleep(WARM_SECONDS)
    load.stop()
    quiet = wait_quiet(running, deployment, {})
    assert not quiet.troubles, quiet.troubles
    return quiet.levels


def _note_the_founding(history: History) -> None:
    codes = (ROOT, *ORGANS, *BRANCHES)
    commands = [("organization", f"establish-{code}") for code in codes]
    for kind, token in (*commands, ("cycle", "cycle-2020")):
        history.note(INVOKE, kind, token)
        history.note(OK, kind, token)


def _ratings(running: Running) -> list[Place]:
    edges = running.execute(RATINGS)["ratingsDue"]["edges"]
    return [
        Place(due["subject"]["code"], due["indicator"], due["period"], due["rater"]["code"])
        for due in (edge["node"] for edge in edges)
    ]
