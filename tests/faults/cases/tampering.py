"""What somebody with a service's database in hand would do to its audit trail, and to find it out."""

import time
from random import Random

from biaochi_chassis.foundation.settings import SERVICES, Settings
from biaochi_chassis.store.migrating.upgrade import migrating
from biaochi_chassis.store.tables import audit
from sqlalchemy import delete, func, insert, select, update

from tests.faults.platform.system import System

TAMPERED = "assessment"
"""Whose trail it is: under load it is the one that grows."""


def audit_altered(system: System, dice: Random) -> None:
    """A row is changed, then deleted; each time the command names it."""
    time.sleep(dice.uniform(1.5, 3.0))
    assert _verified(system) == "", "the trail is not right before anything was done to it"
    running = system.running
    url = Settings.read({**running.environment, "BIAOCHI_HOME": str(running.home)}).database(TAMPERED)
    with migrating(url) as connection:
        last = connection.execute(select(func.max(audit.c.number))).scalar_one()
    number = dice.randint(1, last - 1)
    here = audit.c.number == number
    with migrating(url) as connection:
        row = dict(connection.execute(select(audit).where(here)).mappings().one())
        connection.execute(update(audit).where(here).values(caller="somebody else"))
    changed = _verified(system)
    with migrating(url) as connection:
        connection.execute(delete(audit).where(here))
    deleted = _verified(system)
    with migrating(url) as connection:
        connection.execute(insert(audit).values(row))
    for done, said in (("changed", changed), ("deleted", deleted)):
        if f"row {number} is not right" not in said:
            system.object("F40", f"row {number} was {done}, and this was said: {said or 'that all is right'}")
    if said := _verified(system):
        system.object("F40", f"all is as it was, and this was said: {said}")
    system.note(f"row {number} of {last} of {TAMPERED} changed, and deleted")


def _verified(system: System) -> str:
    """What the command says of the trail that is tampered with; empty when it is right.

    Another one may be wrong since a round before: a database was restored from an older dump, and its trail with it.
    """
    done = system.running.command("audit", "verify")
    said = dict(zip(SERVICES, done.stdout.splitlines(), strict=False)).get(TAMPERED, done.stdout + done.stderr)
    return "" if said.startswith(f"{TAMPERED}: ") and "is not right" not in said else said
