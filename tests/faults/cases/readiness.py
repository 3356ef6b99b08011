"""Whoever is asked whether he is ready answers within a second, whatever is broken; without the log all stay ready."""

import http.client
import json
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from random import Random

from tests.faults.cases import lasting
from tests.faults.cases.lasting import Fault
from tests.faults.cases.surroundings import ORGANIZATION
from tests.faults.load.clients import Client
from tests.faults.load.commands import RENAMING
from tests.faults.load.history import INVOKE, OK
from tests.faults.platform.deployment import Deployment, Files
from tests.faults.platform.system import System
from tests.running import PARTS
from tests.small_city import BRANCHES, RENAME, organization_id

SOON = 1.0
"""Seconds that a probe has for its answer."""
QUESTIONS = 5
BEFORE = 3.0
"""Seconds after which what is broken is noticed by everybody."""


def ready_whatever_is_broken(system: System, dice: Random) -> None:
    """Break one thing after the other, in any order, and ask every part that runs."""
    faults = list(_faults(system.deployment))
    dice.shuffle(faults)
    for fault in faults:
        with fault(system):
            time.sleep(BEFORE)
            slow = {part: seconds for part in system.running.processes if (seconds := _median(system, part)) > SOON}
            if fault in (lasting.log_away, lasting.broker_stopped):
                _goes_on_without_the_log(system, fault.__name__)
        system.heal()
        for part, seconds in slow.items():
            system.object("R1", f"{fault.__name__}: {part} said after {seconds:.2f} s whether it is ready")
        system.note(fault.__name__)


def _faults(deployment: Deployment) -> Iterator[Fault]:
    yield from (lasting.a_part_gone, lasting.a_service_silent, lasting.services_slow, lasting.log_away)
    if isinstance(deployment, Files):
        yield lasting.database_kept
    else:
        yield from (lasting.broker_stopped, lasting.database_silent, lasting.database_killed)


def _median(system: System, part: str) -> float:
    return statistics.median(_answer_of(system, part)[0] for _ in range(QUESTIONS))


def _answer_of(system: System, part: str) -> tuple[float, str]:
    """How long a part takes to say whether it is ready, and what is not well."""
    begun = time.monotonic()
    with closing(http.client.HTTPConnection("127.0.0.1", system.running.port_of(part), timeout=30)) as connection:
        connection.request("GET", "/health/ready")
        troubles = json.loads(connection.getresponse().read())["troubles"]
    return time.monotonic() - begun, "; ".join(f"{name}: {trouble}" for name, trouble in troubles.items())


def _goes_on_without_the_log(system: System, fault: str) -> None:
    """All are ready, the registry can be read, and writes are acknowledged: the outbox keeps what they publish."""
    client = Client(system.running.port, system.running.token())
    for part in PARTS:
        if troubles := _answer_of(system, part)[1]:
            system.object("R2", f"{fault}: {part} left service: {troubles}")
    if client.execute(ORGANIZATION, {}).event != OK:
        system.object("R3", f"{fault}: the registry could not be read")
    token = f"without-the-log-{time.time_ns()}"
    naming = {"idempotencyKey": token, "organization": organization_id(BRANCHES[0]), "on": "2020-06-01"}
    system.history.note(INVOKE, RENAMING, token)
    answer = client.execute(RENAME, {"input": {**naming, "name": "市直单位07"}})
    system.history.note(answer.event, RENAMING, token)
    if answer.event != OK:
        system.object("R4", f"{fault}: a write was not acknowledged: {answer.code}")
