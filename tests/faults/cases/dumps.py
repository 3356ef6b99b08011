"""What is done to a service's memory: an older dump of its database is put in its place, and it is brought home."""

import time
from random import Random

from tests.faults.platform.deployment import Files
from tests.faults.platform.system import System
from tests.running import Running
from tests.servers.dumps import Dumps, FileDumps, ServerDumps
from tests.small_city import CITY, OPEN_CYCLE

RESTORED = ("assessment", "scoring")


def older_dump(system: System, dice: Random) -> None:
    """A service forgets what it did since a dump; it must say so, lose nothing of the log, and come home."""
    service, dumps = dice.choice(RESTORED), _dumps(system)
    system.terminate(service)
    dumps.dump(service)
    system.heal()
    time.sleep(dice.uniform(1.5, 3.0))
    system.terminate(service)
    dumps.restore(service)
    system.heal()
    time.sleep(dice.uniform(0.5, 1.5))
    done = system.running.command("log", "reconcile", "--service", service)
    assert done.returncode == 0, done.stdout + done.stderr
    system.note(f"{service} restored from an older dump: {done.stdout.splitlines()[0]}")


def broker_away_at_a_start(system: System, dice: Random) -> None:
    """While the broker is away a service is started: it reads and refuses writes, the others take theirs."""
    service = dice.choice(("assessment", "scoring"))
    system.deployment.broker().stop()
    system.terminate(service)
    system.heal()
    if service == "assessment" and (code := _code(system.running)) != "LOG_NOT_COMPARED":
        system.object("G8", f"a service that never saw the log answered a write with {code or 'an acknowledgement'}")
    system.running.execute('{ organizations(city: "lanzhou", first: 1) { totalCount } }')
    system.deployment.broker().start()
    system.note(f"{service} started without a broker")


def _code(running: Running) -> str:
    """The code with which a good command is refused, one that the load never sends; empty when it is taken."""
    answer = running.answer(OPEN_CYCLE, {"input": {"idempotencyKey": "cycle-2019", "city": CITY, "code": "2019"}})
    return str(answer["errors"][0]["extensions"]["code"]) if "errors" in answer else ""


def _dumps(system: System) -> Dumps:
    if isinstance(system.deployment, Files):
        return FileDumps(system.running.home / "data")
    addresses = {f"BIAOCHI_DATABASE_{name.upper()}": system.deployment.database(name) for name in RESTORED}
    return ServerDumps(addresses)
