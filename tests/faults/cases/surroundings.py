"""What happens around the platform: its servers, disk, clocks, visitors and the network between all of them."""

import http.client
import json
import socket
import sqlite3
import time
from collections.abc import Mapping
from contextlib import ExitStack, closing
from random import Random

from biaochi_chassis.foundation.refusal import StorageFull
from biaochi_chassis.foundation.settings import SERVICES

from tests.faults.load.clients import Client
from tests.faults.load.history import OK
from tests.faults.platform.deployment import BROKER, DATABASE, Files
from tests.faults.platform.system import System

OTHER_CLOCKS = {
    "two hours ahead": "2021-02-01T02:00:00Z",
    "two hours behind": "2021-01-31T22:00:00Z",
    "on a leap day": "2024-02-29T12:00:00Z",
    "at midnight in Beijing, at the end of a year": "2021-12-31T16:00:00Z",
}
VISITORS = 10_000
FULL_SECONDS = 40.0
"""How long a disk stays full at the most: what a file has of pages of its own must be used up first."""
SUBSCRIPTION = json.dumps(
    {"query": 'subscription { standingsChanged(city: "lanzhou", cycle: "2020", index: "branch") { traceId } }'}
).encode()
ORGANIZATION = '{ organization(city: "lanzhou", code: "01-01") { name } }'
HALF_A_REQUEST = b"POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n"
THE_OTHER_HALF = b"authorization: Bearer %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"


def database_away(system: System, dice: Random) -> None:
    """A server is stopped and started; a file is locked by somebody else for a while."""
    if not isinstance(system.deployment, Files):
        system.deployment.server().kill()
        time.sleep(dice.uniform(0.5, 2.0))
        system.deployment.server().start()
        system.note("database server killed and started")
        return
    name, seconds = dice.choice((*SERVICES, "log")), dice.uniform(1.0, 3.0)
    with closing(sqlite3.connect(system.deployment.file(name), timeout=10, isolation_level=None)) as connection:
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
    system.note(f"{name} silent for {seconds:.1f} s{', but receiving' if one_way else ''}")


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


def broker_restarted(system: System, dice: Random) -> None:
    """The broker ends in good order and starts."""
    system.deployment.broker().stop()
    time.sleep(dice.uniform(1.0, 3.0))
    system.deployment.broker().start()
    system.note("broker stopped and started")


def broker_lost(system: System, dice: Random) -> None:
    """The broker is killed and all it kept is lost: producers publish again from what they keep."""
    system.deployment.broker().kill()
    system.deployment.broker().wipe()
    time.sleep(dice.uniform(0.5, 2.0))
    system.deployment.broker().start()
    system.note("broker killed, its log lost")


def broker_silent(system: System, dice: Random) -> None:
    """Nothing passes between the services and the broker, and nobody is told."""
    weather = system.proxies[BROKER].weather
    weather.silent = True
    time.sleep(seconds := dice.uniform(5.0, 15.0))
    weather.silent = False
    system.note(f"broker silent for {seconds:.1f} s")


def database_slow(system: System, dice: Random) -> None:
    """Every packet to and from the database takes half a second."""
    weather = system.proxies[DATABASE].weather
    weather.delay = 0.5
    time.sleep(dice.uniform(3.0, 6.0))
    weather.delay = 0.0
    system.note("database slow")


def disk_full(system: System, _dice: Random) -> None:
    """No database can grow: writes are refused with the reason, reads go on, a service says so; then there is space."""
    before, begun = len(system.history.lines()), time.monotonic()
    with system.deployment.full_disk():
        while (unseen := _unseen_of_a_full_disk(system, before)) and time.monotonic() < begun + FULL_SECONDS:
            time.sleep(0.5)
    if unseen:
        system.object("G24", f"with the disk full {unseen}")
    system.note(f"disk full for {time.monotonic() - begun:.1f} s")


def _unseen_of_a_full_disk(system: System, before: int) -> str:
    """What has not been seen yet, since so many lines of the history, of what a full disk must show; empty when all."""
    if not any(line.code == StorageFull.code for line in system.history.lines()[before:]):
        return f"no write was refused with {StorageFull.code}"
    # Results wait for what has just been written, which scoring has no room to take in; the registry does not.
    if Client(system.running.port, system.running.token()).execute(ORGANIZATION, {}).event != OK:
        return "the registry could not be read"
    if not any("is full" in _readiness(system, service) for service in SERVICES):
        return "no service said so when it was asked whether it is ready"
    return ""


def _readiness(system: System, service: str) -> str:
    """What a service says when it is asked whether it is ready; nothing when it does not answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", system.running.port_of(service), timeout=5)) as connection:
        try:
            connection.request("GET", "/health/ready")
            return connection.getresponse().read().decode()
        except OSError:
            return ""


def clocks_apart(system: System, dice: Random) -> None:
    """The services go on one after the other under clocks of their own, and then under the right one again."""
    usual = system.running.environment
    for service in dice.sample(SERVICES, len(SERVICES)):
        clock = dice.choice(sorted(OTHER_CLOCKS))
        _start_again(system, service, {**usual, "BIAOCHI_CLOCK": OTHER_CLOCKS[clock]})
        system.note(f"{service} {clock}")
    for service in SERVICES:
        _start_again(system, service, usual)


def _start_again(system: System, service: str, environment: Mapping[str, str]) -> None:
    system.terminate(service)
    system.running.environment = environment
    system.heal()


def flood(system: System, dice: Random) -> None:
    """Thousands connect to the gateway; most never finish their request, some subscribe and never read."""
    rest = THE_OTHER_HALF % (system.running.token().encode(), len(SUBSCRIPTION), SUBSCRIPTION)
    with ExitStack() as visitors:
        for number in range(VISITORS):
            visitor = visitors.enter_context(socket.create_connection(("127.0.0.1", system.running.port), timeout=30))
            visitor.sendall(HALF_A_REQUEST + (b"" if number % 50 else rest))
        system.note(f"{VISITORS} visitors")
        time.sleep(dice.uniform(2.0, 4.0))
